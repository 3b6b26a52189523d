"""Addresses of the public site, with the language in front."""

from django.urls import path

from cases.pages import feeds, views

urlpatterns = [
    path("", views.case_list, name="case-list"),
    path("zaken/<slug:slug>", views.case, name="case"),
    path("zaken/<slug:slug>/nieuws", views.news, name="news"),
    path("zaken/<slug:slug>/nieuws/<uuid:public_id>", views.news_item, name="news-item"),
    path("zaken/<slug:slug>/documenten", views.documents, name="case-documents"),
    path("zaken/<slug:slug>/vragen", views.questions, name="case-questions"),
    path("zaken/<slug:slug>/agenda.ics", feeds.calendar, name="case-calendar"),
    path("zaken/<slug:slug>/nieuws.atom", feeds.atom, name="case-feed"),
    path("zaken/<slug:slug>/status.json", feeds.status, name="case-status"),
    path("stichting/<slug:slug>", views.foundation, name="foundation"),
    path("contact", views.contact, name="contact"),
    path("privacy", views.about, {"name": "privacy"}, name="privacy"),
    path("toegankelijkheid", views.about, {"name": "toegankelijkheid"}, name="accessibility"),
]
