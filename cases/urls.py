"""Addresses without a language: the API, health and files."""

from django.urls import include, path

urlpatterns = [
    path("", include("cases.health.urls")),
]
