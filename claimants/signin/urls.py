"""Where people sign in and out."""

from django.urls import path

from claimants.signin import views

app_name = "signin"
urlpatterns = [
    path("inloggen", views.sign_in, name="sign-in"),
    path("inloggen/verzonden", views.sent, name="sent"),
    path("inloggen/code", views.code, name="code"),
    path("inloggen/bevestigen", views.step_up, name="step-up"),
    path("inloggen/<str:token>", views.link, name="link"),
    path("uitloggen", views.sign_out, name="sign-out"),
    path("uitgelogd", views.signed_out, name="signed-out"),
]
