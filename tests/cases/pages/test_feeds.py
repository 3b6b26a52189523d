"""Feeds are read back with the readers other people use."""

import json
from datetime import date, datetime, time
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.utils import timezone
from icalendar import Calendar

from cases.proceedings.choices import HearingState
from tests import make
from tests.cases.pages import world

pytestmark = pytest.mark.django_db


def calendar(client, slug="zaak") -> Calendar:
    response = client.get(f"/nl/zaken/{slug}/agenda.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    body = response.content
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    return Calendar.from_ical(body)


def feed(client, slug="zaak", language="nl"):
    response = client.get(f"/{language}/zaken/{slug}/nieuws.atom")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    return parsed


def test_a_last_day_is_a_whole_day_with_a_name_that_never_changes(client):
    deadline = make.deadline(
        case=make.case(slug="zaak"), title="Reactie, en meer", ends_on=date(2026, 12, 14), is_public=True
    )
    (event,) = calendar(client).walk("VEVENT")
    assert event["UID"] == f"{deadline.public_id}@achterban"
    assert event.decoded("DTSTART") == date(2026, 12, 14)
    assert event.decoded("DTEND") == date(2026, 12, 15)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["SUMMARY"] == "Reactie, en meer"
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.walk("VALARM") == []


def test_a_hearing_has_its_hour_in_the_netherlands(client):
    court = make.court()
    case = make.case(slug="zaak")
    make.hearing(case=case, planned_on=date(2026, 7, 1), starts_at=time(9, 30), court=court)
    (event,) = calendar(client).walk("VEVENT")
    assert event.decoded("DTSTART") == datetime.fromisoformat("2026-07-01T07:30+00:00")
    assert event["LOCATION"] == "Rechtbank Amsterdam"
    assert event["STATUS"] == "CONFIRMED"


def test_a_changed_hearing_keeps_its_name_and_raises_its_sequence(client):
    hearing = make.hearing(case=make.case(slug="zaak"))
    (before,) = calendar(client).walk("VEVENT")
    hearing.state, hearing.version = HearingState.CANCELLED, hearing.version + 1
    hearing.save()
    (after,) = calendar(client).walk("VEVENT")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["STATUS"] == "CANCELLED"


def test_the_calendar_says_what_it_is_and_how_often_to_ask(client):
    make.case(slug="zaak", title="Mijn zaak; met tekens, \\ en “meer”")
    found = calendar(client)
    assert found["NAME"] == found["X-WR-CALNAME"] == "Mijn zaak; met tekens, \\ en “meer”"
    assert found["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert found["SOURCE"].endswith("/nl/zaken/zaak/agenda.ics")


def test_the_feed_tells_events_rulings_and_news_newest_first(client):
    case = make.case(slug="zaak", title="Mijn <zaak> & meer")
    track = make.in_stage("S35_admissibility", proceeding=make.proceeding(case=case), event={"kind": "admissible"})
    make.ruling(case=case, decided_on=date(2023, 5, 5))
    make.news_item(about=case, title="Nieuw & vers", published_on=date(2025, 6, 1), summary="Met <b>tekens</b>")
    found = feed(client)
    assert [entry.title.partition(": ")[2] for entry in found.entries] == [
        "Nieuw & vers",
        "De stichting mag voor de groep opkomen",
        "Uitspraak van een rechter",
    ]
    assert "&lt;b&gt;" in found.entries[0].summary
    assert found.entries[1].id == track.events.get().public_id.urn
    assert found.feed.language == "nl"
    assert "Mijn <zaak> & meer" in found.feed.title


def test_a_feed_stays_the_same_while_nothing_changes(client):
    world.large_case(timezone.localdate())
    first = client.get("/nl/zaken/videozaak/nieuws.atom").content
    assert client.get("/nl/zaken/videozaak/nieuws.atom").content == first


def test_an_empty_feed_is_a_feed(client):
    make.case(slug="zaak")
    assert feed(client).entries == []


def test_a_day_that_nobody_knows_is_not_made_up(client):
    make.news_item(about=make.case(slug="zaak"), published_on=None, published_precision="unknown")
    (entry,) = feed(client, language="en").entries
    assert entry.title.startswith("date unknown: ")
    assert "published" not in entry


def test_the_status_tells_where_each_track_stands(client):
    world.large_case(timezone.localdate())
    response = client.get("/nl/zaken/videozaak/status.json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    told = json.loads(response.content)
    assert told["stage"] == "S40_eb_appointed"
    assert told["heading"] == "Er is hoger beroep"
    assert {"code": "parked", "isPartial": True} in told["conditions"]
    assert len(told["tracks"]) == 7
    assert told["since"] == "2024-01-10"


def test_the_status_of_an_unknown_case_is_null_and_not_wrong(client):
    make.case(slug="zaak")
    told = json.loads(client.get("/en/zaken/zaak/status.json").content)
    assert told["stage"] is None
    assert told["asOf"] is None
    assert told["heading"] == "We do not know yet how far this case is"


def test_the_sitemap_names_each_page_in_both_languages(client):
    make.case(slug="zaak")
    make.case(slug="geheim", is_published=False)
    root = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    space = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    places = [one.text for one in root.findall("m:url/m:loc", space)]
    assert any(place.endswith("/nl/zaken/zaak") for place in places)
    assert any(place.endswith("/en/zaken/zaak") for place in places)
    assert not any("geheim" in place for place in places)
    for url in root.findall("m:url", space):
        assert {link.get("hreflang") for link in url.findall("x:link", space)} == {"nl", "en"}


def test_robots_and_researchers_find_what_they_look_for(client):
    assert "Sitemap: http" in client.get("/robots.txt").content.decode()
    told = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:" in told
    assert f"Expires: {timezone.localdate().year}" in told or "Expires: 20" in told
