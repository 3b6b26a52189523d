from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.calendar import services as calendar
from cases.calendar.choices import DecreeState
from cases.calendar.in_force import calendar_in_force
from cases.core.errors import DomainError
from cases.deadlines import services as deadlines
from cases.deadlines.choices import DateSource, DeadlineState
from cases.journal import services as journal
from cases.journal.models import Entry
from cases.law.terms import TERM_TABLE, TERM_VERSIONS, TermTable, term
from cases.radar import services
from cases.radar.choices import Cause, ShiftState, SurveyKind, SurveyState
from cases.radar.models import Shift, Survey
from tests import make

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = date(2028, 5, 8), date(2028, 5, 9)
LONGER_APPEAL = TermTable(
    tuple(replace(row, valid_until=date(2025, 12, 31)) if row.code == "D13" else row for row in TERM_VERSIONS)
    + (replace(term("D13"), version=2, length=2, valid_from=date(2026, 1, 1)),)
)


@pytest.fixture
def two():
    return make.user(), make.user()


def accepted(survey, two, table=TERM_TABLE):
    """Agreed to by two people and carried out, with what follows."""
    for person in two:
        services.accept(survey, by=person)
    services.carry_out(table=table)
    journal.react()
    survey.refresh_from_db()
    return survey


def accepted_day(two, on=MONDAY):
    day = make.decree_day(on)
    accepted(day.surveys.get(), two)
    day.refresh_from_db()
    return day


class TestProposal:
    def test_a_decree_day_moves_nothing_and_shows_what_it_would_do(self):
        hit, other = make.counted_deadline(), make.counted_deadline(triggered_on=date(2028, 2, 1))
        user = make.user()

        survey = make.decree_day(by=user).surveys.get()

        shift = survey.shifts.get()
        assert (shift.deadline, shift.old_ends_on, shift.new_ends_on, shift.days) == (hit, MONDAY, TUESDAY, 1)
        assert (survey.state, survey.counted_count, survey.proposed_by) == (SurveyState.PROPOSED, 2, user)
        assert shift.cause == Cause.DECREE
        for deadline in (hit, other):
            before = deadline.ends_on
            deadline.refresh_from_db()
            assert (deadline.ends_on, deadline.version) == (before, 1)

    @pytest.mark.parametrize(
        "values",
        [
            pytest.param({"source": DateSource.COURT}, id="set by the court"),
            pytest.param({"source": DateSource.MANUAL}, id="set by staff"),
            pytest.param({"state": DeadlineState.MET}, id="met"),
            pytest.param({"state": DeadlineState.SUPERSEDED}, id="superseded"),
        ],
    )
    def test_only_open_computed_deadlines_are_counted(self, values):
        deadline = make.counted_deadline()
        type(deadline).objects.filter(pk=deadline.pk).update(**values)
        survey = make.decree_day().surveys.get()
        assert (survey.counted_count, survey.shifts.count()) == (0, 0)

    def test_a_term_article_4_excludes_is_left_alone(self):
        make.counted_deadline(term="D22", triggered_on=date(2023, 5, 8), state_reason="")
        assert make.decree_day().surveys.get().shifts.count() == 0

    def test_a_new_version_of_a_rule_is_found_earlier_dates_first(self):
        make.counted_deadline(triggered_on=date(2025, 6, 2))
        hit = make.counted_deadline(triggered_on=date(2028, 2, 7))

        survey = services.look(table=LONGER_APPEAL)

        assert [(shift.deadline, shift.days, shift.cause) for shift in survey.shifts.all()] == [(hit, -31, Cause.RULE)]

    def test_a_rule_that_is_gone_is_counted_apart(self):
        make.counted_deadline()
        without = TermTable(tuple(row for row in TERM_VERSIONS if row.code != "D13"))
        assert services.look(table=without) is None
        make.counted_deadline(term="D03", triggered_on=date(2028, 2, 7), ends_on=date(2028, 5, 12))
        survey = services.look(table=without)
        assert (survey.counted_count, survey.uncounted_count) == (1, 1)

    def test_what_ends_earlier_stands_on_top(self):
        make.counted_deadline(ends_on=date(2028, 5, 1), raw_ends_on=None)
        make.counted_deadline(ends_on=date(2028, 5, 30))
        assert [shift.days for shift in services.look().shifts.all()] == [-22, 7]

    def test_nothing_differs_nothing_is_proposed(self):
        make.counted_deadline()
        assert services.look() is None
        assert not Survey.objects.exists()

    def test_looking_twice_makes_one_proposal(self):
        make.counted_deadline(ends_on=date(2028, 5, 30))
        assert services.look() == services.look()

    def test_another_difference_replaces_the_proposal(self):
        make.counted_deadline(ends_on=date(2028, 5, 30))
        old = services.look()
        make.counted_deadline(ends_on=date(2028, 5, 31))
        new = services.look()
        old.refresh_from_db()
        assert (old.state, new.shifts.count()) == (SurveyState.REPLACED, 2)

    def test_the_clock_does_not_ask_again_what_people_rejected(self, two):
        make.counted_deadline(ends_on=date(2028, 5, 30))
        services.reject(services.look(), reason="De rechter bepaalde deze dag.", by=two[0])
        assert services.look() is None
        assert services.look(by=two[0]) is not None

    def test_a_suspended_deadline_is_counted_too_and_reminds_nobody(self, two):
        deadline = make.counted_deadline(responsible=make.user())
        deadlines.suspend(deadline, reason="Schorsing.", by=two[0])
        accepted_day(two)
        deadline.refresh_from_db()
        assert (deadline.ends_on, deadline.state) == (TUESDAY, DeadlineState.SUSPENDED)
        assert not deadline.reminders.pending().exists()
        deadlines.resume(deadline, reason="Hervat.", by=two[0])
        assert services.look() is None


