"""Join a group, and what becomes of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.dossier.models import ClaimantGroup
from cases.journal import services as journal
from claimants.numbers import services as numbers
from claimants.people import services as people
from claimants.people.models import Claimant, Guardianship
from claimants.people.rules import is_minor
from claimants.registrations import rules
from claimants.registrations.choices import Level, RegistrationState
from claimants.registrations.models import Registration, UsePeriod


@transaction.atomic
def register(
    claimant: Claimant,
    group: ClaimantGroup,
    *,
    level: str = Level.PARTICIPANT,
    used_from: date | None = None,
    used_until: date | None = None,
    must_confirm: bool = False,
    source_name: str = "",
    source_key: str = "",
    by,
) -> Registration:
    """Let somebody join a group through the foundation whose file they are in.

    A minor for whom nobody acts yet waits for a parent; `must_confirm`: the mailbox is not proven
    yet. `used_from` and `used_until` make the first period of use. Registering again returns the
    registration that exists; a withdrawn one starts anew. Raises DomainError naming the field.
    """
    facts = {"level": level, "source_name": source_name, "source_key": source_key, "registered_at": timezone.now()}
    with acting_for(claimant.foundation_id):
        people.require_may_change(claimant, by=by)
        facts["state"] = RegistrationState.EMAIL_UNCONFIRMED if must_confirm else _first_state(claimant)
        known = Registration.objects.filter(claimant=claimant, group=group).first()
        if known is None:
            before = None
            known = Registration(foundation_id=claimant.foundation_id, claimant=claimant, group=group, **facts)
            save_checked(known)
        elif known.state == RegistrationState.WITHDRAWN:
            before = rules.measure_of(known.level, known.state)
            change(known, state_reason="", left_at=None, state_before_leaving="", **facts)
        else:
            return known
        _keep_use(known, used_from, used_until)
        _count(known, before, cause="registration.registered")
        journal.record("registration.registered", known, case=group.case, by=by, state=known.state)
    return known


@transaction.atomic
def confirm(registration: Registration, *, by) -> Registration:
    """The mailbox is proven, or the parent agreed: the registration counts from now; raises DomainError."""
    to = RegistrationState.RECEIVED
    if registration.state == RegistrationState.EMAIL_UNCONFIRMED:
        with acting_for(registration.foundation_id):
            to = _first_state(registration.claimant)
    moved, about = _step(registration, to, cause="registration.confirmed", by=by)
    journal.record("registration.confirmed", moved, by=by, **about)
    return moved


@transaction.atomic
def review(registration: Registration, *, by) -> Registration:
    """Staff look at it (again); raises DomainError."""
    moved, about = _step(registration, RegistrationState.IN_REVIEW, cause="registration.reviewed", by=by)
    journal.record("registration.reviewed", moved, by=by, **about)
    return moved


@transaction.atomic
def verify(registration: Registration, *, by) -> Registration:
    """Everything that is needed is there; raises DomainError."""
    moved, about = _step(registration, RegistrationState.VERIFIED, cause="registration.verified", by=by)
    journal.record("registration.verified", moved, by=by, **about)
    return moved


@transaction.atomic
def leave(registration: Registration, *, reason: str = "", by) -> Registration:
    """The person leaves the foundation. It says nothing to the court: the ruling can still bind them.

    `rejoin` undoes it within fourteen days. Raises DomainError.
    """
    kept = {"left_at": timezone.now(), "state_before_leaving": registration.state}
    cause = "registration.withdrawn"
    moved, about = _step(registration, RegistrationState.WITHDRAWN, reason=reason, cause=cause, **kept, by=by)
    journal.record("registration.withdrawn", moved, by=by, **about)
    return moved


@transaction.atomic
def rejoin(registration: Registration, *, by) -> Registration:
    """Undo leaving: the registration stands where it stood. Raises DomainError after fourteen days."""
    with acting_for(registration.foundation_id):
        current = _current(registration, by=by)
        if current.state != RegistrationState.WITHDRAWN:
            raise DomainError(_("This person did not leave."), field="state", code="did-not-leave")
        if not may_come_back(current):
            raise DomainError(_("Leaving can be undone for fourteen days. Join again instead."), code="too-late")
        before = rules.measure_of(current.level, current.state)
        state = _state_again(current)
        change(current, state=state, state_reason="", left_at=None, state_before_leaving="")
        _count(current, before, cause="registration.rejoined")
        journal.record("registration.rejoined", current, by=by, **_about(current, RegistrationState.WITHDRAWN))
    return current


def may_come_back(registration: Registration) -> bool:
    """Whether leaving can still be undone today."""
    left_at = registration.left_at
    return left_at is not None and timezone.localdate() <= rules.back_until(timezone.localdate(left_at))


@transaction.atomic
def set_aside(registration: Registration, *, by) -> Registration:
    """The same person stands in this group with another file: this registration counts no more. Raises DomainError."""
    moved, about = _put(registration, RegistrationState.DUPLICATE, cause="registration.set_aside", by=by)
    journal.record("registration.set_aside", moved, by=by, **about)
    return moved


@transaction.atomic
def bring_back(registration: Registration, *, state: str, by) -> Registration:
    """Undo `set_aside`: the registration stands where it stood. Raises DomainError."""
    moved, about = _put(registration, state, cause="registration.brought_back", by=by)
    journal.record("registration.brought_back", moved, by=by, **about)
    return moved


@transaction.atomic
def hand_over(registration: Registration, *, to: Claimant, by) -> Registration:
    """Move a registration to another file of the same person; raises DomainError."""
    with acting_for(registration.foundation_id):
        current = _current(registration, by=by)
        change(current, claimant=to)
        journal.record("registration.handed_over", current, case=current.group.case, by=by)
    return current


@transaction.atomic
def mark_not_eligible(registration: Registration, *, reason: str, by) -> Registration:
    """The person does not fit the group; `reason` is what they read. Raises DomainError without one."""
    if not reason.strip():
        raise DomainError(_("Say why this person does not fit; they read it."), field="state_reason")
    moved, about = _step(
        registration, RegistrationState.NOT_ELIGIBLE, reason=reason, cause="registration.refused", by=by
    )
    journal.record("registration.refused", moved, by=by, **about)
    return moved


@transaction.atomic
def transfer(registration: Registration, *, reason: str) -> Registration:
    """The person went to another foundation, which has accepted: it ends here, and coming back means joining again.

    History and receipts stay in this file. Raises DomainError.
    """
    moved, about = _step(
        registration, RegistrationState.WITHDRAWN, reason=reason, cause="registration.transferred", by=None
    )
    journal.record("registration.transferred", moved, **about)
    return moved


@transaction.atomic
def raise_level(registration: Registration, *, by) -> Registration:
    """A supporter takes part from now on; raises DomainError for who takes part already."""
    with acting_for(registration.foundation_id):
        current = _current(registration, by=by)
        if not rules.may_rise(current.level, Level.PARTICIPANT):
            raise DomainError(_("This person takes part already."), field="level", code="takes-part")
        before = rules.measure_of(current.level, current.state)
        change(current, level=Level.PARTICIPANT)
        _count(current, before, cause="registration.raised")
        about = {"from_level": str(Level.SUPPORTER), "to_level": str(Level.PARTICIPANT)}
        journal.record("registration.raised", current, case=current.group.case, by=by, **about)
    return current


def on_claimant_contested(entry, claimant: Claimant) -> None:
    """Put everything of a contested minor on hold: only staff take it further."""
    standing = Registration.objects.with_case().of_people([claimant]).standing()
    for registration in standing.filter(state__in=rules.COUNTED | rules.WAITING).exclude(
        state=RegistrationState.ON_HOLD
    ):
        moved, about = _step(registration, RegistrationState.ON_HOLD, cause="registration.held", by=None)
        journal.record("registration.held", moved, by=entry.by, **about)


def on_claimant_settled(entry, claimant: Claimant) -> None:
    """Let staff look again at what was on hold."""
    for registration in Registration.objects.with_case().of_people([claimant]).on_hold():
        review(registration, by=entry.by)


def on_claimant_turned_18(entry, claimant: Claimant) -> None:
    """What waited for a parent waits for the person from now on."""
    for registration in Registration.objects.with_case().of_people([claimant]).waiting_for_guardian():
        moved, about = _step(registration, RegistrationState.EMAIL_UNCONFIRMED, cause="registration.reopened", by=None)
        journal.record("registration.reopened", moved, by=entry.by, **about)


def _first_state(claimant: Claimant) -> str:
    """RECEIVED; GUARDIAN_PENDING for a minor for whom nobody acts today; ON_HOLD while it is contested who does."""
    today = timezone.localdate()
    if claimant.is_contested:
        return RegistrationState.ON_HOLD
    if not is_minor(claimant.born_on, today):
        return RegistrationState.RECEIVED
    has_guardian = Guardianship.objects.acting(today).filter(minor=claimant).exists()
    return RegistrationState.RECEIVED if has_guardian else RegistrationState.GUARDIAN_PENDING


def _state_again(registration: Registration) -> str:
    """Where somebody stands who came back: as before, unless it became contested meanwhile."""
    return RegistrationState.ON_HOLD if registration.claimant.is_contested else registration.state_before_leaving


def _keep_use(registration: Registration, used_from: date | None, used_until: date | None) -> None:
    use = {"used_from": used_from, "used_until": used_until}
    if any(use.values()) and not UsePeriod.objects.filter(registration=registration, **use).exists():
        save_checked(UsePeriod(foundation_id=registration.foundation_id, registration=registration, **use))


def _count(registration: Registration, before: str | None, *, cause: str) -> None:
    """Note what changed in the numbers; `before`: as what it counted until now."""
    after = rules.measure_of(registration.level, registration.state)
    if before != after:
        for measure, delta in ((before, -1), (after, +1)):
            if measure:
                ids = (registration.foundation_id, registration.group_id)
                numbers.note(*ids, measure, delta, at=timezone.now(), cause=cause)


def _current(registration: Registration, *, by) -> Registration:
    """The row as it is now; raises ChangedMeanwhile when it is not the one that was read.

    Raises DomainError when nothing of this person may be changed now (art. 18 AVG).
    """
    current = Registration.objects.with_case().get(pk=registration.pk)
    people.require_may_change(current.claimant, by=by)
    if current.version != registration.version:
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
    return current


def _step(
    registration: Registration, to: str, *, cause: str, by, reason: str = "", **kept
) -> tuple[Registration, dict]:
    """Go to another state if nobody went first; the row as it is now, and what the journal says of it."""
    with acting_for(registration.foundation_id):
        current = _current(registration, by=by)
        if not rules.may_step(current.state, to):
            raise DomainError(_("That step cannot follow on where this registration stands."), field="state")
        from_state, before = current.state, rules.measure_of(current.level, current.state)
        moved = change(current, state=to, state_reason=reason, **kept)
        _count(moved, before, cause=cause)
        return moved, _about(moved, from_state)


def _put(registration: Registration, state: str, *, cause: str, by) -> tuple[Registration, dict]:
    """Set another state if nobody changed it first, counted; the row as it is now, and what the journal says of it."""
    with acting_for(registration.foundation_id):
        current = _current(registration, by=by)
        from_state, before = current.state, rules.measure_of(current.level, current.state)
        change(current, state=state)
        _count(current, before, cause=cause)
        return current, _about(current, from_state)


def _about(registration: Registration, from_state: str) -> dict:
    """What the journal says of a step."""
    about = {"case": registration.group.case, "foundation": registration.foundation}
    return about | {"from_state": str(from_state), "to_state": str(registration.state)}
