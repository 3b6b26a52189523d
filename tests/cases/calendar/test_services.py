from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from cases.calendar import services
from cases.calendar.choices import DecreeState
from cases.calendar.in_force import calendar_in_force
from cases.calendar.models import DecreeDay
from cases.core.errors import DomainError
from cases.law.closed_days import CALENDAR
from tests import make

pytestmark = pytest.mark.django_db
FRIDAY = date(2029, 5, 11)


def test_a_proposed_day_closes_nothing():
    make.decree_day(FRIDAY)
    assert calendar_in_force() == CALENDAR


def test_an_accepted_day_is_closed_with_its_source():
    services.accept_decree_day(make.decree_day(FRIDAY), by=None)
    assert calendar_in_force().closed(FRIDAY).source == "Besluit, Staatscourant"


def test_the_calendar_can_be_asked_without_one_day():
    day = services.accept_decree_day(make.decree_day(FRIDAY), by=None)
    assert calendar_in_force(without=day).closed(FRIDAY) is None


@pytest.mark.parametrize(
    ("on", "words"),
    [
        pytest.param(date(2029, 5, 12), "zaterdag", id="Saturday"),
        pytest.param(date(2029, 5, 13), "zondag", id="Sunday"),
        pytest.param(date(2029, 5, 10), "Hemelvaartsdag", id="a holiday"),
        pytest.param(date(2028, 5, 26), "besluit", id="in the law's own list"),
        pytest.param(date(1, 1, 1), "", id="year 1"),
        pytest.param(date(9999, 12, 31), "", id="year 9999"),
    ],
)
def test_a_day_that_cannot_be_one_is_refused_with_a_sentence(on, words):
    with pytest.raises(DomainError) as refusal:
        make.decree_day(on)
    assert refusal.value.field == "closed_on"
    assert words in refusal.value.message
    assert not DecreeDay.objects.exists()


def test_the_sentence_is_in_the_language_of_the_reader():
    with translation.override("en"), pytest.raises(DomainError, match="Saturday 12 May 2029 is closed already"):
        make.decree_day(date(2029, 5, 12))


def test_a_day_is_entered_once():
    make.decree_day(FRIDAY)
    with pytest.raises(DomainError):
        make.decree_day(FRIDAY)


def test_a_day_that_was_accepted_is_closed_already():
    services.accept_decree_day(make.decree_day(FRIDAY), by=None)
    with pytest.raises(DomainError, match="besluit"):
        make.decree_day(FRIDAY)


def test_a_rejected_day_can_be_entered_again():
    services.reject_decree_day(make.decree_day(FRIDAY), reason="Verkeerd jaar.", by=None)
    assert make.decree_day(FRIDAY).state == DecreeState.PROPOSED


def test_a_day_is_decided_on_once():
    day = services.accept_decree_day(make.decree_day(FRIDAY), by=None)
    with pytest.raises(DomainError):
        services.reject_decree_day(day, reason="Te laat.", by=None)


def test_only_a_day_in_force_is_withdrawn():
    with pytest.raises(DomainError):
        services.propose_withdrawal(make.decree_day(FRIDAY), reason="Verkeerd gelezen.", by=None)


def test_the_database_knows_a_standing_day_once():
    DecreeDay.objects.create(closed_on=FRIDAY, decree="A", source="B")
    with pytest.raises(IntegrityError), transaction.atomic():
        DecreeDay.objects.create(closed_on=FRIDAY, decree="C", source="D", state=DecreeState.ACCEPTED)
