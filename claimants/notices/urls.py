"""Where a mail can be checked, and refused."""

from django.urls import path

from claimants.notices import views

app_name = "notices"
urlpatterns = [
    path("bericht-controleren", views.check, name="check"),
    path("afmelden/<str:token>", views.unsubscribe, name="unsubscribe"),
]
