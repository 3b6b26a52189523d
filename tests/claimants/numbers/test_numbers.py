from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from claimants.numbers import services
from claimants.numbers.choices import Measure
from claimants.numbers.models import NumberEntry
from claimants.numbers.querysets import end_of
from claimants.people import personal_data as of_people
from claimants.registrations import personal_data as of_registrations
from claimants.registrations import services as registrations
from claimants.registrations.models import Registration
from claimants.registrations.recount import differences
from tests import make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def noon(day):
    return end_of(day) - timedelta(hours=12)


def figure(group, measure, day, **known):
    figures = NumberEntry.objects.of_group(group).as_at(day, **known).figures()
    return sum(total for (_foundation, _group, one), total in figures.items() if one == measure)


def test_the_last_second_of_a_day_counts_and_the_first_of_the_next_does_not():
    group, day = make.group(), date(2024, 1, 10)
    midnight = end_of(day)
    make.number_entry(group=group, at=midnight - timedelta(seconds=1))
    make.number_entry(group=group, at=midnight, delta=10)
    assert [figure(group, "participants", day + timedelta(days=more)) for more in (-1, 0, 1)] == [0, 1, 11]


def test_nothing_is_noted_for_zero():
    assert services.note(make.foundation(), make.group(), Measure.OPTED_OUT, 0, at=timezone.now(), cause="x") is None


def test_what_is_heard_of_later_changes_the_day_but_not_what_was_known_then():
    group, long_ago = make.group(), date(2024, 1, 10)
    make.number_entry(group=group, at=noon(long_ago))
    assert figure(group, "participants", long_ago) == 1
    assert figure(group, "participants", long_ago, known_on=long_ago) == 0
    assert figure(group, "participants", long_ago, known_on=TODAY()) == 1


@pytest.mark.parametrize("write", [lambda rows: rows.update(delta=9), lambda rows: rows._raw_delete("default")])
def test_the_database_refuses_to_change_the_ledger(write):
    make.number_entry()
    with pytest.raises(DatabaseError), transaction.atomic():
        write(NumberEntry.objects.all())
    assert NumberEntry.objects.get().delta == 1


def test_every_step_of_a_registration_is_counted():
    group = make.group()
    registration = registrations.register(make.claimant(), group, level="supporter", by=None)
    seen = [(figure(group, "supporters", TODAY()), figure(group, "participants", TODAY()))]
    for step in (registrations.raise_level, registrations.verify, registrations.leave, registrations.rejoin):
        registration = step(registration, by=None)
        seen.append((figure(group, "supporters", TODAY()), figure(group, "participants", TODAY())))
    assert seen == [(1, 0), (0, 1), (0, 1), (0, 0), (0, 1)]
    assert figure(group, "withdrawn", TODAY()) == 0
    assert registration.state == "verified"


def test_an_unconfirmed_registration_counts_only_when_it_is_confirmed():
    group = make.group()
    registration = registrations.register(make.claimant(), group, must_confirm=True, by=None)
    assert figure(group, "participants", TODAY()) == 0
    registrations.confirm(registration, by=None)
    assert figure(group, "participants", TODAY()) == 1


STEPS = ["register", "confirm", "review", "verify", "mark_not_eligible", "leave", "rejoin", "raise_level", "erase"]


def take(step, person, group, level):
    if step == "register":
        registrations.register(person, group, level=level, must_confirm=level == "supporter", by=None)
        return
    with acting_for(person.foundation_id):
        row = Registration.objects.filter(claimant=person, group=group).first()
        if step == "erase":
            of_registrations.erase(person)
            of_people.erase(type(person).objects.get(pk=person.pk))
            return
    reason = {"reason": "Past niet"} if step == "mark_not_eligible" else {}
    if row:
        getattr(registrations, step)(row, by=None, **reason)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=10)
@given(
    taken=st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 2), st.sampled_from(["supporter", "participant"])),
        min_size=10,
        max_size=25,
    )
)
def test_the_ledger_always_says_what_the_file_says_and_the_past_never_changes(taken):
    foundation, group = make.foundation(), make.group()
    people = [make.claimant(foundation=foundation) for _number in range(3)]
    for person in people:
        make_past(person, group)
    past, before = date(2024, 1, 10), noon(date(2024, 1, 10)) - timedelta(days=9)
    services.note(foundation, group, Measure.OPTED_OUT, 7, at=before, cause="test")
    snapshot = NumberEntry.objects.as_at(past).figures()
    for step, number, level in taken:
        try:
            with transaction.atomic():
                take(step, people[number], group, level)
        except DomainError:
            continue
    assert [one for one in differences() if one.foundation_id == foundation.pk] == []
    assert NumberEntry.objects.as_at(past).figures() == snapshot


def make_past(person, group):
    """Somebody who joined long before, in the file and in the ledger."""
    registration = make.registration(claimant=person, group=group, state="verified")
    services.note(registration.foundation_id, group, "participants", 1, at=noon(date(2023, 5, 5)), cause="test")


def test_a_recount_names_what_differs():
    registration = make.registration(state="verified")
    [found] = differences()
    assert (found.group_id, found.measure) == (registration.group_id, "participants")
    assert (found.in_ledger, found.in_file) == (0, 1)
