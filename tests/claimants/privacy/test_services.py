from datetime import date

import pytest
import time_machine

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.people import services as people
from claimants.people.models import Claimant
from claimants.privacy import reads, services
from claimants.privacy.models import DataSubjectRequest
from claimants.registrations import services as registrations
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor():
    return make.claimant(full_name="Noor")


@pytest.fixture
def staff():
    return make.user()


def ask(noor, kind="access", **values):
    return services.ask(noor, kind, **{"channel": "portal", "by": None} | values)


def read(row):
    with acting_for(row.foundation_id):
        return type(row).objects.get(pk=row.pk)


class TestTerm:
    @pytest.mark.parametrize(
        ("asked_on", "first", "longer"),
        [
            ("2026-11-23T10:00", date(2026, 12, 23), date(2027, 2, 23)),
            ("2026-01-31T10:00", date(2026, 2, 28), date(2026, 4, 28)),
            ("2025-12-01T23:30", date(2026, 1, 1), date(2026, 3, 1)),
        ],
        ids=["art. 12 lid 3 AVG", "a month without a 31st", "on a closed day it does not move"],
    )
    def test_one_month_and_two_more(self, noor, staff, asked_on, first, longer):
        with time_machine.travel(f"{asked_on}+01:00", tick=False):
            request = ask(noor)
            assert request.due_on == first
            assert request.count["ends_on"] == first.isoformat()
            extended = services.extend(request, reason="Uw dossier is groot.", by=staff)
        assert read(extended).due_on == longer

    def test_the_extension_is_told_within_the_first_month(self, noor, staff):
        with time_machine.travel("2026-11-23T10:00+01:00"):
            request = ask(noor)
        with time_machine.travel("2026-12-24T00:30+01:00"), pytest.raises(DomainError) as refused:
            services.extend(request, reason="Uw dossier is groot.", by=staff)
        assert refused.value.code == "too-late"

    def test_once_and_with_a_reason(self, noor, staff):
        request = ask(noor)
        with pytest.raises(DomainError):
            services.extend(request, reason=" ", by=staff)
        services.extend(request, reason="Uw dossier is groot.", by=staff)
        with pytest.raises(DomainError):
            services.extend(read(request), reason="Nog langer.", by=staff)


class TestAsking:
    def test_asking_again_is_the_same_request(self, noor):
        assert ask(noor) == ask(noor)
        assert ask(noor, "erasure") != ask(noor)

    def test_after_an_answer_it_is_a_new_one(self, noor, staff):
        first = services.start(ask(noor), identity="mailbox", by=staff)
        services.answer(first, answer="Hierbij.", by=staff)
        assert ask(noor) != first

    def test_who_asks_on_their_own_pages_proved_the_mailbox(self, noor):
        assert ask(noor).identity == "mailbox"
        assert ask(noor, "objection", channel="phone").identity == "open"

    def test_staff_establish_who_asks_and_never_by_an_identity_card(self, noor, staff):
        with pytest.raises(DomainError) as refused:
            services.start(ask(noor, channel="letter"), identity="open", by=staff)
        assert refused.value.field == "identity"

    def test_the_journal_holds_no_words(self, noor, staff):
        request = ask(noor, wish="Kanariewens")
        services.answer(services.start(request, identity="mailbox", by=staff), answer="Kanarieantwoord", by=staff)
        assert "anarie" not in str([vars(entry) for entry in Entry.objects.all()])
        assert list(Entry.objects.order_by("id").values_list("action", flat=True)) == [
            "request.received", "request.started", "request.closed",
        ]  # fmt: skip


class TestAnswering:
    @pytest.mark.parametrize("close", [services.answer, services.refuse])
    def test_not_before_it_was_taken_up_and_not_without_words(self, noor, staff, close):
        request = ask(noor)
        with pytest.raises(DomainError):
            close(request, answer="Ja.", by=staff)
        started = services.start(request, identity="mailbox", by=staff)
        with pytest.raises(DomainError) as refused:
            close(started, answer=" ", by=staff)
        assert refused.value.field == "answer"
        assert close(started, answer="Ja.", by=staff).answered_at

    def test_an_erasure_is_not_answered_by_hand(self, noor, staff):
        started = services.start(ask(noor, "erasure"), identity="mailbox", by=staff)
        with pytest.raises(DomainError) as refused:
            services.answer(started, answer="Gedaan.", by=staff)
        assert refused.value.code == "erasure"

    def test_two_at_once_one_wins(self, noor, staff):
        started = services.start(ask(noor), identity="mailbox", by=staff)
        services.answer(read(started), answer="Ja.", by=staff)
        with pytest.raises(ChangedMeanwhile):
            services.refuse(started, answer="Nee.", by=staff)

    def test_a_copy_is_handed_over_at_once_and_that_is_written_down(self, noor):
        content = services.hand_over(noor, by=None)
        assert content.startswith(b"PK")
        with acting_for(noor.foundation_id):
            assert DataSubjectRequest.objects.get().state == "answered"
            assert [look.through for look in reads.of(noor)]


class TestRestriction:
    @pytest.fixture(params=["restriction", "objection"])
    def restricted(self, request, noor, staff):
        services.start(ask(noor, request.param), identity="mailbox", by=staff)
        return read(noor)

    def test_staff_change_nothing_any_more(self, restricted, staff):
        with pytest.raises(DomainError) as refused:
            people.change_contact(restricted, version=restricted.version, city="Delft", by=staff)
        assert refused.value.code == "restricted"

    def test_the_person_still_can(self, restricted):
        assert people.change_contact(restricted, version=restricted.version, city="Delft", by=None).city == "Delft"

    def test_staff_take_no_step_with_a_registration(self, restricted, staff):
        registration = make.registration(claimant=restricted)
        with pytest.raises(DomainError) as refused:
            registrations.verify(registration, by=staff)
        assert refused.value.code == "restricted"
        assert registrations.leave(registration, by=None).state == "withdrawn"

    def test_they_are_not_written_to(self, restricted):
        with acting_for(restricted.foundation_id):
            assert not Claimant.objects.reachable().exists()

    def test_until_it_is_lifted(self, restricted, staff):
        services.lift_restriction(restricted, by=staff)
        with acting_for(restricted.foundation_id):
            assert Claimant.objects.reachable().exists()
