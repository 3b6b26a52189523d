from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.deadlines import services
from cases.deadlines.choices import DateSource, DeadlineState
from cases.deadlines.models import Acknowledgement, Deadline, Reminder
from cases.journal import services as journal
from cases.journal.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

CANCELLED, WAITING = Reminder.State.CANCELLED, Reminder.State.WAITING


@pytest.fixture
def lawyer():
    return make.membership(deputy=make.user())


@pytest.fixture
def deadline(lawyer):
    """A deadline in twenty days, set by hand by the lawyer."""
    return services.set_manual(
        case=make.case(),
        foundation=lawyer.foundation,
        title="Akte indienen",
        ends_on=in_days(20),
        by=lawyer.user,
    )


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def from_event(lawyer, kind, days_ago=1, **values) -> Deadline:
    track = make.track(proceeding=make.proceeding(foundation=lawyer.foundation))
    event = make.event(track, kind=kind, happened_on=in_days(-days_ago), recorded_by=lawyer.user, **values)
    journal.record("event.recorded", event, case=event.case, by=lawyer.user)
    return event.deadlines.first()


def noted(action: str) -> bool:
    return Entry.objects.filter(action=action).exists()


class TestReschedule:
    def test_gives_a_new_day_a_new_ladder_and_wants_a_new_confirmation(self, deadline, lawyer):
        services.confirm(deadline, by=make.user())
        old = set(deadline.reminders.values_list("pk", flat=True))
        services.reschedule(deadline, ends_on=in_days(40), reason="Rolbeslissing", by=lawyer.user)
        deadline.refresh_from_db()
        assert (deadline.ends_on, deadline.ladder_version, deadline.confirmed_by) == (in_days(40), 2, None)
        assert set(Reminder.objects.filter(pk__in=old).values_list("state", flat=True)) == {CANCELLED}
        new = deadline.reminders.exclude(pk__in=old)
        assert {(one.state, one.deadline_version) for one in new} == {(WAITING, 2)}
        assert noted("deadline.moved")

    def test_takes_back_what_waited_in_the_outbox(self, deadline, lawyer):
        old = make.message()
        deadline.reminders.filter(days_before=14).update(message=old, state=Reminder.State.DONE)
        services.reschedule(deadline, ends_on=in_days(40), reason="Rolbeslissing", by=lawyer.user)
        old.refresh_from_db()
        assert old.state == CANCELLED

    @pytest.mark.parametrize(
        ("days", "reason", "field"),
        [(40, "", "reason"), (40, "  ", "reason"), (-1, "x", "ends_on"), (20, "x", "ends_on")],
        ids=["no reason", "blank reason", "over", "same day"],
    )
    def test_refuses(self, deadline, lawyer, days, reason, field):
        with pytest.raises(DomainError) as refused:
            services.reschedule(deadline, ends_on=in_days(days), reason=reason, by=lawyer.user)
        assert refused.value.field == field
        assert Deadline.objects.get().ladder_version == 1

    def test_refuses_over_a_newer_version(self, deadline, lawyer):
        stale = Deadline.objects.get()
        services.confirm(deadline, by=make.user())
        with pytest.raises(ChangedMeanwhile):
            services.reschedule(stale, ends_on=in_days(40), reason="x", by=lawyer.user)
        assert Deadline.objects.get().ends_on == in_days(20)

    def test_an_earlier_day_than_counted_forgets_the_count_without_closed_days(self, lawyer):
        deadline = from_event(lawyer, "dismissed")
        services.reschedule(deadline, ends_on=in_days(10), reason="Afspraak", by=lawyer.user)
        deadline.refresh_from_db()
        assert deadline.raw_ends_on is None
        assert deadline.proof["steps"]
        assert deadline.source == DateSource.MANUAL

    def test_a_date_of_the_court_keeps_to_the_minimum_of_the_law(self, lawyer):
        deadline = from_event(lawyer, "announcement_made", court_set_on=in_days(60))
        with pytest.raises(DomainError) as refused:
            services.reschedule(deadline, ends_on=in_days(15), reason="Rolbeslissing", by=lawyer.user)
        assert refused.value.field == "ends_on"


