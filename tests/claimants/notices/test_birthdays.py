"""Turning eighteen is told in time, and to whom it concerns."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cases.core.rows import change
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from cases.outbox import services as outbox
from claimants.people import majority, rules
from claimants.people.models import Claimant
from tests import make
from tests.claimants.notices.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World(people=0)


def family(world, *, turns_in: int, **values):
    """A registered minor who turns eighteen in so many days (below zero: did), and the parent who acts."""
    turns_on = timezone.localdate() + timedelta(days=turns_in)
    born_on = rules.birthday(turns_on, -rules.MAJORITY)
    parent = make.claimant(foundation=world.foundation, email="ouder@voorbeeld.example")
    child = world.join(**({"born_on": born_on, "email": "kind@voorbeeld.example"} | values))
    make.guardianship(minor=child, guardian=parent)
    with acting_for(world.foundation):
        Claimant.objects.filter(pk=child.pk).update(created_at=timezone.now() - timedelta(days=365))
    return child, parent


def passes(world) -> list:
    """The night's work, what follows from it, and the mail; what was sent, by address."""
    majority.come_of_age()
    journal.react()
    world.post()
    outbox.deliver()
    return sorted(mail.outbox, key=lambda one: one.to)


def test_a_month_before_the_young_person_and_who_acts_each_get_their_own_mail(world):
    family(world, turns_in=20)
    to_child, to_parent = passes(world)
    assert (to_child.to, to_child.subject) == (["kind@voorbeeld.example"], "Je wordt 18: dan beslis je zelf")
    assert (to_parent.to, to_parent.subject) == (["ouder@voorbeeld.example"], "Uw kind wordt 18 en beslist dan zelf")
    assert "30 dagen meekijken" in to_parent.body


@pytest.mark.parametrize("email", ["", "ouder@voorbeeld.example"], ids=["no address", "the parent's address"])
def test_without_an_own_address_only_who_acts_is_mailed(world, email):
    family(world, turns_in=20, email=email)
    assert [one.to for one in passes(world)] == [["ouder@voorbeeld.example"]]


def test_every_word_is_told_once_however_often_the_clock_runs(world):
    family(world, turns_in=20)
    passes(world)
    assert len(passes(world)) == 2


def test_other_news_about_a_minor_still_goes_to_who_acts(world):
    family(world, turns_in=20)
    world.send()
    to_child, to_parent = passes(world)
    assert "De zaak gaat verder" not in to_child.body
    assert "De zaak gaat verder" in to_parent.body


def test_on_the_day_the_adult_is_told_at_an_own_address(world):
    family(world, turns_in=0)
    [sent] = passes(world)
    assert (sent.to, sent.subject) == (["kind@voorbeeld.example"], "U bent 18 geworden")


def test_who_has_no_own_address_gets_a_message_that_waits_for_a_letter(world):
    family(world, turns_in=0, email="ouder@voorbeeld.example")
    assert passes(world) == []
    [message] = world.messages()
    assert (message.subject, message.fate) == ("U bent 18 geworden", "here")


def test_while_it_is_contested_who_acts_nobody_is_written_to_before_the_day(world):
    family(world, turns_in=20, is_contested=True)
    assert passes(world) == []


def test_who_asked_to_be_left_alone_is(world):
    child, _parent = family(world, turns_in=0)
    with acting_for(world.foundation):
        change(child, restricted_at=timezone.now())
    assert passes(world) == []
    assert world.tidings() == []
