"""Everything about a case in one order, each thing once."""

from datetime import date, timedelta

import pytest

from cases.pages.timeline import timeline
from cases.proceedings.choices import HearingState
from cases.regulation.models import Regulator, RegulatoryMeasure
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make.case(concern=make.concern())


def told(case, today) -> list[tuple[str, str]]:
    return [(item.kind, item.written_on) for item in timeline(case, today)]


def test_everything_stands_in_one_order_newest_first(case, today):
    make.event(case=case, kind="writ_served", happened_on=date(2021, 6, 1))
    make.ruling(case=case, decided_on=date(2022, 11, 9))
    make.hearing(case=case, planned_on=today + timedelta(days=3))
    make.news_item(about=case, published_on=date(2024, 1, 1))
    regulator = Regulator.objects.create(name="Toezichthouder", level="state")
    RegulatoryMeasure.objects.create(
        regulator=regulator, concern=case.concern, kind="fine", state="announced", announced_on=date(2023, 1, 1),
        precision="year", summary="Een boete.",
    )  # fmt: skip
    assert told(case, today) == [
        ("hearing", "2026-11-26"),
        ("news", "2024-01"),
        ("measure", "2023"),
        ("ruling", "2022-11-09"),
        ("event", "2021-06-01"),
    ]


def test_a_ruling_is_told_with_the_event_it_proves(case, today):
    event = make.event(case=case, kind="inadmissible", happened_on=date(2023, 10, 25))
    make.ruling(case=case, event=event, ecli="ECLI:NL:RBAMS:2023:6694", outcome="Niet toegelaten.")
    (item,) = timeline(case, today)
    assert item.kind == "event"
    assert item.source == "ECLI:NL:RBAMS:2023:6694"
    assert item.url.startswith("https://deeplink.rechtspraak.nl/")
    assert str(item.title) == "De rechter laat de zaak niet toe"
    assert str(item.text) == "Niet toegelaten."


def test_a_ruling_of_a_hidden_event_is_told_on_its_own(case, today):
    event = make.event(case=case, is_public=False)
    make.ruling(case=case, event=event)
    assert [item.kind for item in timeline(case, today)] == ["ruling"]


def test_news_stands_on_the_day_of_what_it_tells(case, today):
    make.news_item(about=case, published_on=date(2025, 4, 1), event_on=date(2025, 1, 19), event_precision="day")
    assert told(case, today) == [("news", "2025-01-19")]


def test_a_thing_without_a_date_stands_where_it_was_received(case, today):
    make.news_item(about=case, published_on=None, published_precision="unknown")
    make.event(case=case, happened_on=date(2021, 6, 1))
    items = timeline(case, today)
    assert [item.kind for item in items] == ["news", "event"]
    assert items[0].on is None


def test_a_court_event_without_a_date_keeps_its_place_between_the_others(case, today):
    make.event(case=case, kind="inadmissible", happened_on=date(2023, 9, 20))
    make.event(case=case, kind="appeal_lodged", happened_on=None, precision="unknown")
    make.event(case=case, kind="appeal_confirmed", happened_on=date(2025, 12, 23))
    assert told(case, today) == [("event", "2025-12-23"), ("event", ""), ("event", "2023-09-20")]


def test_filler_of_an_unknown_date_is_never_shown(case, today):
    make.news_item(about=case, published_on=date(1900, 1, 1), published_precision="unknown")
    (item,) = timeline(case, today)
    assert item.written_on == ""


@pytest.mark.parametrize(
    ("days", "state", "is_told"),
    [(0, HearingState.PLANNED, True), (5, HearingState.PLANNED, True), (-1, HearingState.PLANNED, False),
     (5, HearingState.CANCELLED, False)],
)  # fmt: skip
def test_only_hearings_that_are_still_to_come_are_planned(case, today, days, state, is_told):
    make.hearing(case=case, planned_on=today + timedelta(days=days), state=state)
    assert bool(timeline(case, today)) is is_told


def test_measures_against_another_concern_stay_out(case, today):
    regulator = Regulator.objects.create(name="Toezichthouder", level="state")
    make_one = {"regulator": regulator, "kind": "ban", "state": "proposed", "summary": "Verbod."}
    RegulatoryMeasure.objects.create(concern=make.concern(), **make_one)
    RegulatoryMeasure.objects.create(concern=None, **make_one)
    assert timeline(case, today) == []
    assert timeline(make.case(), today) == []


def test_a_timeline_costs_five_queries(case, today, django_assert_num_queries):
    for _number in range(9):
        make.event(case=case)
        make.ruling(case=case, court=make.court())
        make.hearing(case=case)
        make.news_item(about=case)
    with django_assert_num_queries(5):
        timeline(case, today)
