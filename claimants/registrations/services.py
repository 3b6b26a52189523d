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
from claimants.people.models import Claimant, Guardianship
from claimants.people.rules import is_minor
from claimants.registrations import rules
from claimants.registrations.choices import Level, RegistrationState
from claimants.registrations.models import Registration


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
    yet. Registering again returns the registration that exists; a withdrawn one starts anew.
    Raises DomainError naming the field.
    """
    facts = {"level": level, "used_from": used_from, "used_until": used_until}
    facts |= {"source_name": source_name, "source_key": source_key, "registered_at": timezone.now()}
    with acting_for(claimant.foundation_id):
        facts["state"] = RegistrationState.EMAIL_UNCONFIRMED if must_confirm else _first_state(claimant)
        known = Registration.objects.filter(claimant=claimant, group=group).first()
        if known is None:
            known = Registration(foundation_id=claimant.foundation_id, claimant=claimant, group=group, **facts)
            save_checked(known)
        elif known.state == RegistrationState.WITHDRAWN:
            change(known, state_reason="", **facts)
        else:
            return known
        journal.record("registration.registered", known, case=group.case, by=by, state=known.state)
    return known


@transaction.atomic
def confirm(registration: Registration, *, by) -> Registration:
    """The mailbox is proven, or the parent agreed: the registration counts from now; raises DomainError."""
    to = RegistrationState.RECEIVED
    if registration.state == RegistrationState.EMAIL_UNCONFIRMED:
        with acting_for(registration.foundation_id):
            to = _first_state(registration.claimant)
    moved, about = _step(registration, to)
    journal.record("registration.confirmed", moved, by=by, **about)
    return moved


@transaction.atomic
def review(registration: Registration, *, by) -> Registration:
    """Staff look at it (again); raises DomainError."""
    moved, about = _step(registration, RegistrationState.IN_REVIEW)
    journal.record("registration.reviewed", moved, by=by, **about)
    return moved


@transaction.atomic
def verify(registration: Registration, *, by) -> Registration:
    """Everything that is needed is there; raises DomainError."""
    moved, about = _step(registration, RegistrationState.VERIFIED)
    journal.record("registration.verified", moved, by=by, **about)
    return moved


@transaction.atomic
def withdraw(registration: Registration, *, reason: str = "", by) -> Registration:
    """The person leaves the foundation. It says nothing to the court: the ruling can still bind them."""
    moved, about = _step(registration, RegistrationState.WITHDRAWN, reason=reason)
    journal.record("registration.withdrawn", moved, by=by, **about)
    return moved


@transaction.atomic
def mark_not_eligible(registration: Registration, *, reason: str, by) -> Registration:
    """The person does not fit the group; `reason` is what they read. Raises DomainError without one."""
    if not reason.strip():
        raise DomainError(_("Say why this person does not fit; they read it."), field="state_reason")
    moved, about = _step(registration, RegistrationState.NOT_ELIGIBLE, reason=reason)
    journal.record("registration.refused", moved, by=by, **about)
    return moved


def answer_for(registration: Registration, *, today: date) -> rules.Eligibility:
    """Whether the person fits the group by their own facts, with reasons."""
    claimant, group = registration.claimant, registration.group
    facts = rules.Facts(claimant.born_on, registration.used_from, registration.used_until, claimant.country)
    demands = rules.Demands(
        group.used_from, group.used_until, group.age_from, group.age_until, group.residence, group.residence_on
    )
    return rules.eligibility(facts, demands, today=today)


def _first_state(claimant: Claimant) -> str:
    """RECEIVED, or GUARDIAN_PENDING for a minor for whom nobody acts today."""
    today = timezone.localdate()
    if not is_minor(claimant.born_on, today):
        return RegistrationState.RECEIVED
    has_guardian = Guardianship.objects.acting(today).filter(minor=claimant).exists()
    return RegistrationState.RECEIVED if has_guardian else RegistrationState.GUARDIAN_PENDING


def _step(registration: Registration, to: str, *, reason: str = "") -> tuple[Registration, dict]:
    """Go to another state if nobody went first; the row as it is now, and what the journal says of it."""
    with acting_for(registration.foundation_id):
        current = Registration.objects.with_case().get(pk=registration.pk)
        if current.version != registration.version:
            raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
        if not rules.may_step(current.state, to):
            raise DomainError(_("That step cannot follow on where this registration stands."), field="state")
        about = {"case": current.group.case, "foundation": current.foundation}
        about |= {"from_state": str(current.state), "to_state": str(to)}
        return change(current, state=to, state_reason=reason), about
