"""Signing in as staff; mounted at /beheer/ before the staff site itself."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from django.contrib import admin
from django.urls import path

from cases.staff import views

urlpatterns = [
    path("account/inloggen/", account.login, name="account_login"),
    path("account/uitloggen/", account.logout, name="account_logout"),
    path("account/gesloten/", account.account_inactive, name="account_inactive"),
    path("account/wachtwoord/", account.password_change, name="account_change_password"),
    path("account/opnieuw/", account.reauthenticate, name="account_reauthenticate"),
    path("account/tweede-stap/", mfa.index, name="mfa_index"),
    path("account/tweede-stap/code/", mfa.authenticate, name="mfa_authenticate"),
    path("account/tweede-stap/opnieuw/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/tweede-stap/instellen/", views.SetUpSecondFactor.as_view(), name="mfa_activate_totp"),
    path("account/tweede-stap/vervangen/", views.ReplaceSecondFactor.as_view(), name="mfa_deactivate_totp"),
    path("account/herstelcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/herstelcodes/nieuw/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/herstelcodes/bestand/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("afwezig/", admin.site.admin_view(views.absence), name="staff_absence"),
    path("stichting/", views.switch_foundation, name="switch_foundation"),
]
