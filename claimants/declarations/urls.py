"""Where the heads of the chains are published."""

from django.urls import path

from claimants.declarations import views

app_name = "declarations"
urlpatterns = [path("ketting/<slug:slug>.json", views.heads, name="heads")]
