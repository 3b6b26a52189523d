from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.people import access, majority, personal_data, rules, services
from claimants.people.access import Visitor
from claimants.people.identity import email_index
from claimants.people.models import Claimant, ComingOfAge, Guardianship
from claimants.registrations import services as registrations
from claimants.registrations.models import Registration
from tests import make

BIRTHS = st.dates(date(1990, 1, 1), date(2015, 1, 1)) | st.sampled_from([date(2004, 2, 29), date(2008, 2, 29)])


def family(born_on, **values):
    parent = make.claimant(email="ouder@voorbeeld.example", born_on=date(1980, 1, 1))
    child = make.claimant(foundation=parent.foundation, born_on=born_on, **({"email": ""} | values))
    came_in(child, rules.birthday(born_on, 12))
    make.guardianship(minor=child, guardian=parent)
    return child, parent


def came_in(claimant, day):
    at = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))
    with acting_for(claimant.foundation_id):
        Claimant.objects.filter(pk=claimant.pk).update(created_at=at)


def fresh(row):
    with acting_for(row.foundation_id):
        return type(row).objects.get(pk=row.pk)


def said(claimant):
    return list(Entry.objects.about(claimant).order_by("id").values_list("action", flat=True))


def seen_by(person, today, ask=access.claimants_for):
    visitor = Visitor(email_index(person.email), (person.foundation_id,))
    with acting_for(person.foundation_id):
        return set(ask(visitor, today=today).values_list("pk", flat=True))


@pytest.mark.django_db
class TestTheBirthday:
    born_on = date(2008, 12, 23)
    turns_on = date(2026, 12, 23)

    def test_it_is_said_once_thirty_days_before(self):
        child, _parent = family(self.born_on)
        assert majority.come_of_age(today=self.turns_on - timedelta(days=31)) == 0
        assert majority.come_of_age(today=self.turns_on - timedelta(days=30)) == 1
        assert majority.come_of_age(today=self.turns_on - timedelta(days=29)) == 0
        assert said(child) == ["claimant.turns_18_soon"]

    def test_it_is_done_once_on_the_day(self):
        child, _parent = family(self.born_on)
        for day in range(-30, 3):
            majority.come_of_age(today=self.turns_on + timedelta(days=day))
        assert said(child) == ["claimant.turns_18_soon", "claimant.turned_18"]

    def test_what_was_missed_is_caught_up_with(self):
        child, _parent = family(self.born_on)
        majority.come_of_age(today=self.turns_on + timedelta(days=90))
        assert said(child) == ["claimant.turned_18"]

    def test_who_came_in_as_an_adult_has_no_birthday_here(self):
        adult = make.claimant(born_on=self.born_on)
        came_in(adult, self.turns_on)
        assert majority.come_of_age(today=self.turns_on) == 0

    def test_who_was_born_on_29_february_turns_eighteen_on_1_march(self):
        child, _parent = family(date(2008, 2, 29))
        majority.come_of_age(today=date(2026, 2, 28))
        assert said(child) == ["claimant.turns_18_soon"]
        majority.come_of_age(today=date(2026, 3, 1))
        assert said(child)[-1] == "claimant.turned_18"

    def test_the_journal_tells_no_date_of_birth(self):
        child, _parent = family(self.born_on)
        majority.come_of_age(today=self.turns_on)
        assert "2008" not in str(list(Entry.objects.about(child).values_list("data", flat=True)))

    def test_an_address_of_the_parent_leaves_the_file_of_the_adult(self):
        child, parent = family(self.born_on, email="ouder@voorbeeld.example")
        majority.come_of_age(today=self.turns_on)
        assert (fresh(child).email, fresh(child).email_index) == ("", "")
        assert fresh(parent).email == "ouder@voorbeeld.example"

    def test_an_own_address_stays(self):
        child, _parent = family(self.born_on, email="kind@voorbeeld.example")
        majority.come_of_age(today=self.turns_on)
        assert fresh(child).email == "kind@voorbeeld.example"

    def test_the_adult_takes_over_with_an_own_address_only(self):
        grown, parent = family(date(2000, 1, 1))
        for address in ("", parent.email, " OUDER@voorbeeld.example"):
            with pytest.raises(DomainError) as refused:
                majority.take_over(fresh(grown), email=address, by=None)
            assert refused.value.field == "email"
        assert majority.take_over(fresh(grown), email="eigen@voorbeeld.example", by=None).email_index

    def test_a_minor_takes_nothing_over(self):
        child, _parent = family(timezone.localdate() - timedelta(days=365 * 10))
        with pytest.raises(DomainError):
            majority.take_over(fresh(child), email="eigen@voorbeeld.example", by=None)

    def test_registration_and_level_stay_what_they_were(self):
        child, _parent = family(self.born_on)
        registration = make.registration(claimant=child, state="verified")
        majority.come_of_age(today=self.turns_on)
        assert (fresh(registration).state, fresh(registration).level) == ("verified", "participant")

    def test_what_waited_for_a_parent_waits_for_the_person(self):
        child, _parent = family(self.born_on)
        registration = make.registration(claimant=child, state="guardian_pending")
        majority.come_of_age(today=self.turns_on)
        assert fresh(registration).state == "email_unconfirmed"


