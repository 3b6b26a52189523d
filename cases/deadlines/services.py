"""What becomes of a deadline: moved, extended, met, missed, confirmed, assigned. Its ladder of reminders follows."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.core.rows import change
from cases.deadlines import people, reminding, rules
from cases.deadlines.choices import DateSource, DeadlineState
from cases.deadlines.models import Acknowledgement, Deadline
from cases.deadlines.reminding import control_mail, escalate, remind
from cases.deadlines.rules import DueDate
from cases.deadlines.scheduling import (
    law_allows,
    on_event_corrected,
    on_event_recorded,
    on_event_withdrawn,
    require_not_over,
    schedule,
    set_manual,
)
from cases.journal import services as journal
from cases.law.terms import TERMS, due

__all__ = [
    "acknowledge", "assign", "confirm", "control_mail", "escalate", "extend", "lapse", "meet", "miss",
    "on_event_corrected", "on_event_recorded", "on_event_withdrawn", "recount_all", "remind", "reopen", "reschedule",
    "resume", "schedule", "set_manual", "suspend",
]  # fmt: skip


@transaction.atomic
def reschedule(deadline: Deadline, *, ends_on: date, reason: str, by) -> Deadline:
    """Give a deadline another last day: the old reminders are off, a new ladder begins, the count must be confirmed.

    Raises DomainError: no reason, a day that is over, the same day, or a deadline nobody has to act on any more.
    """
    _require_running(deadline)
    _move(deadline, ends_on=ends_on, reason=reason, source=DateSource.MANUAL, state=deadline.state, by=by)
    journal.record("deadline.moved", deadline, by=by, **deadline.noted())
    return deadline


@transaction.atomic
def recount_all(counts: Sequence[tuple[Deadline, DueDate]], *, reason: str, by) -> None:
    """Give computed deadlines, locked by the caller, the count of the law as it is now, also when that day is over.

    Each count must be confirmed anew; another last day begins a new ladder. What counts alike is written at once.
    """
    alike: dict[tuple, list[Deadline]] = defaultdict(list)
    dues: dict[tuple, DueDate] = {}
    for deadline, due_date in counts:
        key = (deadline.term, deadline.triggered_on, deadline.ends_on != due_date.ends_on)
        alike[key].append(deadline)
        dues[key] = due_date
    for (*_term, moves), rows in alike.items():
        _recount(rows, dues[*_term, moves], moves=moves, reason=reason, by=by)
    moved = [row for (*_term, moves), rows in alike.items() for row in rows if moves]
    reminding.stop_all(moved)
    reminding.start_all(moved)
    journal.record_all("deadline.recounted", [(row, row.noted()) for row, _due in counts], by=by)


def _recount(rows: Sequence[Deadline], due_date: DueDate, *, moves: bool, reason: str, by) -> None:
    values = {
        "term_version": str(due_date.term.version),
        "legal_basis": due_date.term.article,
        "raw_ends_on": due_date.proof.raw_ends_on,
        "ends_on": due_date.ends_on,
        "is_provisional": due_date.is_provisional,
        "proof": due_date.proof.as_dict(),
        "state_reason": reason,
        "confirmed_by": None,
        "confirmed_at": None,
        "created_by": by,
    }
    rises = {
        "ladder_version": F("ladder_version") + int(moves),
        "version": F("version") + 1,
        "changed_at": timezone.now(),
    }
    Deadline.objects.filter(pk__in=[row.pk for row in rows]).update(**values, **rises)
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
        row.ladder_version += moves
        row.version += 1


@transaction.atomic
def extend(deadline: Deadline, *, ends_on: date, reason: str, by) -> Deadline:
    """Enter that the court gave more time; raises DomainError for a term that cannot be extended."""
    _require_running(deadline)
    if deadline.term in TERMS and not TERMS[deadline.term].is_extendable:
        sentence = _("The law knows no extension of this term (%(article)s).") % {"article": deadline.legal_basis}
        raise DomainError(sentence, code="not-extendable")
    if ends_on <= deadline.ends_on:
        raise DomainError(_("An extension ends later than the term it extends."), field="ends_on", code="not-later")
    _move(deadline, ends_on=ends_on, reason=reason, source=DateSource.COURT, state=DeadlineState.EXTENDED, by=by)
    journal.record("deadline.extended", deadline, by=by, **deadline.noted())
    return deadline


@transaction.atomic
def meet(deadline: Deadline, *, evidence: str, by) -> Deadline:
    """Enter that what had to be done was done in time; `evidence` says where that can be seen."""
    _close(deadline, DeadlineState.MET, evidence, field="evidence")
    journal.record("deadline.met", deadline, by=by, **deadline.noted())
    return deadline


@transaction.atomic
def miss(deadline: Deadline, *, reason: str, by) -> Deadline:
    """Enter that a deadline went by; raises DomainError while its last day is not over."""
    if deadline.ends_on >= timezone.localdate():
        raise DomainError(_("The last day is not over yet."), code="not-over")
    _close(deadline, DeadlineState.MISSED, reason)
    journal.record("deadline.missed", deadline, by=by, **deadline.noted())
    return deadline


@transaction.atomic
def lapse(deadline: Deadline, *, reason: str, by) -> Deadline:
    """Enter that nobody has to act any more, such as an appeal that nobody wants."""
    _close(deadline, DeadlineState.LAPSED, reason)
    journal.record("deadline.lapsed", deadline, by=by, **deadline.noted())
    return deadline


@transaction.atomic
def suspend(deadline: Deadline, *, reason: str, by) -> Deadline:
    """Enter that the term does not run for now; nobody is reminded until it is resumed."""
    _close(deadline, DeadlineState.SUSPENDED, reason)
    journal.record("deadline.suspended", deadline, by=by, **deadline.noted())
    return deadline


@transaction.atomic
def resume(deadline: Deadline, *, reason: str, ends_on: date | None = None, by) -> Deadline:
    """Let a suspended term run again, to the same last day or a new one, with a new ladder."""
    if deadline.state != DeadlineState.SUSPENDED:
        raise DomainError(_("Only a suspended deadline can be resumed."), code="not-suspended")
    _reopen(deadline, reason=reason, ends_on=ends_on or deadline.ends_on, by=by)
    journal.record("deadline.resumed", deadline, by=by, **deadline.noted())
    return deadline


@transaction.atomic
def reopen(deadline: Deadline, *, reason: str, by) -> Deadline:
    """Put right a deadline that was closed by mistake: it runs again, with a new ladder."""
    if deadline.state == DeadlineState.SUSPENDED:
        raise DomainError(_("Resume a suspended deadline instead."), code="suspended")
    _reopen(deadline, reason=reason, ends_on=deadline.ends_on, by=by)
    journal.record("deadline.reopened", deadline, by=by, **deadline.noted())
    return deadline


@transaction.atomic
def confirm(deadline: Deadline, *, by) -> Deadline:
    """Enter that a second person redid the count; raises DomainError for who set the date, or the second time."""
    _require_running(deadline)
    if by.pk == deadline.created_by_id:
        raise DomainError(_("Somebody else than who set this date must confirm it."), code="same-person")
    if deadline.confirmed_by_id:
        raise DomainError(_("This deadline was confirmed before."), code="confirmed-before")
    change(deadline, confirmed_by=by, confirmed_at=timezone.now())
    journal.record("deadline.confirmed", deadline, by=by, **deadline.noted())
    return deadline


@transaction.atomic
def acknowledge(deadline: Deadline, *, by) -> Acknowledgement:
    """Enter that somebody saw this deadline: the deputy is left in peace. Twice is the same as once."""
    _require_running(deadline)
    seen, is_new = Acknowledgement.objects.get_or_create(
        deadline=deadline, deadline_version=deadline.ladder_version, by=by
    )
    if is_new:
        journal.record("deadline.acknowledged", deadline, by=by, **deadline.noted())
    return seen


@transaction.atomic
def assign(deadline: Deadline, *, responsible, deputy=None, by) -> Deadline:
    """Make somebody answer for a deadline; a new responsible is reminded at once and must acknowledge anew."""
    _require_running(deadline)
    people.require_colleagues(deadline, responsible=responsible, deputy=deputy, today=timezone.localdate())
    is_new = responsible != deadline.responsible
    rises = {"ladder_version": deadline.ladder_version + 1} if is_new else {}
    change(deadline, responsible=responsible, deputy=deputy, **rises)
    if is_new:
        reminding.stop(deadline)
        reminding.start(deadline)
    journal.record("deadline.assigned", deadline, by=by, **deadline.noted())
    return deadline


def _move(deadline: Deadline, *, ends_on: date, reason: str, source: str, state: str, by) -> None:
    _require_reason(reason)
    require_not_over(ends_on)
    if ends_on == deadline.ends_on:
        raise DomainError(_("That is the day it has already."), field="ends_on", code="same-day")
    counted = deadline.raw_ends_on
    change(
        deadline,
        ends_on=ends_on,
        raw_ends_on=counted if counted and counted <= ends_on else None,
        is_provisional=False,
        proof=_proof(deadline, ends_on),
        source=source,
        state=state,
        state_reason=reason,
        confirmed_by=None,
        confirmed_at=None,
        created_by=by,
        ladder_version=deadline.ladder_version + 1,
    )
    reminding.stop(deadline)
    reminding.start(deadline)


def _proof(deadline: Deadline, ends_on: date) -> dict:
    """The proof after a move: of the new date where somebody sets it, of the first count where the law counts."""
    if deadline.term not in TERMS or not TERMS[deadline.term].has_set_date or not deadline.triggered_on:
        return deadline.proof
    with law_allows(field="ends_on"):
        return due(TERMS[deadline.term], deadline.triggered_on, court_date=ends_on).as_dict()


def _reopen(deadline: Deadline, *, reason: str, ends_on: date, by) -> None:
    _require_reason(reason)
    _require_may_become(deadline, DeadlineState.OPEN)
    if ends_on != deadline.ends_on:
        _move(deadline, ends_on=ends_on, reason=reason, source=DateSource.MANUAL, state=DeadlineState.OPEN, by=by)
        return
    change(deadline, state=DeadlineState.OPEN, state_reason=reason, ladder_version=deadline.ladder_version + 1)
    reminding.start(deadline)


def _close(deadline: Deadline, state: DeadlineState, reason: str, *, field: str = "reason") -> None:
    _require_reason(reason, field=field)
    _require_may_become(deadline, state)
    change(deadline, state=state, state_reason=reason)
    reminding.stop(deadline)


def _require_reason(reason: str, *, field: str = "reason") -> None:
    if not reason.strip():
        raise DomainError(_("Give the evidence or the reason."), field=field, code="required")


def _require_running(deadline: Deadline) -> None:
    if not deadline.is_running:
        raise DomainError(_("Nobody has to act on this deadline any more."), code="not-running")


def _require_may_become(deadline: Deadline, state: DeadlineState) -> None:
    if not rules.may_become(deadline.state, state):
        facts = {"old": deadline.get_state_display(), "new": state.label}
        raise DomainError(_("A deadline that is %(old)s cannot become %(new)s.") % facts, code="wrong-state")
