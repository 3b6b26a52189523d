"""What crosses to another foundation: what the claim needs and nothing else, sealed with a fingerprint.

Run `packed` within acting_for the foundation that gives, `unpacked` within acting_for the one that takes.
"""

import hashlib
import json
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.dossier.models import ClaimantGroup
from cases.parties.models import Foundation
from claimants.declarations.models import Declaration
from claimants.people import services as people
from claimants.people.models import Claimant, Guardianship
from claimants.registrations import services as registrations
from claimants.registrations import use
from claimants.registrations.models import Registration, UsePeriod

PERSON = (
    "full_name", "called_name", "email", "phone", "street", "postcode", "city", "country", "resident_from",
    "country_before", "born_on", "language",
)  # fmt: skip
GUARDIAN = ("full_name", "called_name", "email", "phone", "language", "country")
DAYS = ("resident_from", "born_on", "used_from", "used_until")
SOURCE = "transfer"


def packed(registration: Registration) -> dict:
    """The facts of the person and the claim as JSON; no reference, no state, no words of staff, nothing of others."""
    claimant = registration.claimant
    periods = UsePeriod.objects.of_registration(registration)
    acting = Guardianship.objects.acting(timezone.localdate()).filter(minor=claimant).select_related("guardian")
    return {
        "person": _facts(claimant, PERSON),
        "level": str(registration.level),
        "registered_at": registration.registered_at.isoformat(),
        "use": [_facts(one, ("used_from", "used_until")) for one in periods],
        "guardians": [{"kind": str(one.kind)} | _facts(one.guardian, GUARDIAN) for one in acting.order_by("pk")],
    }


def declared(claimant: Claimant) -> list[dict]:
    """The declarations of a person by kind, moment and place in the chain: enough to look them up, without a word."""
    rows = Declaration.objects.of_person(claimant).order_by("pk")
    return [
        {
            "kind": str(one.kind),
            "received_at": one.received_at.isoformat(),
            "is_in_time": one.is_in_time,
            "chain_position": one.chain_position,
            "hash": one.hash,
        }
        for one in rows
    ]


def fingerprint(package: dict) -> str:
    """SHA-256 of the package in its one spelling.

    >>> fingerprint({"b": 1, "a": "é"}) == fingerprint({"a": "é", "b": 1})
    True
    """
    return hashlib.sha256(json.dumps(package, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def unpacked(package: dict, *, sha256: str, foundation: Foundation, group: ClaimantGroup, key: str, by) -> Registration:
    """A new person, with who acts for them, and a new registration; raises DomainError when the seal is broken."""
    if fingerprint(package) != sha256:
        raise DomainError(
            _("This package is not what was sealed. Refuse it and ask for a new one."), code="broken-seal"
        )
    claimant = people.add_claimant(foundation, **_read(package["person"]), by=by)
    for one in package["guardians"]:
        facts = _read({name: one[name] for name in GUARDIAN})
        guardian = people.add_claimant(foundation, **facts, by=by)
        people.add_guardian(claimant, guardian, kind=one["kind"], by=by)
    made = registrations.register(claimant, group, level=package["level"], source_name=SOURCE, source_key=key, by=by)
    for period in package["use"]:
        use.add_use(made, **_read(period), by=by)
    return made


def _facts(row, names) -> dict:
    return {name: _written(getattr(row, name)) for name in names}


def _written(value):
    return value.isoformat() if isinstance(value, date) else value


def _read(facts: dict) -> dict:
    return {name: date.fromisoformat(value) if name in DAYS and value else value for name, value in facts.items()}
