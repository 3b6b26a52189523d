"""Addresses without a language: the API, health and files."""

urlpatterns = []
