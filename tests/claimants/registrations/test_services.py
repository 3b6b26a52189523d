from datetime import date

import pytest

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from cases.texts.shelf import shelf
from claimants.registrations import services, use
from claimants.registrations.choices import RegistrationState as State
from claimants.registrations.membership import Fit
from claimants.registrations.models import Registration
from claimants.registrations.wording import tag_of
from tests import make

pytestmark = pytest.mark.django_db


def test_an_adult_who_joins_is_received():
    claimant, group = make.claimant(), make.group()
    registration = services.register(claimant, group, by=None)
    assert registration.state == State.RECEIVED
    entry = Entry.objects.get(action="registration.registered")
    assert (entry.foundation, entry.case) == (claimant.foundation, group.case)


def test_an_unproven_mailbox_waits_for_confirmation():
    registration = services.register(make.claimant(), make.group(), must_confirm=True, by=None)
    assert registration.state == State.EMAIL_UNCONFIRMED
    assert services.confirm(registration, by=None).state == State.RECEIVED


def test_p14_a_child_alone_waits_for_a_parent_also_after_confirming():
    child = make.claimant(born_on=date(2018, 1, 1))
    registration = services.register(child, make.group(), must_confirm=True, by=None)
    registration = services.confirm(registration, by=None)
    assert registration.state == State.GUARDIAN_PENDING
    assert services.confirm(registration, by=None).state == State.RECEIVED


def test_a_child_with_a_parent_is_received():
    parent = make.claimant()
    child = make.claimant(foundation=parent.foundation, born_on=date(2018, 1, 1))
    make.guardianship(minor=child, guardian=parent)
    assert services.register(child, make.group(), by=None).state == State.RECEIVED


def test_joining_twice_is_joining_once():
    claimant, group = make.claimant(), make.group()
    first = services.register(claimant, group, by=None)
    assert services.register(claimant, group, by=None) == first
    assert Entry.objects.filter(action="registration.registered").count() == 1


def test_who_left_can_join_again():
    claimant, group = make.claimant(), make.group()
    left = services.leave(services.register(claimant, group, by=None), reason="Verhuisd", by=None)
    again = services.register(claimant, group, by=None)
    assert (again.pk, again.state, again.state_reason) == (left.pk, State.RECEIVED, "")


def test_the_road_from_received_to_verified_and_back_to_review():
    registration = services.register(make.claimant(), make.group(), by=None)
    states = []
    for step in (services.review, services.verify, services.review):
        registration = step(registration, by=None)
        states.append(registration.state)
    assert states == [State.IN_REVIEW, State.VERIFIED, State.IN_REVIEW]


def test_a_step_that_cannot_follow_is_refused():
    left = services.leave(services.register(make.claimant(), make.group(), by=None), by=None)
    with pytest.raises(DomainError) as refused:
        services.verify(left, by=None)
    assert refused.value.field == "state"


def test_refusing_needs_a_reason_the_person_reads():
    registration = services.register(make.claimant(), make.group(), by=None)
    with pytest.raises(DomainError) as refused:
        services.mark_not_eligible(registration, reason=" ", by=None)
    assert refused.value.field == "state_reason"
    assert services.mark_not_eligible(registration, reason="Te oud", by=None).state_reason == "Te oud"


def test_two_at_once_one_wins():
    registration = services.register(make.claimant(), make.group(), by=None)
    services.leave(registration, by=None)
    with pytest.raises(ChangedMeanwhile):
        services.verify(registration, by=None)
    with acting_for(registration.foundation):
        assert Registration.objects.get().state == State.WITHDRAWN


def test_use_that_ends_before_it_starts_is_refused():
    dates = {"used_from": date(2024, 1, 2), "used_until": date(2024, 1, 1)}
    with pytest.raises(DomainError):
        services.register(make.claimant(), make.group(), by=None, **dates)


def test_the_answer_uses_the_persons_own_facts():
    claimant = make.claimant(born_on=date(1990, 1, 1))
    group = make.group(age_from=18, used_from=date(2018, 5, 25))
    registration = services.register(claimant, group, used_from=date(2020, 1, 1), by=None)
    with acting_for(registration.foundation):
        assert use.membership_of(registration, today=date(2026, 11, 23)).fit == Fit.YES


@pytest.mark.parametrize("state", State.values)
def test_every_state_is_told_in_both_languages(state):
    assert state in shelf("registrations")
    for is_teen in (False, True):
        tag = tag_of(state, is_teen=is_teen)
        assert tag.nl
        assert tag.en
        assert len(tag.nl.split()) <= 3
