from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from cases.core.tenancy import acting_for
from claimants.people.models import Claimant
from claimants.privacy import retention, services
from claimants.privacy.models import DataSubjectRequest
from claimants.registrations.models import Registration
from tests import make, make_papers

pytestmark = pytest.mark.django_db
PERSON_RULES = {
    "unfinished": ({"state": "email_unconfirmed"}, 14),
    "a child whose parent never came": ({"state": "guardian_pending"}, 14),
    "supporters": ({"level": "supporter", "state": "received"}, 730),
    "withdrawn": ({"state": "withdrawn"}, 1825),
}


def somebody(days: int, **values):
    """A person whose one registration was last touched that many days ago."""
    registration = make.registration(**values)
    then = timezone.now() - timedelta(days=days)
    with acting_for(registration.foundation_id):
        Registration.objects.filter(pk=registration.pk).update(registered_at=then, changed_at=then)
    return registration


def is_erased(registration) -> bool:
    with acting_for(registration.foundation_id):
        return Claimant.objects.get(pk=registration.claimant_id).erased_at is not None


@pytest.mark.parametrize(("values", "days"), PERSON_RULES.values(), ids=PERSON_RULES)
class TestPeople:
    def test_they_are_erased_after_the_term_and_not_a_day_before(self, values, days):
        over, running = somebody(days + 1, **values), somebody(days - 1, **values)
        retention.run()
        assert (is_erased(over), is_erased(running)) == (True, False)

    def test_not_who_joined_something_else_too(self, values, days):
        over = somebody(days + 1, **values)
        other = make.registration(claimant=over.claimant, state="verified", level="participant")
        retention.run()
        assert not is_erased(other)

    def test_not_who_is_under_a_legal_hold(self, values, days):
        over = somebody(days + 1, **values)
        make_papers.hold(over.claimant)
        retention.run()
        assert not is_erased(over)

    def test_a_rehearsal_counts_and_changes_nothing(self, values, days):
        over = somebody(days + 1, **values)
        with acting_for(over.foundation_id):
            assert sum(count for _category, count in retention.due_now() if count) == 1
        assert not is_erased(over)

    def test_the_second_night_finds_nothing_more(self, values, days):
        somebody(days + 1, **values)
        assert sum(retention.run().values()) == 1
        assert sum(retention.run().values()) == 0


def test_participants_stay_however_long_it_takes():
    registration = somebody(9_999, state="verified", level="participant")
    retention.run()
    assert not is_erased(registration)


def test_the_words_of_an_old_request_go_and_that_it_was_answered_stays():
    staff, request = make.user(), make_papers.data_request(wish="Kanariewens")
    services.answer(services.start(request, identity="mailbox", by=staff), answer="Kanarieantwoord", by=staff)
    retention.run(now=timezone.now() + timedelta(days=729))
    with acting_for(request.foundation_id):
        assert DataSubjectRequest.objects.get().answer == "Kanarieantwoord"
    retention.run(now=timezone.now() + timedelta(days=731))
    with acting_for(request.foundation_id):
        kept = DataSubjectRequest.objects.get()
    assert (kept.wish, kept.answer, kept.state) == ("", "–", "answered")


def test_sessions_that_ended_are_forgotten():
    Session.objects.create(session_key="oud", session_data="x", expire_date=timezone.now() - timedelta(seconds=1))
    Session.objects.create(session_key="nieuw", session_data="x", expire_date=timezone.now() + timedelta(hours=1))
    retention.run()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["nieuw"]


def test_every_row_of_the_table_has_a_term_a_ground_and_says_what_happens():
    for category in retention.TABLE:
        assert category.days() > 0
        assert all(sentence.nl and sentence.en for sentence in (category.what, category.ground, category.then))
        assert (category.due is None) == (category.act is None)


def test_no_term_is_called_confirmed_before_a_lawyer_did():
    assert not any(category.is_confirmed for category in retention.TABLE)


class TestGuardians:
    """Who acted for a child and joined nothing goes a year after the task ended, and not before."""

    def acted(self, *, ended: int | None = None, born_on=date(2015, 1, 1), untouched: int = 9_999):
        today = timezone.localdate()
        child = make.registration(claimant=make.claimant(born_on=born_on), state="verified").claimant
        guardian = make.claimant(foundation=child.foundation)
        values = {} if ended is None else {"ended_on": today - timedelta(days=ended)}
        make.guardianship(minor=child, guardian=guardian, started_on=date(2016, 1, 1), **values)
        with acting_for(child.foundation):
            Claimant.objects.filter(pk=guardian.pk).update(changed_at=timezone.now() - timedelta(days=untouched))
        return guardian

    def is_gone(self, person) -> bool:
        retention.run()
        with acting_for(person.foundation_id):
            return Claimant.objects.get(pk=person.pk).erased_at is not None

    @pytest.mark.parametrize(("ended", "is_gone"), [(367, True), (363, False), (None, False)])
    def test_a_year_after_the_last_day_of_the_task(self, ended, is_gone):
        assert self.is_gone(self.acted(ended=ended)) == is_gone

    @pytest.mark.parametrize(("years", "is_gone"), [(19.1, True), (18.5, False), (17, False)])
    def test_a_year_after_the_eighteenth_birthday(self, years, is_gone):
        born_on = timezone.localdate() - timedelta(days=round(years * 365.25))
        assert self.is_gone(self.acted(born_on=born_on)) == is_gone

    def test_not_who_was_touched_lately_nor_who_joined_something_themselves(self):
        assert not self.is_gone(self.acted(ended=400, untouched=10))
        joined = self.acted(ended=400)
        make.registration(claimant=joined, state="verified")
        assert not self.is_gone(joined)

    def test_not_who_still_acts_for_another_child(self):
        guardian = self.acted(ended=400)
        other = make.claimant(foundation=guardian.foundation, born_on=date(2018, 1, 1))
        make.guardianship(minor=other, guardian=guardian)
        assert not self.is_gone(guardian)

    def test_the_child_stays(self):
        guardian = self.acted(ended=400)
        with acting_for(guardian.foundation):
            child = guardian.wards.get().minor
        assert self.is_gone(guardian)
        assert not self.is_gone(child)
