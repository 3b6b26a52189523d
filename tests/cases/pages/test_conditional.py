"""Public pages may be kept for a minute by whoever has no cookie; unchanged ones cost one query."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from cases.journal import services as journal
from tests import make
from tests.cases.pages import world

pytestmark = pytest.mark.django_db

PAGES = ["/nl/", "/nl/zaken/videozaak", "/nl/zaken/videozaak/documenten", "/nl/zaken/videozaak/agenda.ics",
         "/nl/zaken/videozaak/nieuws.atom", "/nl/zaken/videozaak/status.json", "/nl/stichting/smc", "/nl/contact",
         "/nl/privacy", "/sitemap.xml", "/robots.txt"]  # fmt: skip


@pytest.fixture
def case():
    return world.large_case(timezone.localdate())


@pytest.mark.parametrize("address", PAGES)
def test_an_unchanged_page_is_not_sent_again(client, case, address, django_assert_max_num_queries):
    first = client.get(address)
    assert first.status_code == 200
    assert first.headers["Cache-Control"].startswith("public, max-age=")
    assert not first.cookies
    with django_assert_max_num_queries(1):
        second = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert second.status_code == 304
    assert second.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert second.content == b""


def changes(case):
    track = case.proceedings.first().tracks.first()
    return {
        "title": lambda: (setattr(case, "title", "Nieuwe titel"), case.save()),
        "event": lambda: make.event(track, kind="hearing_held"),
        "stage": lambda: make.in_stage("S60_merits", proceeding=track.proceeding, group=track.group),
        "hearing": lambda: make.hearing(case=case),
        "deadline": lambda: make.deadline(case=case, is_public=True),
        "ruling": lambda: make.ruling(case=case),
        "document": lambda: make.document(case=case),
        "news": lambda: make.news_item(about=case),
        "number": lambda: make.docket_number(proceeding=track.proceeding),
        "estimate": lambda: make.estimate(case=case),
        "funding": lambda: make.funding(foundation=track.proceeding.foundation),
        "foundation": lambda: track.proceeding.foundation.save(),
        "concern": lambda: case.concern.save(),
        "journal": lambda: journal.record("case.changed", case, case=case, by=None),
    }


@pytest.mark.parametrize("change", ["title", "event", "stage", "hearing", "deadline", "ruling", "document", "news",
                                    "number", "estimate", "funding", "foundation", "concern", "journal"])  # fmt: skip
def test_a_page_is_sent_again_after_a_change(client, case, change):
    before = client.get("/nl/zaken/videozaak").headers["ETag"]
    changes(case)[change]()
    assert client.get("/nl/zaken/videozaak", headers={"if-none-match": before}).status_code == 200


def test_a_page_is_sent_again_on_the_next_day():
    from django.test import Client

    with time_machine.travel("2026-11-23 12:00+01:00", tick=False):
        make.case(slug="zaak")
        before = Client().get("/nl/zaken/zaak").headers["ETag"]
    with time_machine.travel("2026-11-24 00:10+01:00", tick=False):
        assert Client().get("/nl/zaken/zaak", headers={"if-none-match": before}).status_code == 200


def test_each_language_and_search_has_its_own_version(client, case):
    addresses = ["/nl/", "/en/", "/nl/?q=videoplein", "/nl/zaken/videozaak", "/en/zaken/videozaak"]
    assert len({client.get(address).headers["ETag"] for address in addresses}) == len(addresses)


@pytest.mark.parametrize("address", ["/nl/", "/nl/zaken/videozaak", "/nl/privacy"])
def test_whoever_has_a_cookie_gets_a_page_that_nobody_keeps(client, case, address):
    client.cookies["sessionid"] = "x"
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


@pytest.mark.parametrize("address", ["/nl/zaken/nergens", "/nergens", "/nl/?page=0"])
def test_errors_are_kept_by_nobody(client, address):
    assert client.get(address).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/nl/", "/nl/zaken/videozaak", "/nl/zaken/nergens"])
def test_every_answer_has_the_strict_headers(client, case, address):
    response = client.get(address)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_no_page_holds_script_or_style_of_its_own(client, case):
    for address in ("/nl/", "/nl/zaken/videozaak", "/nl/zaken/videozaak/vragen", "/nl/zaken/nergens"):
        page = client.get(address).content.decode()
        assert "<script" not in page
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick" not in page


@pytest.mark.parametrize(("address", "most"), [("/nl/", 8), ("/nl/?q=videoplein", 8), ("/nl/zaken/videozaak", 23),
                                               ("/nl/zaken/videozaak/documenten", 20)])  # fmt: skip
def test_a_page_costs_as_many_queries_however_large_the_case(client, address, most, django_assert_max_num_queries):
    world.large_case(date(2026, 11, 23), more=12)
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200
