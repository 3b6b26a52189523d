"""Where the files of a visitor are."""

from django.urls import path

from claimants.proofs import views

app_name = "proofs"
urlpatterns = [
    path("mijn/bewijs/<uuid:public_id>", views.download, name="download"),
    path("mijn/bewijs/<uuid:public_id>/klein", views.thumbnail, name="thumbnail"),
]
