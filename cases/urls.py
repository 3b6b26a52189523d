"""Addresses without a language: the API, health and files."""

from django.urls import include, path

from cases.agenda.feeds import staff_calendar
from cases.calculator.api import DeadlineCalculation, TermList
from cases.deadlines.api import DeadlineList
from cases.dossier.api import GroupList, NumberList
from cases.news.api import NewsList, NewsOfCaseList
from cases.pages.api import CourtCaseDetail, CourtCaseList, TimelineList
from cases.parties.api import DefendantList, FoundationDetail, FoundationList
from cases.proceedings.api import EventList
from cases.regulation.api import MeasureList
from cases.rest.schema import Description
from cases.rulings.api import RulingList

API = [
    path("openapi.json", Description.as_view()),
    path("court-cases", CourtCaseList.as_view()),
    path("court-cases/<slug:id>", CourtCaseDetail.as_view()),
    path("court-cases/<slug:id>/timeline", TimelineList.as_view()),
    path("court-cases/<slug:id>/events", EventList.as_view()),
    path("court-cases/<slug:id>/deadlines", DeadlineList.as_view()),
    path("court-cases/<slug:id>/groups", GroupList.as_view()),
    path("court-cases/<slug:id>/news", NewsOfCaseList.as_view()),
    path("court-cases/<slug:id>/rulings", RulingList.as_view()),
    path("court-cases/<slug:id>/numbers", NumberList.as_view()),
    path("foundations", FoundationList.as_view()),
    path("foundations/<slug:id>", FoundationDetail.as_view()),
    path("defendants", DefendantList.as_view()),
    path("measures", MeasureList.as_view()),
    path("news", NewsList.as_view()),
    path("terms", TermList.as_view()),
    path("deadline-calculations", DeadlineCalculation.as_view()),
]

urlpatterns = [
    path("api/v1/", include(API)),
    path("agenda/<slug:token>.ics", staff_calendar, name="staff-calendar"),
    path("", include("cases.health.urls")),
    path("", include("cases.pages.root_urls")),
]
