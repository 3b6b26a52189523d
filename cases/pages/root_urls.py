"""Addresses of the public site that have no language."""

from django.urls import path

from cases.pages import discovery

urlpatterns = [
    path("", discovery.home),
    path("nl", discovery.home_of_language, {"language": "nl"}),
    path("en", discovery.home_of_language, {"language": "en"}),
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("robots.txt", discovery.robots),
    path(".well-known/security.txt", discovery.security),
]