class TestExtend:
    def test_makes_it_extended_and_not_late(self, lawyer):
        deadline = from_event(lawyer, "announcement_made", court_set_on=in_days(60))
        services.extend(deadline, ends_on=in_days(90), reason="Rolbeslissing", by=lawyer.user)
        deadline.refresh_from_db()
        assert (deadline.state, deadline.source, deadline.ends_on) == (
            DeadlineState.EXTENDED,
            DateSource.COURT,
            in_days(90),
        )
        assert deadline.is_running
        assert noted("deadline.extended")

    def test_a_term_the_law_does_not_extend_stays(self, lawyer):
        deadline = from_event(lawyer, "dismissed")
        with pytest.raises(DomainError):
            services.extend(deadline, ends_on=in_days(200), reason="Gevraagd", by=lawyer.user)

    def test_not_to_an_earlier_day(self, deadline, lawyer):
        with pytest.raises(DomainError) as refused:
            services.extend(deadline, ends_on=in_days(19), reason="x", by=lawyer.user)
        assert refused.value.field == "ends_on"


class TestClose:
    @pytest.mark.parametrize(
        ("service", "words", "state"),
        [
            ("meet", {"evidence": "Exploot"}, DeadlineState.MET),
            ("lapse", {"reason": "Geen beroep gewenst"}, DeadlineState.LAPSED),
            ("suspend", {"reason": "Schorsing"}, DeadlineState.SUSPENDED),
        ],
        ids=["meet", "lapse", "suspend"],
    )
    def test_ends_the_ladder_with_its_reason(self, deadline, lawyer, service, words, state):
        getattr(services, service)(deadline, **words, by=lawyer.user)
        deadline.refresh_from_db()
        assert (deadline.state, deadline.state_reason) == (state, *words.values())
        assert set(deadline.reminders.values_list("state", flat=True)) == {CANCELLED}
        assert Entry.objects.about(deadline).filter(data__state=state).exists()

    @pytest.mark.parametrize("words", [{}, {"evidence": ""}, {"evidence": "\n"}])
    def test_meeting_needs_evidence(self, deadline, lawyer, words):
        with pytest.raises((DomainError, TypeError)):
            services.meet(deadline, **words, by=lawyer.user)

    def test_missed_only_when_the_day_is_over(self, deadline, lawyer):
        with pytest.raises(DomainError):
            services.miss(deadline, reason="x", by=lawyer.user)
        late = make.deadline(ends_on=in_days(-1))
        services.miss(late, reason="Te laat verstuurd", by=lawyer.user)
        assert Deadline.objects.get(pk=late.pk).state == DeadlineState.MISSED

    def test_what_is_done_is_not_done_again(self, deadline, lawyer):
        services.meet(deadline, evidence="Exploot", by=lawyer.user)
        with pytest.raises(DomainError):
            services.lapse(deadline, reason="x", by=lawyer.user)

    def test_a_reason_too_long_is_refused_at_its_field(self, deadline, lawyer):
        with pytest.raises(DomainError):
            services.lapse(deadline, reason="x" * 301, by=lawyer.user)
        assert Deadline.objects.get().state == DeadlineState.OPEN


