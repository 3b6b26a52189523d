from datetime import timedelta

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
