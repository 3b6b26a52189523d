"""Add people to a foundation's file, change how they are reached, say who acts for a minor."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from claimants.people import rules
from claimants.people.choices import GuardianshipKind
from claimants.people.identity import email_index
from claimants.people.models import Claimant, Guardianship

CONTACT = frozenset(
    ["full_name", "called_name", "email", "phone", "street", "postcode", "city", "country", "born_on", "language"]
    + ["resident_from", "country_before"]
)


@transaction.atomic
def add_claimant(foundation, *, by, **fields) -> Claimant:
    """Put a person in a foundation's file; `fields` are contact fields, `full_name` at least.

    Raises DomainError naming the field.
    """
    _require_contact(fields)
    with acting_for(foundation):
        _require_plausible(fields.get("born_on"))
        claimant = Claimant(foundation=foundation, email_index=email_index(fields.get("email", "")), **fields)
        save_checked(claimant)
        journal.record("claimant.added", claimant, by=by)
    return claimant


@transaction.atomic
def change_contact(claimant: Claimant, *, version: int, by, **fields) -> Claimant:
    """Change how a person is reached, if nobody saved a newer version since `version` was read.

    The journal names the fields, never their contents. Raises DomainError naming the field, or
    ChangedMeanwhile; then nothing changed.
    """
    _require_contact(fields)
    with acting_for(claimant.foundation_id):
        current = Claimant.objects.filter(pk=claimant.pk, version=version).first()
        if current is None:
            raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
        require_may_change(current, by=by)
        changed = {name: value for name, value in fields.items() if getattr(current, name) != value}
        if changed:
            _require_plausible(changed.get("born_on"))
            index = email_index(changed.get("email", current.email))
            change(current, email_index=index, **changed)
            journal.record("claimant.changed", current, by=by, fields=sorted(changed))
    return current


@transaction.atomic
def add_guardian(
    minor: Claimant,
    guardian: Claimant,
    *,
    kind: str = GuardianshipKind.PARENT,
    started_on: date | None = None,
    ended_on: date | None = None,
    by,
) -> Guardianship:
    """Let an adult act for a minor of the same file, until the eighteenth birthday at most; raises DomainError."""
    started_on = started_on or timezone.localdate()
    with acting_for(minor.foundation_id):
        _require_may_act(minor, guardian, started_on)
        guardianship = Guardianship(
            foundation_id=minor.foundation_id,
            minor=minor,
            guardian=guardian,
            kind=kind,
            started_on=started_on,
            ended_on=ended_on,
        )
        save_checked(guardianship)
        journal.record("guardianship.added", guardianship, by=by, kind=kind)
    return guardianship


@transaction.atomic
def end_guardianship(guardianship: Guardianship, *, ended_on: date | None, by) -> Guardianship:
    """Set the last day on which somebody acts for a minor; raises DomainError."""
    if ended_on is None:
        raise DomainError(_("Fill in the last day on which this person acts."), field="ended_on")
    if ended_on < guardianship.started_on:
        raise DomainError(_("The last day comes before the first."), field="ended_on")
    with acting_for(guardianship.foundation_id):
        change(guardianship, ended_on=ended_on)
        journal.record("guardianship.ended", guardianship, by=by, ended_on=ended_on.isoformat())
    return guardianship


@transaction.atomic
def contest(minor: Claimant, *, by) -> Claimant:
    """Those who act for a minor disagree: from now on only staff act, and neither sees anything. Raises DomainError."""
    with acting_for(minor.foundation_id):
        if minor.is_contested:
            raise DomainError(_("This was on hold already."), code="contested")
        change(minor, is_contested=True)
        journal.record("claimant.contested", minor, by=by)
    return minor


@transaction.atomic
def settle(minor: Claimant, *, by) -> Claimant:
    """It is clear again who acts for a minor; what was on hold goes back to staff. Raises DomainError."""
    with acting_for(minor.foundation_id):
        if not minor.is_contested:
            raise DomainError(_("This is not on hold."), code="not-contested")
        change(minor, is_contested=False)
        journal.record("claimant.settled", minor, by=by)
    return minor


def require_may_change(claimant: Claimant, *, by) -> None:
    """Raise DomainError when staff may not change anything of this person: left alone (art. 18 AVG), erased, merged."""
    if claimant.merged_into_id:
        raise DomainError(_("This file was merged into another one of the same person. Use that one."), code="merged")
    if claimant.erased_at or (claimant.restricted_at and by is not None):
        sentence = _("The data of this person is only kept now. Nothing can be changed (art. 18 AVG).")
        raise DomainError(sentence, code="restricted")


def note_viewed(claimant: Claimant, *, by) -> None:
    """Write down that a member of staff read a person's page, and in which roles."""
    journal.record("claimant.viewed", claimant, by=by, roles=_roles(by))


def note_listed(claimants: Iterable[Claimant], *, by) -> None:
    """Write down which people a member of staff saw in a list."""
    noted = [(claimant, {"roles": _roles(by)}) for claimant in set(claimants)]
    journal.record_all("claimant.listed", noted, by=by)


def _roles(by) -> list[str]:
    return sorted(getattr(by, "acting_roles", ()))


def _require_contact(fields: dict) -> None:
    if unknown := sorted(fields.keys() - CONTACT):
        raise DomainError(_("This cannot be changed here."), field=unknown[0], code="not-writable")


def _require_may_act(minor: Claimant, guardian: Claimant, day: date) -> None:
    if minor.foundation_id != guardian.foundation_id:
        raise DomainError(_("This person is not in the same file."), field="guardian")
    if not minor.born_on:
        raise DomainError(_("Fill in the date of birth of the minor first."), field="minor")
    if not rules.is_minor(minor.born_on, day):
        raise DomainError(_("This person is eighteen or older and acts alone."), field="minor")
    if rules.is_minor(guardian.born_on, day):
        raise DomainError(_("Somebody under eighteen cannot act for another."), field="guardian")


def _require_plausible(born_on: date | None) -> None:
    if born_on and not rules.is_plausible_birth(born_on, timezone.localdate()):
        raise DomainError(_("Write a date of birth between 1900 and today."), field="born_on")