class TestFourEyes:
    def test_one_person_moves_nothing(self, two):
        deadline = make.counted_deadline()
        survey = services.accept(make.decree_day().surveys.get(), by=two[0])
        deadline.refresh_from_db()
        assert (deadline.ends_on, survey.is_proposed, survey.first_by) == (MONDAY, True, two[0])
        assert calendar_in_force().closed(MONDAY) is None

    def test_the_same_person_twice_is_refused(self, two):
        deadline = make.counted_deadline()
        survey = make.decree_day().surveys.get()
        services.accept(survey, by=two[0])
        with pytest.raises(DomainError) as refusal:
            services.accept(survey, by=two[0])
        deadline.refresh_from_db()
        assert (refusal.value.code, deadline.ends_on) == ("same-person", MONDAY)

    def test_who_proposed_it_counts_as_one_of_the_two(self, two):
        survey = make.decree_day(by=two[0]).surveys.get()
        assert accepted(survey, two).state == SurveyState.APPLIED

    def test_the_database_refuses_one_person_too(self, two):
        survey = make.decree_day().surveys.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            Survey.objects.filter(pk=survey.pk).update(state="applied", first_by=two[0], decided_by=two[0])

    def test_a_decided_proposal_is_not_decided_again(self, two):
        survey = accepted(make.decree_day().surveys.get(), two)
        for again in (lambda: services.accept(survey, by=make.user()),
                      lambda: services.reject(survey, reason="Toch niet.", by=make.user())):  # fmt: skip
            with pytest.raises(DomainError):
                again()


