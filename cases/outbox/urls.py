"""The post box of a laptop."""

from django.urls import path

from cases.outbox import views

urlpatterns = [path("demo/post", views.letters, name="postbox")]
