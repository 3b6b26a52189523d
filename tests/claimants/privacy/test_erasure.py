from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from cases.outbox import services as outbox
from cases.outbox.models import Message
from claimants.people.models import Claimant
from claimants.privacy import erasure, services
from claimants.privacy.models import DataSubjectRequest, Erasure
from tests import make
from tests.claimants.privacy import canary

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor():
    return canary.FullPerson()


@pytest.fixture
def staff():
    return make.user(), make.user()


@pytest.fixture
def asked(noor, staff):
    request = services.ask(noor.claimant, "erasure", channel="portal", wish=canary.WISH, by=None)
    return services.start(request, identity="mailbox", by=staff[0])


def let_seven_days_pass(request):
    with acting_for(request.foundation_id):
        Erasure.objects.filter(request=request).update(due_at=timezone.now() - timedelta(seconds=1))


def read(row):
    with acting_for(row.foundation_id):
        return type(row).objects.get(pk=row.pk)


def erasure_of(request):
    with acting_for(request.foundation_id):
        return Erasure.objects.get(request=request)


class TestWhen:
    def test_not_before_seven_days(self, asked, staff):
        services.approve_erasure(asked, by=staff[1])
        assert erasure.run() == 0
        days = erasure_of(asked).due_at - asked.asked_at
        assert timedelta(days=7) <= days < timedelta(days=7, minutes=1)

    def test_not_without_a_second_person(self, asked, staff):
        let_seven_days_pass(asked)
        with pytest.raises(DomainError, match="Somebody else|[Ii]emand anders"):
            services.approve_erasure(asked, by=staff[0])
        assert erasure.run() == 0

    def test_after_both_once(self, asked, staff, noor):
        services.approve_erasure(asked, by=staff[1])
        let_seven_days_pass(asked)
        assert (erasure.run(), erasure.run()) == (1, 0)
        assert read(asked).state == "answered"
        assert read(noor.claimant).erased_at

    def test_taken_back_within_seven_days_nothing_happens(self, asked, staff, noor):
        services.approve_erasure(asked, by=staff[1])
        services.cancel(read(asked), by=None)
        let_seven_days_pass(asked)
        assert erasure.run() == 0
        assert read(noor.claimant).full_name == canary.CONTACT["full_name"]

    def test_not_taken_back_once_it_was_done(self, asked, staff):
        services.approve_erasure(asked, by=staff[1])
        let_seven_days_pass(asked)
        erasure.run()
        with pytest.raises(DomainError):
            services.cancel(read(asked), by=None)

    def test_a_refusal_calls_it_off(self, asked, staff):
        services.refuse(asked, answer="Nodig voor de procedure.", by=staff[0])
        assert erasure_of(asked).state == "cancelled"


class TestHold:
    @pytest.mark.parametrize("on", ["person", "case"])
    def test_it_forbids_the_approval_and_says_why(self, asked, staff, noor, on):
        place = {"claimant": noor.claimant} if on == "person" else {"case": noor.registration.group.case}
        hold = services.place_hold(foundation=noor.foundation, reason="Nodig als bewijs.", **place, by=staff[0])
        with pytest.raises(DomainError, match="Nodig als bewijs"):
            services.approve_erasure(asked, by=staff[1])
        services.lift_hold(hold, by=staff[0])
        assert services.approve_erasure(asked, by=staff[1])

    def test_one_that_comes_after_the_approval_stops_the_worker(self, asked, staff, noor):
        services.approve_erasure(asked, by=staff[1])
        let_seven_days_pass(asked)
        services.place_hold(foundation=noor.foundation, claimant=noor.claimant, reason="Bewijs.", by=staff[0])
        assert erasure.run() == 0
        assert (erasure_of(asked).state, erasure_of(asked).last_error) == ("waiting", "Held")
        assert read(noor.claimant).full_name == canary.CONTACT["full_name"]

    def test_one_on_somebody_else_does_not(self, asked, staff, noor):
        other = make.claimant(foundation=noor.foundation)
        services.place_hold(foundation=noor.foundation, claimant=other, reason="Bewijs.", by=staff[0])
        assert services.approve_erasure(asked, by=staff[1])