class TestAcceptance:
    def test_moves_the_deadline_with_its_proof_ladder_and_journal(self, two):
        member = make.membership()
        deadline = make.counted_deadline(foundation=member.foundation, responsible=member.user)
        deadline.confirmed_by = two[0]
        deadline.save()

        survey = accepted(make.decree_day().surveys.get(), two)

        deadline.refresh_from_db()
        assert (deadline.ends_on, deadline.raw_ends_on, deadline.ladder_version) == (TUESDAY, date(2028, 5, 7), 2)
        assert deadline.proof["ends_on"] == "2028-05-09"
        assert (deadline.confirmed_by, deadline.created_by) == (None, two[1])
        assert deadline.reminders.filter(deadline_version=2).count() == 6
        assert Entry.objects.about(deadline).filter(action="deadline.recounted").count() == 1
        assert survey.shifts.get().state == ShiftState.APPLIED

    def test_closes_the_day_for_deadlines_made_later(self, two):
        accepted_day(two)
        event = make.event(make.track(), kind="dismissed", happened_on=date(2028, 2, 7))
        journal.record("event.recorded", event, case=event.case)
        assert event.deadlines.get().ends_on == TUESDAY

    def test_leaves_alone_what_changed_meanwhile_and_says_so(self, two):
        moved, closed, still = (make.counted_deadline() for _ in range(3))
        survey = make.decree_day().surveys.get()
        deadlines.reschedule(moved, ends_on=date(2028, 6, 1), reason="Afspraak.", by=two[0])
        deadlines.lapse(closed, reason="Niemand wil.", by=two[0])

        accepted(survey, two)

        states = {shift.deadline: shift.state for shift in survey.shifts.all()}
        assert states == {moved: ShiftState.SKIPPED, closed: ShiftState.SKIPPED, still: ShiftState.APPLIED}
        moved.refresh_from_db()
        assert moved.ends_on == date(2028, 6, 1)
        assert Entry.objects.get(action="survey.applied").data == {"applied": 1, "skipped": 2}

    def test_what_came_between_is_proposed_next(self, two):
        survey = make.decree_day().surveys.get()
        late = make.counted_deadline()
        touched = make.counted_deadline()

        accepted(survey, two)

        following = Survey.objects.get(kind=SurveyKind.RECOUNT)
        assert {shift.deadline for shift in following.shifts.all()} == {late, touched}
        assert accepted(following, two).state == SurveyState.APPLIED
        assert services.look() is None

    def test_two_days_together_leave_the_second_for_a_new_look(self, two):
        deadline = make.counted_deadline()
        first, second = make.decree_day(MONDAY).surveys.get(), make.decree_day(TUESDAY).surveys.get()
        accepted(first, two)
        accepted(second, two)
        deadline.refresh_from_db()
        assert deadline.ends_on == TUESDAY
        accepted(Survey.objects.get(kind=SurveyKind.RECOUNT), two)
        deadline.refresh_from_db()
        assert deadline.ends_on == date(2028, 5, 10)

    def test_a_new_rule_takes_effect_with_its_version(self, two):
        deadline = make.counted_deadline()
        accepted(services.look(table=LONGER_APPEAL), two, table=LONGER_APPEAL)
        deadline.refresh_from_db()
        assert (deadline.ends_on, deadline.term_version) == (date(2028, 4, 7), "2")

    def test_the_same_day_by_a_new_version_keeps_its_reminders(self, two):
        deadline = make.counted_deadline(term_version="0")
        accepted(services.look(), two)
        deadline.refresh_from_db()
        assert (deadline.ends_on, deadline.term_version, deadline.ladder_version) == (MONDAY, "1", 1)


class TestRejection:
    def test_moves_nothing_and_puts_the_day_aside(self, two):
        deadline = make.counted_deadline()
        day = make.decree_day()
        survey = services.reject(day.surveys.get(), reason="Verkeerd gelezen.", by=two[0])
        day.refresh_from_db()
        deadline.refresh_from_db()
        assert (survey.state, survey.decision_reason) == (SurveyState.REJECTED, "Verkeerd gelezen.")
        assert (day.state, deadline.ends_on) == (DecreeState.REJECTED, MONDAY)


class TestWithdrawal:
    def test_lets_deadlines_end_earlier_only_after_two_people(self, two):
        deadline = make.counted_deadline()
        day = accepted_day(two)

        calendar.propose_withdrawal(day, reason="Het besluit noemt een andere dag.", by=two[0])

        survey = day.surveys.get(kind=SurveyKind.WITHDRAWAL)
        assert survey.shifts.get().days == -1
        assert calendar_in_force().closed(MONDAY)
        accepted(survey, two)
        deadline.refresh_from_db()
        assert (deadline.ends_on, calendar_in_force().closed(MONDAY)) == (MONDAY, None)

    def test_is_proposed_once(self, two):
        day = accepted_day(two)
        calendar.propose_withdrawal(day, reason="Verkeerd gelezen.", by=two[0])
        with pytest.raises(DomainError):
            calendar.propose_withdrawal(day, reason="Verkeerd gelezen.", by=two[1])

    def test_once_rejected_the_day_stays_closed(self, two):
        day = accepted_day(two)
        calendar.propose_withdrawal(day, reason="Verkeerd gelezen.", by=two[0])
        services.reject(day.surveys.get(kind=SurveyKind.WITHDRAWAL), reason="Het klopte.", by=two[1])
        assert calendar_in_force().closed(MONDAY)


def test_a_shift_stands_once_for_each_deadline():
    make.counted_deadline()
    shift = make.decree_day().surveys.get().shifts.get()
    shift.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        Shift.objects.bulk_create([shift])
