"""Record windows, take declarations, take them back, note what the registry knows."""

import hashlib
import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.dossier.models import ClaimantGroup
from cases.journal import services as journal
from claimants.declarations import chain, rules
from claimants.declarations.choices import Channel, DeclarationKind, NoteKind
from claimants.declarations.models import Declaration, Ledger, RegistryNote, Window
from claimants.numbers import services as numbers
from claimants.numbers.choices import Measure
from claimants.people.models import Claimant

COUNTED = {
    DeclarationKind.OPT_OUT: Measure.OPTED_OUT,
    DeclarationKind.OPT_IN: Measure.OPTED_IN,
    DeclarationKind.SECOND_OPT_OUT: Measure.SECOND_OPTED_OUT,
    DeclarationKind.LATE_STATEMENT: Measure.NOT_BOUND,
}
EDITABLE = frozenset(["settlement", "residence", "opens", "closes", "legal_text", "court", "event", "source"])


@transaction.atomic
def record_window(
    group: ClaimantGroup, *, kind: str, opens: date | datetime, closes: date | datetime, by, **details
) -> Window:
    """Write down a window as the court set it; a day is meant whole, a moment needs its offset.

    `details` are settlement, residence, legal_text, court, event and source. `warnings` of the row say what the law
    would not allow. Raises DomainError naming the field.
    """
    window = Window(group=group, kind=kind, **_values(details | {"opens": opens, "closes": closes}))
    _require_of_case(window)
    save_checked(window)
    journal.record("window.recorded", window, case=group.case, by=by, kind=kind, closes_at=window.closes_at.isoformat())
    window.warnings = warnings(window)
    return window


@transaction.atomic
def change_window(window: Window, *, version: int, by, **details) -> Window:
    """Correct a window in which nobody declared anything yet; raises DomainError, or ChangedMeanwhile."""
    current = Window.objects.select_for_update().get(pk=window.pk)
    if current.version != version:
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
    if current.is_used or current.is_superseded:
        raise DomainError(_("Somebody has declared in this window. Record a new one that replaces it."))
    values = {name: value for name, value in _values(details).items() if getattr(current, name) != value}
    if values:
        change(current, **values)
        _require_of_case(current)
        journal.record("window.changed", current, case=current.group.case, by=by, fields=sorted(values))
    current.warnings = warnings(current)
    return current


@transaction.atomic
def replace_window(window: Window, *, by, **details) -> Window:
    """Let a new window take the place of one that is in force, such as after an extension.

    What was in time stays in time; what was late and lies within the new window counts from now. Raises DomainError.
    """
    if "settlement" in details:
        raise DomainError(_("Another settlement is another choice: record a window of its own."), field="settlement")
    old = Window.objects.select_for_update().get(pk=window.pk)
    if old.is_superseded:
        raise DomainError(_("A later window has taken its place already."))
    kept = {name: getattr(old, name) for name in ("settlement", "residence", "legal_text", "court", "event", "source")}
    values = kept | {"opens_at": old.opens_at, "closes_at": old.closes_at} | _values(details)
    change(old, is_superseded=True)
    new = Window(group=old.group, kind=old.kind, supersedes=old, **values)
    _require_of_case(new)
    save_checked(new)
    new.warnings = warnings(new)
    ends = {"closes_at": new.closes_at.isoformat(), "closed_at": old.closes_at.isoformat()}
    journal.record("window.replaced", new, case=new.group.case, by=by, **ends)
    return new


def warnings(window: Window) -> tuple[str, ...]:
    """What the law would not allow of a window, each in a sentence; the court's date stands all the same."""
    announced = window.event.happened_on if window.event else None
    opened_on = announced or rules.day_of(window.opens_at)
    short = rules.shortage(window.kind, opened_on, rules.last_day(window.closes_at))
    if short is None:
        return ()
    facts = {"day": date_format(short[0], "j F Y"), "article": short[1]}
    return (_("The law asks for more time: not before %(day)s (%(article)s). Check the date.") % facts,)


@transaction.atomic
def declare(
    claimant: Claimant,
    window: Window,
    *,
    kind: str,
    channel: str = Channel.PORTAL,
    received_at: datetime | None = None,
    text_version: str = "",
    evidence: bytes | None = None,
    by,
) -> Declaration:
    """Keep what somebody declared, in its place in the chain; a late one is kept and marked.

    The same declaration once more gives the first one, unless that one did not count and this one does. `received_at`
    is when the first server, or the letter box, had it; `evidence` the letter itself, of which only the hash is kept.
    `by` is empty when the person did it. Raises DomainError naming the field.
    """
    received_at = received_at or timezone.now()
    _require_past(received_at)
    with acting_for(claimant.foundation_id):
        person = Claimant.objects.select_for_update(no_key=True).get(pk=claimant.pk)
        current = _in_force(window)
        if kind != current.kind:
            raise DomainError(_("This cannot be declared in this window."), field="kind")
        is_in_time = rules.is_in_time(received_at, opens_at=current.opens_at, closes_at=current.closes_at)
        earlier = Declaration.objects.of_person(person).about(current)
        if first := _first(earlier, is_in_time):
            return first
        _require_nothing_against(person, current)
        facts = {"kind": kind, "channel": channel, "received_at": received_at, "is_in_time": is_in_time}
        facts |= {"text_version": text_version, "evidence_sha256": sha256_of(evidence)}
        made = _append(person, current, turn=earlier.filter(window=current, kind=kind).count() + 1, by=by, **facts)
        _count(made, made, 1, cause="declaration.received")
        told = {"kind": str(kind), "channel": str(channel), "is_in_time": is_in_time}
        journal.record("declaration.received", made, case=current.group.case, by=by, **told)
    return made


