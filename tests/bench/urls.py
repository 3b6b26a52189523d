"""The addresses of the product, and views that render the same templates with data that is ready in memory."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from cases.pages.case_page import CasePage
from cases.pages.conditional import public_case
from claimants.portal import desk, status
from claimants.signin import session
from config import urls as product

READY: dict[str, dict] = {}


def ready(key: str, make) -> dict:
    if key not in READY:
        READY[key] = make()
    return READY[key]


def bare_case(request, public_id):
    def made():
        visitor = session.visitor_of(request)
        found = status.case_of(visitor, desk.uuid_of(public_id), today=timezone.localdate())
        return {"visitor": visitor, "status": found, "page": found}

    return render(request, "portal/case.html", ready(public_id, made))


def bare_public(request, slug):
    def made():
        page = CasePage(public_case(slug), timezone.localdate())
        return {"page": page, "case": page.case}

    return render(request, "pages/case.html", ready(slug, made))


def empty(request):
    return HttpResponse()


urlpatterns = [
    *i18n_patterns(
        path("kaal/mijn/<str:public_id>", bare_case),
        path("kaal/zaken/<slug:slug>", bare_public),
        path("kaal/leeg", empty),
    ),
    *product.urlpatterns,
]
handler400, handler403, handler404, handler500 = (
    product.handler400,
    product.handler403,
    product.handler404,
    product.handler500,
)
