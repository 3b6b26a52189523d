"""Carry out what two people accepted: portion by portion, each in one transaction, each deadline once."""

from collections.abc import Sequence
from functools import cache

from django.db import transaction
from django.db.models.functions import Now

from cases.calendar.in_force import calendar_in_force
from cases.core import claims
from cases.core.rows import change
from cases.deadlines import services as deadlines
from cases.deadlines.models import Deadline
from cases.deadlines.rules import DueDate
from cases.journal import services as journal
from cases.law.terms import TERM_TABLE, TermTable
from cases.radar import rules
from cases.radar.choices import ShiftState, SurveyState
from cases.radar.models import Portion, Shift, Survey

AT_A_TIME = 500


def plan(survey: Survey) -> None:
    """Write the portions of an accepted proposal, to be carried out by whoever comes first."""
    keys = list(survey.shifts.waiting().order_by("pk").values_list("pk", flat=True))
    parts = [keys[start : start + AT_A_TIME] for start in range(0, len(keys), AT_A_TIME)]
    Portion.objects.bulk_create(Portion(survey=survey, first=part[0], last=part[-1], due_at=Now()) for part in parts)


def carry_out(*, limit: int = 100, table: TermTable = TERM_TABLE) -> int:
    """Change the deadlines of the portions that wait; the number of changes made or left alone.

    Safe to run by any number of workers, and to kill: a portion is done wholly or not at all. One that fails is tried
    again in halves, so that one deadline never holds up the others.
    """
    return sum(_carry_out(pk, token, table) for pk, token in claims.claimed(Portion.objects.all(), limit=limit))


def settle(survey: Survey) -> bool:
    """Close a proposal of which every portion is done; whether it is closed by this."""
    survey = Survey.objects.select_for_update(of=("self",)).select_related("decree_day", "decided_by").get(pk=survey.pk)
    is_open = survey.state == SurveyState.APPLYING
    if not is_open or survey.portions.exclude(state=Portion.State.DONE).exists():
        return False
    change(survey, state=SurveyState.APPLIED)
    states = list(survey.shifts.values_list("state", flat=True))
    applied, skipped = states.count(ShiftState.APPLIED), states.count(ShiftState.SKIPPED)
    journal.record("survey.applied", survey, by=survey.decided_by, applied=applied, skipped=skipped)
    return True


def _carry_out(pk: int, token: str, table: TermTable) -> int:
    rows = Portion.objects.all()
    portion = rows.select_related("survey__decree_day", "survey__decided_by").get(pk=pk)
    shifts = portion.survey.shifts.waiting().filter(pk__gte=portion.first, pk__lte=portion.last).order_by("pk")
    try:
        with transaction.atomic():
            done = _apply(portion.survey, list(shifts), table)
            if not claims.finish(rows, pk, token):  # another worker has it by now
                transaction.set_rollback(True)
                return 0
            settle(portion.survey)
        return done
    except Exception as error:
        if not _halve(portion, token, list(shifts.values_list("pk", flat=True))):
            claims.retry(rows, pk, token, error=type(error).__name__, attempt=portion.attempt_count)
        return 0


@transaction.atomic
def _halve(portion: Portion, token: str, keys: list[int]) -> bool:
    """Let each half be tried alone; False when there is nothing left to halve, or another worker has it."""
    if len(keys) < 2:
        return False
    middle = len(keys) // 2
    mine = claims.held(Portion.objects.all(), portion.pk, token)
    if not mine.update(last=keys[middle - 1], state=Portion.State.WAITING, due_at=Now()):
        return False
    Portion.objects.create(survey=portion.survey, first=keys[middle], last=portion.last, due_at=Now())
    return True


def _apply(survey: Survey, shifts: Sequence[Shift], table: TermTable) -> int:
    """Change the deadlines that are still as they were read, and leave the others alone."""
    in_force = calendar_in_force()
    recounted = cache(lambda code, on: rules.recounted(code, on, calendar=in_force, table=table))
    locked = Deadline.objects.select_for_update(no_key=True).order_by("pk").defer("proof")
    related = locked.prefetch_related("case", "foundation", "responsible")  # a few, each read once
    rows = {row.pk: row for row in related.filter(pk__in=[shift.deadline_id for shift in shifts])}
    fit: dict[int, tuple[Deadline, DueDate]] = {}
    for shift in shifts:
        row = rows[shift.deadline_id]
        if row.is_counted and row.version == shift.deadline_version:
            due = recounted(row.term, row.triggered_on)
            if due and (due.ends_on, str(due.term.version)) == (shift.new_ends_on, shift.term_version):
                fit[shift.pk] = row, due
    deadlines.recount_all(list(fit.values()), reason=str(survey)[:300], by=survey.decided_by)
    Shift.objects.filter(pk__in=fit).update(state=ShiftState.APPLIED)
    others = [shift.pk for shift in shifts if shift.pk not in fit]
    Shift.objects.filter(pk__in=others).update(state=ShiftState.SKIPPED)
    return len(shifts)
