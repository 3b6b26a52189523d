"""Where somebody's own pages are."""

from django.urls import path

from claimants.portal import views

app_name = "portal"
urlpatterns = [
    path("mijn/", views.home, name="home"),
    path("mijn/<str:public_id>/", views.case, name="case"),
    path("mijn/<str:public_id>/bevestigen", views.confirm, name="confirm"),
]
