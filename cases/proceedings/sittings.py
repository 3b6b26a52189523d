"""Hearings: planned, moved with their history, held or cancelled; and when the next step is expected."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.dossier.models import Case, ClaimantGroup
from cases.journal import services as journal
from cases.parties.models import Court
from cases.proceedings import rules
from cases.proceedings.choices import HearingState
from cases.proceedings.expectations import Expectation
from cases.proceedings.models import Hearing, HearingMove, Proceeding
from cases.proceedings.state import headline_of, track_states


@transaction.atomic
def plan_hearing(
    case: Case,
    *,
    proceedings: Iterable[Proceeding],
    subject: str,
    planned_on: date,
    starts_at: time | None = None,
    court: Court | None = None,
    is_public: bool = True,
    source: str = "",
    by,
) -> Hearing:
    """Note a sitting of the court; past ones too, when they become known later. Raises DomainError."""
    proceedings = list(proceedings)
    if not proceedings:
        raise DomainError(_("Choose at least one proceeding."), field="proceedings", code="required")
    if any(proceeding.case_id != case.pk for proceeding in proceedings):
        raise DomainError(_("A proceeding belongs to another case."), field="proceedings", code="foreign-proceeding")
    _require_day(planned_on, "planned_on")
    _require_hour(planned_on, starts_at)
    hearing = Hearing(
        case=case,
        subject=subject,
        planned_on=planned_on,
        starts_at=starts_at,
        court=court,
        is_public=is_public,
        source=source,
    )
    save_checked(hearing)
    hearing.proceedings.set(proceedings)
    journal.record("hearing.planned", hearing, case=case, by=by, on=planned_on.isoformat())
    return hearing


@transaction.atomic
def move_hearing(hearing: Hearing, *, to_on: date, reason: str, starts_at: time | None = None, by) -> Hearing:
    """Put a planned hearing on another day and keep where it came from.

    A time not given anew is unknown: it belonged to the old day. Raises DomainError.
    """
    _require_planned(hearing)
    _require_day(to_on, "to_on")
    _require_hour(to_on, starts_at)
    if to_on == hearing.planned_on:
        raise DomainError(_("The hearing is planned on that day already."), field="to_on", code="same-day")
    from_on = hearing.planned_on
    save_checked(HearingMove(hearing=hearing, from_on=from_on, to_on=to_on, reason=reason, by=by))
    change(hearing, planned_on=to_on, starts_at=starts_at)
    journal.record(
        "hearing.moved", hearing, case=hearing.case, by=by, from_on=from_on.isoformat(), to_on=to_on.isoformat()
    )
    return hearing


@transaction.atomic
def cancel_hearing(hearing: Hearing, *, reason: str, by) -> Hearing:
    """Note that a planned hearing will not take place. Raises DomainError."""
    _require_planned(hearing)
    if not reason.strip():
        raise DomainError(_("Give the reason."), field="reason", code="required")
    change(hearing, state=HearingState.CANCELLED, state_reason=reason)
    journal.record("hearing.cancelled", hearing, case=hearing.case, by=by, on=hearing.planned_on.isoformat())
    return hearing


@transaction.atomic
def mark_hearing_held(hearing: Hearing, *, by) -> Hearing:
    """Note that a planned hearing took place; not before its day. Raises DomainError."""
    _require_planned(hearing)
    if hearing.planned_on > timezone.localdate():
        raise DomainError(_("This hearing has yet to take place."), field="planned_on", code="future")
    change(hearing, state=HearingState.HELD)
    journal.record("hearing.held", hearing, case=hearing.case, by=by, on=hearing.planned_on.isoformat())
    return hearing


@transaction.atomic
def expect_next_step(
    case: Case,
    *,
    group: ClaimantGroup | None = None,
    expected_from: date,
    expected_until: date,
    reason: str = "",
    by,
) -> Expectation:
    """Say when the step after the stage of now is expected; people read it with how often that moved.

    Raises DomainError where the stage is unknown or nothing changes.
    """
    Case.objects.select_for_update().get(pk=case.pk)
    if group and group.case_id != case.pk:
        raise DomainError(_("This group belongs to another case."), field="group", code="foreign-part")
    for field, day in (("expected_from", expected_from), ("expected_until", expected_until)):
        _require_day(day, field)
    if expected_until < expected_from:
        raise DomainError(_("The last day lies before the first."), field="expected_until", code="before-earlier")
    stage = _stage_now(case, group)
    range_said = {"expected_from": expected_from, "expected_until": expected_until}
    last = Expectation.objects.filter(case=case, group=group, stage=stage).last()
    if last and (last.expected_from, last.expected_until) == (expected_from, expected_until):
        raise DomainError(_("This is what people read already."), field="expected_from", code="same-day")
    said = Expectation(
        case=case, group=group, stage=stage, reason=reason, by=by, said_on=timezone.localdate(), **range_said
    )
    save_checked(said)
    told = {name: day.isoformat() for name, day in range_said.items()}
    journal.record("expectation.said", said, case=case, by=by, stage=stage, **told)
    return said


def _stage_now(case: Case, group: ClaimantGroup | None) -> str:
    states = track_states(case)
    theirs = [one for one in states if group is None or one.track.group_id in (None, group.pk)]
    if stage := headline_of(theirs).stage:
        return stage
    sentence = _("We do not know yet in which stage this is. Record the last event in court first.")
    raise DomainError(sentence, field="group", code="no-stage")


def _require_planned(hearing: Hearing) -> None:
    if hearing.state != HearingState.PLANNED:
        raise DomainError(_("This hearing is not planned any more."), field="state", code="not-planned")


def _require_day(day: date, field: str) -> None:
    if not isinstance(day, date) or isinstance(day, datetime):
        raise DomainError(_("This is not a date."), field=field, code="not-a-date")
    if not rules.is_within_reach(day):
        raise DomainError(_("This year cannot be right."), field=field, code="out-of-reach")


def _require_hour(day: date, starts_at: time | None) -> None:
    if starts_at is not None and rules.times_on_clock(day, starts_at) != 1:
        sentence = _("The clock is changed that night: this hour comes twice or not at all. Choose another.")
        raise DomainError(sentence, field="starts_at", code="clock-changes")
