"""Open a proceeding, its numbers and tracks; events live in `recording`, hearings in `sittings`, all named here."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.dossier.models import Case, ClaimantGroup, ClaimGround
from cases.journal import services as journal
from cases.parties.models import Court, Defendant, Foundation
from cases.proceedings import rules
from cases.proceedings.awaited import on_event_entered
from cases.proceedings.history import lock
from cases.proceedings.models import DocketNumber, Proceeding, Track
from cases.proceedings.recording import correct_event, record_event, undo_event, withdraw_event
from cases.proceedings.sittings import cancel_hearing, expect_next_step, mark_hearing_held, move_hearing, plan_hearing

__all__ = [
    "add_docket_number", "cancel_hearing", "correct_event", "expect_next_step", "mark_hearing_held", "move_hearing",
    "on_event_entered", "open_proceeding", "open_track", "plan_hearing", "record_event", "refer_proceeding",
    "undo_event", "withdraw_event",
]  # fmt: skip


@transaction.atomic
def open_proceeding(
    case: Case, *, foundation: Foundation, court: Court | None = None, name: str = "", source: str = "", by
) -> Proceeding:
    """Enter one foundation's own proceeding in a case; a second one of it needs a name. Raises DomainError."""
    lock(case)
    if Proceeding.objects.filter(case=case, foundation=foundation, name=name).exists():
        sentence = _("This foundation has this proceeding in the case already. Give a second one a name.")
        raise DomainError(sentence, field="name", code="twice")
    proceeding = Proceeding(case=case, foundation=foundation, court=court, name=name, source=source)
    save_checked(proceeding)
    journal.record("proceeding.opened", proceeding, case=case, by=by)
    return proceeding


@transaction.atomic
def add_docket_number(
    proceeding: Proceeding,
    *,
    number: str,
    court: Court | None = None,
    started_on: date | None = None,
    replaces: DocketNumber | None = None,
    source: str = "",
    by,
) -> DocketNumber:
    """Enter a number in any spelling; it is stored in one form, and as it was typed.

    `replaces` ends an earlier number the day before, as on referral to another court; then
    `started_on` is needed. Doubts about the number never refuse it: ask `rules.number_warnings`.
    Raises DomainError.
    """
    lock(proceeding.case)
    new = DocketNumber(
        proceeding=proceeding,
        court=court,
        kind=rules.number_kind(number),
        number=rules.normalise_number(number),
        as_entered=number.strip(),
        started_on=started_on,
        source=source,
    )
    if DocketNumber.objects.filter(proceeding=proceeding, court=court, number=new.number).exists():
        raise DomainError(_("This proceeding has this number already."), field="number", code="twice")
    save_checked(new)
    if replaces:
        _end_number(replaces, proceeding, started_on)
    journal.record("docket_number.added", new, case=proceeding.case, by=by, number=new.number, number_kind=new.kind)
    return new


@transaction.atomic
def refer_proceeding(proceeding: Proceeding, *, to: Court, by) -> Proceeding:
    """Note that a proceeding is now pending before another court: on referral, appeal or cassation."""
    change(proceeding, court=to)
    journal.record("proceeding.referred", proceeding, case=proceeding.case, by=by, court=to.code)
    return proceeding


@transaction.atomic
def open_track(
    proceeding: Proceeding,
    *,
    group: ClaimantGroup | None = None,
    claim_ground: ClaimGround | None = None,
    defendant: Defendant | None = None,
    by=None,
) -> Track:
    """Follow a part of a proceeding on its own: one group, ground or defendant; empty means all. Raises DomainError."""
    case = proceeding.case
    lock(case)
    for field, part in (("group", group), ("claim_ground", claim_ground)):
        if part and part.case_id != case.pk:
            raise DomainError(_("This belongs to another case."), field=field, code="foreign-part")
    if defendant and not case.defendant_roles.filter(defendant=defendant).exists():
        raise DomainError(_("This defendant is not sued in this case."), field="defendant", code="foreign-part")
    parts = {"group": group, "claim_ground": claim_ground, "defendant": defendant}
    if Track.objects.filter(proceeding=proceeding, **parts).exists():
        raise DomainError(_("This track exists already."), field="group", code="twice")
    track = Track(proceeding=proceeding, **parts)
    save_checked(track)
    journal.record("track.opened", track, case=case, by=by)
    return track


def _end_number(number: DocketNumber, proceeding: Proceeding, next_started_on: date | None) -> None:
    if number.proceeding_id != proceeding.pk:
        raise DomainError(_("That number belongs to another proceeding."), field="replaces", code="foreign-number")
    if next_started_on is None:
        raise DomainError(_("Give the first day of the new number."), field="started_on", code="required")
    last_day = next_started_on - timedelta(days=1)
    if number.started_on and last_day < number.started_on:
        raise DomainError(_("The new number starts before the old one."), field="started_on", code="before-earlier")
    change(number, ended_on=last_day)
