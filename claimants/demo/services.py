"""Load the people of the demo into the files of two foundations: once, and never over what is there."""

from functools import partial

from cases.core.tenancy import acting_for
from cases.demo.once import Once
from cases.dossier.models import ClaimantGroup
from cases.parties.models import Foundation
from cases.staff.models import User
from claimants.demo import joining, over_time
from claimants.demo.people import ADULTS, ALONE, PARENTS, YOUNG, Person
from claimants.people import services as people
from claimants.people.models import Claimant
from claimants.registrations import services as registrations
from claimants.registrations.choices import Level
from claimants.registrations.choices import RegistrationState as State
from claimants.registrations.models import Registration

CASE = "tiktok"
SOURCE = "demo"
DOES_NOT_FIT = "Je gebruikte TikTok niet in de periode of op de leeftijd van deze groep."


def load(*, by: User) -> bool:
    """Load the people that are missing; whether anybody was. The cases of the demo must be there."""
    once = Once(by=by)
    new = [once.load(f"people/{slug}", partial(fill, slug, by=by)) for slug, fill in FILES.items()]
    new.append(once.load("people/lives", partial(over_time.lives, "stbyp", by=by)))
    new += [once.load(f"people/agreements/{slug}", partial(over_time.agreements, slug, by=by)) for slug in FILES]
    new += [once.load(f"openings/{slug}", partial(joining.openings, slug, by=by)) for slug in joining.GROUPS]
    return any(new)


def _adults(slug: str, *, by: User) -> Foundation:
    foundation, group = _file(slug, "volwassenen")
    with acting_for(foundation):
        for person in ADULTS:
            _join(_add(person, foundation, by=by), group, person, by=by)
    return foundation


def _minors(slug: str, *, by: User) -> Foundation:
    foundation, group = _file(slug, "minderjarigen")
    with acting_for(foundation):
        for parent in PARENTS:
            _family(parent, foundation, group, by=by)
        for person in (*YOUNG, *ALONE):
            _join(_add(person, foundation, by=by), group, person, by=by)
    return foundation


FILES = {"smc": _adults, "stbyp": _minors}


def _file(slug: str, group: str) -> tuple[Foundation, ClaimantGroup]:
    return Foundation.objects.get(slug=slug), ClaimantGroup.objects.get(case__slug=CASE, slug=group)


def _family(parent: Person, foundation: Foundation, group: ClaimantGroup, *, by: User) -> None:
    guardian = _add(parent, foundation, by=by)
    for child in parent.children:
        minor = _add(child, foundation, email="", by=by)
        people.add_guardian(minor, guardian, by=by)
        _join(minor, group, child, by=by)


def _add(person: Person, foundation: Foundation, *, by: User, email: str | None = None) -> Claimant:
    return people.add_claimant(
        foundation,
        full_name=person.full_name,
        called_name=person.name,
        email=person.email if email is None else email,
        born_on=person.born_on,
        country=person.country,
        language=person.language,
        by=by,
    )


def _join(claimant: Claimant, group: ClaimantGroup, person: Person, *, by: User) -> None:
    registration = registrations.register(
        claimant,
        group,
        level=Level.PARTICIPANT,
        used_from=person.used_from,
        used_until=person.used_until,
        must_confirm=person.state == State.EMAIL_UNCONFIRMED,
        source_name=SOURCE,
        source_key=claimant.reference,
        by=by,
    )
    _bring_to(registration, person.state, by=by)


def _bring_to(registration: Registration, state: str, *, by: User) -> None:
    """Take the steps that staff would take to this state."""
    if state == State.IN_REVIEW:
        registrations.review(registration, by=by)
    elif state == State.VERIFIED:
        registrations.verify(registration, by=by)
    elif state == State.NOT_ELIGIBLE:
        registrations.mark_not_eligible(registration, reason=DOES_NOT_FIT, by=by)
    elif state == State.WITHDRAWN:
        registrations.leave(registration, by=by)
