"""The claimant's own pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("claimants.signin.urls")),
    path("", include("claimants.portal.urls")),
]