@pytest.mark.django_db
class TestWhoSees:
    def test_a_parent_acts_then_reads_for_thirty_days_then_nothing(self):
        child, parent = family(date(2008, 2, 29))
        days = {"2026-02-28": (True, True), "2026-03-01": (True, False), "2026-03-30": (True, False)}
        days |= {"2026-03-31": (False, False)}
        for day, (sees, acts) in days.items():
            today = date.fromisoformat(day)
            assert (child.pk in seen_by(parent, today)) == sees, day
            assert (child.pk in seen_by(parent, today, access.claimants_in_hand)) == acts, day

    def test_neither_parent_sees_a_contested_child(self):
        child, parent = family(timezone.localdate() - timedelta(days=365 * 10))
        other = make.claimant(foundation=parent.foundation, email="ander@voorbeeld.example")
        make.guardianship(minor=child, guardian=other)
        services.contest(fresh(child), by=None)
        today = timezone.localdate()
        assert child.pk not in seen_by(parent, today) | seen_by(other, today)
        services.settle(fresh(child), by=None)
        assert child.pk in seen_by(parent, today) & seen_by(other, today)

    def test_two_claims_go_on_hold_and_back_to_staff(self):
        child, _parent = family(timezone.localdate() - timedelta(days=365 * 10))
        standing = registrations.register(child, make.group(), by=None)
        services.contest(fresh(child), by=None)
        later = registrations.register(fresh(child), make.group(), by=None)
        assert (fresh(standing).state, later.state) == ("on_hold", "on_hold")
        services.settle(fresh(child), by=None)
        assert (fresh(standing).state, fresh(later).state) == ("in_review", "in_review")

    @pytest.mark.parametrize("verb", [services.contest, services.settle])
    def test_twice_is_refused(self, verb):
        child, _parent = family(timezone.localdate() - timedelta(days=365 * 10))
        services.contest(fresh(child), by=None)
        if verb is services.settle:
            verb(fresh(child), by=None)
        with pytest.raises(DomainError):
            verb(fresh(child), by=None)


@given(born_on=BIRTHS, days=st.integers(-40, 40))
def test_reading_begins_where_acting_ends_and_lasts_thirty_days(born_on, days):
    day = rules.birthday(born_on, 18) + timedelta(days=days)
    reads = rules.acts_until(born_on, None) < day <= rules.reads_until(born_on, None)
    by_query = rules.oldest_adult_birth(day - rules.READS_FOR) < born_on <= rules.oldest_adult_birth(day)
    assert reads == by_query == (0 <= days < 30)


@pytest.mark.django_db
def test_erasing_leaves_a_reference_and_nothing_that_names_anybody():
    child, parent = family(date(2012, 5, 5), full_name="Kanarie Kind", city="Kanariestad")
    with acting_for(child.foundation_id):
        told = str(personal_data.export(fresh(child)))
        assert "Kanarie Kind" in told
        assert parent.reference in told
        assert personal_data.erase(fresh(child))["guardianships"] == 1
        assert personal_data.erase(fresh(child))["people"] == 0
        erased = Claimant.objects.values().get(pk=child.pk)
        assert Guardianship.objects.get().ended_on == timezone.localdate()
    assert erased["reference"] == child.reference
    assert erased["born_on"] is None
    assert not any("anarie" in str(value) for value in erased.values())


@pytest.mark.django_db
def test_erased_people_stay_in_the_file_and_come_of_no_age():
    child, _parent = family(date(2008, 12, 23))
    registration = make.registration(claimant=child, state="verified")
    with acting_for(child.foundation_id):
        personal_data.erase(fresh(child))
    assert majority.come_of_age(today=date(2026, 12, 23)) == 0
    with acting_for(child.foundation_id):
        assert Registration.objects.get() == registration
        assert not ComingOfAge.objects.exists()
