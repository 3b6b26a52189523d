"""The claimant's own pages."""

from django.urls import include, path

urlpatterns = [
    path("", include("claimants.signin.urls")),
    path("", include("claimants.declarations.urls")),
    path("", include("claimants.proofs.urls")),
    path("", include("claimants.notices.urls")),
    path("", include("claimants.signup.urls")),
    path("", include("claimants.portal.urls")),
]