class TestResume:
    def test_runs_again_with_a_new_ladder(self, deadline, lawyer):
        services.suspend(deadline, reason="Schorsing", by=lawyer.user)
        services.resume(deadline, reason="Hervat", by=lawyer.user)
        deadline.refresh_from_db()
        assert deadline.state == DeadlineState.OPEN
        assert deadline.reminders.waiting().filter(deadline_version=deadline.ladder_version).exists()

    def test_to_another_day(self, deadline, lawyer):
        services.suspend(deadline, reason="Schorsing", by=lawyer.user)
        services.resume(deadline, reason="Hervat", ends_on=in_days(50), by=lawyer.user)
        assert Deadline.objects.get().ends_on == in_days(50)

    def test_only_what_is_suspended(self, deadline, lawyer):
        with pytest.raises(DomainError):
            services.resume(deadline, reason="x", by=lawyer.user)

    def test_what_was_closed_by_mistake_is_opened_again(self, deadline, lawyer):
        services.meet(deadline, evidence="Exploot", by=lawyer.user)
        services.reopen(deadline, reason="Verkeerde zaak", by=lawyer.user)
        deadline.refresh_from_db()
        assert deadline.is_running
        assert deadline.reminders.waiting().exists()
        assert noted("deadline.reopened")

    def test_what_is_open_is_not_opened(self, deadline, lawyer):
        with pytest.raises(DomainError):
            services.reopen(deadline, reason="x", by=lawyer.user)


class TestConfirm:
    def test_by_a_second_person(self, deadline):
        second = make.user()
        services.confirm(deadline, by=second)
        assert Deadline.objects.get().confirmed_by == second
        assert noted("deadline.confirmed")

    def test_not_by_who_set_the_date(self, deadline, lawyer):
        with pytest.raises(DomainError) as refused:
            services.confirm(deadline, by=lawyer.user)
        assert refused.value.code == "same-person"

    def test_not_by_who_moved_it(self, deadline):
        mover = make.user()
        services.reschedule(deadline, ends_on=in_days(30), reason="x", by=mover)
        with pytest.raises(DomainError):
            services.confirm(deadline, by=mover)

    def test_not_twice(self, deadline):
        services.confirm(deadline, by=make.user())
        with pytest.raises(DomainError):
            services.confirm(deadline, by=make.user())


class TestAcknowledge:
    def test_twice_is_the_same_as_once(self, deadline, lawyer):
        services.acknowledge(deadline, by=lawyer.user)
        services.acknowledge(deadline, by=lawyer.user)
        assert Acknowledgement.objects.count() == 1
        assert Entry.objects.filter(action="deadline.acknowledged").count() == 1

    def test_a_moved_deadline_must_be_seen_again(self, deadline, lawyer):
        services.acknowledge(deadline, by=lawyer.user)
        services.reschedule(deadline, ends_on=in_days(30), reason="x", by=lawyer.user)
        assert not Deadline.objects.with_acknowledgement().get().is_acknowledged


class TestAssign:
    def test_a_new_responsible_takes_over_the_ladder(self, deadline, lawyer):
        other = make.membership(foundation=lawyer.foundation).user
        services.assign(deadline, responsible=other, by=lawyer.user)
        assert set(deadline.reminders.waiting().values_list("recipient", flat=True)) == {other.pk}
        assert noted("deadline.assigned")

    def test_and_back_again(self, deadline, lawyer):
        other = make.membership(foundation=lawyer.foundation).user
        services.assign(deadline, responsible=other, by=lawyer.user)
        services.assign(deadline, responsible=lawyer.user, by=lawyer.user)
        assert set(deadline.reminders.waiting().values_list("recipient", flat=True)) == {lawyer.user.pk}

    def test_a_new_deputy_alone_changes_no_reminder(self, deadline, lawyer):
        deputy = make.membership(foundation=lawyer.foundation).user
        services.assign(deadline, responsible=lawyer.user, deputy=deputy, by=lawyer.user)
        assert Deadline.objects.get().ladder_version == 1

    def test_not_one_person_for_both(self, deadline, lawyer):
        with pytest.raises(DomainError):
            services.assign(deadline, responsible=lawyer.user, deputy=lawyer.user, by=lawyer.user)

    @pytest.mark.parametrize("part", ["responsible", "deputy"])
    def test_nobody_of_another_foundation(self, deadline, lawyer, part):
        people = {"responsible": lawyer.user} | {part: make.membership().user}
        with pytest.raises(DomainError) as refused:
            services.assign(deadline, **people, by=lawyer.user)
        assert refused.value.field == part