@transaction.atomic
def reverse(declaration: Declaration, *, reason: str, by) -> Declaration:
    """Take a declaration back with a row of its own that says why; the first row stays. Raises DomainError."""
    if not reason.strip():
        raise DomainError(_("Say why this is taken back."), field="reason")
    with acting_for(declaration.foundation_id):
        person = Claimant.objects.select_for_update(no_key=True).get(pk=declaration.claimant_id)
        if not Declaration.objects.standing().filter(pk=declaration.pk).exists():
            raise DomainError(_("This declaration was taken back already, or takes another back."))
        facts = {"kind": DeclarationKind.REVERSAL, "channel": declaration.channel, "received_at": timezone.now()}
        facts |= {"is_in_time": declaration.is_in_time, "reason": reason, "reverses": declaration}
        window = declaration.window
        made = _append(person, window, turn=declaration.turn, by=by, **facts)
        _count(declaration, made, -1, cause="declaration.reversed")
        journal.record("declaration.reversed", made, case=window.group.case, by=by, kind=str(declaration.kind))
    return made


@transaction.atomic
def note(declaration: Declaration, *, kind: str, happened_on: date, evidence_sha256: str = "", by) -> RegistryNote:
    """Write down what became of a declaration at the registry: posted, on its list, not on it; raises DomainError."""
    if happened_on > timezone.localdate():
        raise DomainError(_("This day has not come yet."), field="happened_on")
    with acting_for(declaration.foundation_id):
        made = RegistryNote(foundation_id=declaration.foundation_id, declaration=declaration, kind=kind)
        made.happened_on, made.evidence_sha256, made.noted_by = happened_on, evidence_sha256, by
        save_checked(made)
        case = declaration.window.group.case
        journal.record("declaration.noted", declaration, case=case, by=by, kind=str(kind))
    return made


def note_posted(declaration: Declaration, *, posted_on: date, evidence: bytes | None = None, by) -> RegistryNote:
    """The person posted the letter to the registry and shows it; shown twice it is noted once."""
    shown = {"kind": NoteKind.POSTED, "happened_on": posted_on, "evidence_sha256": sha256_of(evidence)}
    with acting_for(declaration.foundation_id):
        known = RegistryNote.objects.filter(declaration=declaration, **shown).first()
    return known or note(declaration, **shown, by=by)


def sha256_of(evidence: bytes | None) -> str:
    """The checksum of a file, empty without one."""
    return hashlib.sha256(evidence).hexdigest() if evidence else ""


def _values(details: dict) -> dict:
    """The fields of a window: days become the moments they mean."""
    if unknown := sorted(details.keys() - EDITABLE):
        raise DomainError(_("This cannot be changed here."), field=unknown[0], code="not-writable")
    values = {name: value for name, value in details.items() if name not in ("opens", "closes")}
    for name, moment in (("opens", rules.opening), ("closes", rules.closing)):
        if name in details:
            try:
                values[f"{name}_at"] = moment(details[name])
            except (ValueError, OverflowError) as error:
                raise DomainError(_("Give a day, or a moment with its offset from UTC."), field=name) from error
    return values


def _require_of_case(window: Window) -> None:
    if window.event and window.event.case_id != window.group.case_id:
        raise DomainError(_("This event belongs to another case."), field="event")


def _require_past(received_at: datetime) -> None:
    if received_at.utcoffset() is None:
        raise DomainError(_("Give a moment with its offset from UTC."), field="received_at")
    if received_at > timezone.now():
        raise DomainError(_("This moment has not come yet."), field="received_at")


def _in_force(window: Window) -> Window:
    """The window that holds now for this choice, which from here on nobody can edit any more."""
    Window.objects.same_choice(window).in_force().filter(is_used=False).update(is_used=True)
    return Window.objects.same_choice(window).in_force().select_related("group__case").get()


def _first(earlier, is_in_time: bool) -> Declaration | None:
    """The earlier declaration that a new one would only repeat."""
    counting = earlier.counting().in_order().first()
    return counting or (None if is_in_time else earlier.standing().in_order().first())


def _count(counted: Declaration, cause_row: Declaration, delta: int, *, cause: str) -> None:
    """Count a declaration that was in time, or no longer, from the moment of the row that caused it."""
    if counted.is_in_time:
        measure, group = COUNTED[DeclarationKind(counted.kind)], counted.window.group_id
        numbers.note(counted.foundation_id, group, measure, delta, at=cause_row.received_at, cause=cause)


def _require_nothing_against(person: Claimant, window: Window) -> None:
    if window.kind != DeclarationKind.OPT_IN:
        return
    theirs = Declaration.objects.of_person(person).filter(kind=DeclarationKind.OPT_OUT, window__group=window.group_id)
    if theirs.standing().exists():
        raise DomainError(_("This person opted out. That must be taken back first."), code="opted-out")


def _append(person: Claimant, window: Window, *, by, **facts) -> Declaration:
    """Put a row at the end of the chain, which nobody else can do until this transaction ends."""
    ledger, _made = Ledger.objects.select_for_update().get_or_create(foundation_id=person.foundation_id)
    row = Declaration(foundation_id=person.foundation_id, claimant=person, window=window, recorded_by=by, **facts)
    row.salt = secrets.token_hex(16)
    chain.forge(row, position=ledger.length + 1, previous_hash=ledger.head_hash)
    save_checked(row)
    change(ledger, length=row.chain_position, head_hash=row.hash)
    return row
