"""Count all open deadlines anew, propose what differs, and apply it once two different people accepted."""

from functools import cache

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.calendar import services as calendar
from cases.calendar.in_force import calendar_in_force
from cases.calendar.models import DecreeDay
from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.rows import change
from cases.deadlines import services as deadlines
from cases.deadlines.choices import DateSource
from cases.deadlines.models import Deadline
from cases.journal import services as journal
from cases.law.closed_days import Calendar
from cases.law.terms import TERM_TABLE, TermTable
from cases.radar import rules
from cases.radar.choices import ShiftState, SurveyKind, SurveyState
from cases.radar.models import Shift, Survey
from cases.staff.models import User

AT_A_TIME = 500
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
    """
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
def accept(survey: Survey, *, by: User, table: TermTable = TERM_TABLE) -> Survey:
    """Accept a proposal: the first person's word is noted, the second's moves all deadlines in one go.

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
    change(survey, state=SurveyState.APPLIED, decided_by=by, decided_at=timezone.now())
    applied, skipped = _apply(survey, table, by=by)
    journal.record("survey.applied", survey, by=by, applied=applied, skipped=skipped)
    look(table=table)  # what was entered between the count and now
    return survey


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
    rows = Deadline.objects.running().filter(source=DateSource.COMPUTED).exclude(triggered_on=None)
    for row in rows.order_by("pk").values_list(*READ).iterator():
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
    Shift.objects.bulk_create(shifts, batch_size=AT_A_TIME)
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


def _apply(survey: Survey, table: TermTable, *, by: User) -> tuple[int, int]:
    """Change the deadlines that are still as they were read; the numbers changed and left alone."""
    in_force, reason = calendar_in_force(), str(survey)[:300]
    shifts = list(survey.shifts.waiting().order_by("pk"))
    for start in range(0, len(shifts), AT_A_TIME):
        part = shifts[start : start + AT_A_TIME]
        rows = Deadline.objects.select_related("case", "foundation", "responsible").in_bulk(
            [shift.deadline_id for shift in part]
        )
        for shift in part:
            is_done = _move(rows[shift.deadline_id], shift, in_force, table, reason, by)
            shift.state = ShiftState.APPLIED if is_done else ShiftState.SKIPPED
        Shift.objects.bulk_update(part, ["state"])
    applied = sum(shift.state == ShiftState.APPLIED for shift in shifts)
    return applied, len(shifts) - applied


def _move(deadline: Deadline, shift: Shift, in_force: Calendar, table: TermTable, reason: str, by: User) -> bool:
    """Change one deadline; False when it is no longer what people looked at."""
    if not deadline.is_running or deadline.version != shift.deadline_version:
        return False
    due = rules.recounted(deadline.term, deadline.triggered_on, calendar=in_force, table=table)
    if due is None or (due.ends_on, str(due.term.version)) != (shift.new_ends_on, shift.term_version):
        return False
    try:
        deadlines.recount(deadline, due=due, reason=reason, by=by)
    except ChangedMeanwhile:
        return False
    return True
