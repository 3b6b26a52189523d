"""Addresses of health."""

from django.urls import path

from cases.health import views

urlpatterns = [
    path("_health/live", views.live),
    path("_health/ready", views.ready),
    path("_health/full", views.full),
]
