"""Count all open deadlines anew, propose what differs, and carry it out once two different people accepted."""

from functools import cache

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.calendar import services as calendar
from cases.calendar.in_force import calendar_in_force
from cases.calendar.models import DecreeDay
from cases.core.errors import DomainError
from cases.core.rows import change
from cases.deadlines.models import Deadline
from cases.journal import services as journal
from cases.law.closed_days import Calendar
from cases.law.terms import TERM_TABLE, TermTable
from cases.radar import carrying, rules
from cases.radar.carrying import carry_out
from cases.radar.choices import SurveyKind, SurveyState
from cases.radar.models import Shift, Survey
from cases.radar.telling import on_survey_proposed, tell_who_must_accept
from cases.staff.models import User

__all__ = [
    "accept", "carry_out", "look", "on_decree_day_doubted", "on_decree_day_proposed", "on_survey_applied",
    "on_survey_proposed", "reject", "tell_who_must_accept",
]  # fmt: skip

READ = ("pk", "version", "term", "term_version", "triggered_on", "ends_on", "is_provisional")


def on_decree_day_proposed(entry, day: DecreeDay) -> None:
    """Show what closing the day would do to the open deadlines."""
    closed = calendar_in_force().with_decree(day.as_law())
    _propose(SurveyKind.DECREE, closed, decree_day=day, by=entry.by)


def on_decree_day_doubted(entry, day: DecreeDay) -> None:
    """Show what opening the day again would do; raises DomainError when that was proposed before."""
    if Survey.objects.proposed().filter(decree_day=day).exists():
        raise DomainError(_("This was proposed before and waits for two people."), code="proposed-before")
    _propose(SurveyKind.WITHDRAWAL, calendar_in_force(without=day), decree_day=day, by=entry.by)


@transaction.atomic
def look(*, by: User | None = None, table: TermTable = TERM_TABLE) -> Survey | None:
    """Count the open deadlines by the law in force, and propose what differs; None when nothing does.

    Without a person, what people said no to before is not proposed again. The same differences make one proposal.
    While a proposal is being carried out, the clock waits and a person is told to: raises DomainError.
    """
    if Survey.objects.applying().exists():
        if by is None:
            return None
        raise DomainError(_("An accepted proposal is being carried out. Count again when it is done."), code="applying")
    shifts, counted, uncounted = _counted(SurveyKind.RECOUNT, calendar_in_force(), table)
    if by is None:
        shifts = _not_rejected(shifts)
    waiting = Survey.objects.proposed().of_rules().first()
    if waiting and {_mark(shift) for shift in waiting.shifts.all()} == {_mark(shift) for shift in shifts}:
        return waiting
    if waiting:
        change(waiting, state=SurveyState.REPLACED)
    return _stored(SurveyKind.RECOUNT, shifts, counted, uncounted, by=by) if shifts else None


@transaction.atomic
def accept(survey: Survey, *, by: User) -> Survey:
    """Accept a proposal: the first person's word is noted; after the second's every deadline in it moves, once.

    Raises DomainError for the same person twice and for a proposal that was decided on.
    """
    survey = _locked(survey)
    if survey.first_by_id is None:
        change(survey, first_by=by, first_at=timezone.now())
        journal.record("survey.accepted", survey, by=by)
        return survey
    if survey.first_by_id == by.pk:
        raise DomainError(_("Somebody else must accept this too."), code="same-person")
    if survey.kind == SurveyKind.DECREE:
        calendar.accept_decree_day(survey.decree_day, by=by)
    if survey.kind == SurveyKind.WITHDRAWAL:
        calendar.withdraw_decree_day(survey.decree_day, by=by)
    change(survey, state=SurveyState.APPLYING, decided_by=by, decided_at=timezone.now())
    journal.record("survey.accepted", survey, by=by)
    carrying.plan(survey)
    carrying.settle(survey)  # at once where nothing moves
    return survey


def on_survey_applied(entry) -> None:
    """Propose what was entered between the count and now."""
    look()


@transaction.atomic
def reject(survey: Survey, *, reason: str, by: User) -> Survey:
    """Put a proposal aside; no deadline moves."""
    survey = _locked(survey)
    change(survey, state=SurveyState.REJECTED, decided_by=by, decided_at=timezone.now(), decision_reason=reason)
    if survey.kind == SurveyKind.DECREE:
        calendar.reject_decree_day(survey.decree_day, reason=reason, by=by)
    journal.record("survey.rejected", survey, by=by)
    return survey


def _propose(kind: SurveyKind, by_calendar: Calendar, *, decree_day: DecreeDay, by: User | None) -> Survey:
    shifts, counted, uncounted = _counted(kind, by_calendar, TERM_TABLE)
    return _stored(kind, shifts, counted, uncounted, decree_day=decree_day, by=by)


def _counted(kind: SurveyKind, by_calendar: Calendar, table: TermTable) -> tuple[list[Shift], int, int]:
    """The changes, how many deadlines were counted, and how many could not be."""

    @cache
    def recounted(code, triggered_on):
        return rules.recounted(code, triggered_on, calendar=by_calendar, table=table)

    shifts, counted, uncounted = [], 0, 0
    rows = Deadline.objects.counted().order_by("term", "triggered_on", "pk")  # what changes alike stands together
    for row in rows.values_list(*READ).iterator():
        pk, version, code, term_version, triggered_on, ends_on, is_provisional = row
        due = recounted(code, triggered_on)
        if due is None:
            uncounted += 1
            continue
        counted += 1
        if (due.ends_on, str(due.term.version), due.is_provisional) != (ends_on, term_version, is_provisional):
            cause = rules.cause(kind, term_version, due)
            shifts.append(_shift(pk, version, ends_on, due, cause))
    return shifts, counted, uncounted


def _shift(pk, version, ends_on, due, cause) -> Shift:
    return Shift(
        deadline_id=pk,
        deadline_version=version,
        old_ends_on=ends_on,
        new_ends_on=due.ends_on,
        days=(due.ends_on - ends_on).days,
        term_version=str(due.term.version),
        cause=cause,
    )


def _stored(kind, shifts, counted, uncounted, *, decree_day=None, by) -> Survey:
    counts = {"counted_count": counted, "uncounted_count": uncounted}
    try:
        with transaction.atomic():
            survey = Survey.objects.create(kind=kind, decree_day=decree_day, proposed_by=by, **counts)
    except IntegrityError:
        raise DomainError(_("This was proposed before and waits for two people."), code="proposed-before") from None
    for shift in shifts:
        shift.survey = survey
    Shift.objects.bulk_create(shifts, batch_size=carrying.AT_A_TIME)
    journal.record("survey.proposed", survey, by=by, counted=counted, changed=len(shifts))
    return survey


def _not_rejected(shifts: list[Shift]) -> list[Shift]:
    rejected = {_mark(shift) for shift in Shift.objects.rejected().filter(survey__kind=SurveyKind.RECOUNT)}
    return [shift for shift in shifts if _mark(shift) not in rejected]


def _mark(shift: Shift) -> tuple:
    return shift.deadline_id, shift.deadline_version, shift.new_ends_on, shift.term_version


def _locked(survey: Survey) -> Survey:
    found = Survey.objects.select_for_update().get(pk=survey.pk)
    if not found.is_proposed:
        raise DomainError(_("This was decided on before."), code="decided-before")
    return found