@pytest.fixture
def erased(asked, staff, noor, django_capture_on_commit_callbacks):
    """The whole way, as the worker goes it; the report."""
    services.approve_erasure(asked, by=staff[1])
    let_seven_days_pass(asked)
    with django_capture_on_commit_callbacks(execute=True):
        assert erasure.run() == 1
    return erasure_of(asked).report


class TestWhatIsLeft:
    def test_before_it_the_words_are_everywhere(self, noor):
        tables = {table for table, _column in canary.rows_with(*canary.WORDS)}
        assert {"claimants_claimant", "claimants_registration", "cases_message"} <= tables
        assert {"claimants_datasubjectrequest"} <= tables
        assert len(canary.files_of(noor)) == 2

    def test_no_word_of_the_person_is_left_in_any_table(self, erased):
        assert canary.rows_with(*canary.WORDS) == []

    def test_nor_the_keyed_hash_of_the_address(self, noor, erased):
        assert canary.rows_with(noor.index) == []

    def test_no_file_is_left(self, noor, erased):
        assert canary.files_of(noor) == []

    def test_no_mail_leaves_any_more(self, erased, settings, tmp_path):
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.EMAIL_FILE_PATH = str(tmp_path)
        assert outbox.deliver() == 0
        assert canary.mails_in(tmp_path) == ""
        assert not Message.objects.unsent().exists()

    def test_the_report_names_every_table_that_still_points_to_the_shell_and_why(self, erased):
        left = {one["table"]: one["rows"] for one in erased["left"]}
        assert left["claimants.Claimant"] == 1
        assert left["claimants.Registration"] == 2
        assert "claimants.Proof" not in left
        assert [one["table"] for one in erased["left"] if one["why"] is None] == []

    def test_the_reference_stays_on_the_receipts(self, noor, erased):
        shell = read(noor.claimant)
        assert (shell.reference, shell.full_name, shell.email) == (noor.claimant.reference, "–", "")

    def test_the_child_stays_but_nobody_acts_for_it(self, noor, erased):
        with acting_for(noor.foundation):
            assert read(noor.child).full_name == "Kind"
            assert noor.child.guardianships.get().ended_on == timezone.localdate()

    def test_the_journal_says_that_it_was_done(self, noor, erased):
        assert Entry.objects.filter(action="claimant.erased", subject_id=noor.claimant.public_id).count() == 1


def test_the_same_person_in_the_file_of_another_foundation_stays(noor):
    there = canary.FullPerson()
    with acting_for(noor.foundation):
        erasure.erase(noor.claimant, by=None)
    assert read(there.claimant).email == canary.EMAIL
    assert Message.objects.filter(foundation=there.foundation).exclude(address="").count() == 2


def test_a_worker_that_dies_half_way_leaves_nothing_half_done(asked, staff, noor, monkeypatch):
    services.approve_erasure(asked, by=staff[1])
    let_seven_days_pass(asked)
    monkeypatch.setattr(erasure, "report", lambda claimant: 1 / 0)
    assert erasure.run() == 0
    assert read(noor.claimant).full_name == canary.CONTACT["full_name"]
    assert erasure_of(asked).last_error == "ZeroDivisionError"


def test_erasing_twice_changes_nothing_more(noor):
    with acting_for(noor.foundation), transaction.atomic():
        first = erasure.erase(noor.claimant, by=None)
        again = erasure.erase(Claimant.objects.get(pk=noor.claimant.pk), by=None)
    assert first["erased"]["people"]["people"] == 1
    assert again["erased"]["people"]["people"] == 0
    assert again["left"] == first["left"]


def test_who_was_erased_cannot_ask_again(noor):
    with acting_for(noor.foundation):
        erasure.erase(noor.claimant, by=None)
    with pytest.raises(DomainError):
        services.ask(noor.claimant, "access", channel="portal", by=None)
    with acting_for(noor.foundation):
        assert DataSubjectRequest.objects.count() == 1
