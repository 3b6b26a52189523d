"""Addresses of files, with the language in front."""

from django.urls import path

from cases.documents import views

urlpatterns = [
    path("zaken/<slug:slug>/documenten/<uuid:public_id>", views.document, name="document"),
]
