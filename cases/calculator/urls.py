"""The address of the calculator, with the language in front."""

from django.urls import path

from cases.calculator import views

urlpatterns = [path("termijn-berekenen", views.calculator, name="calculator")]
