"""WHO MAY SEE WHOM: the only door from a request to a person.

Somebody who proved a mailbox sees the people whose address it is, and the minors those people act
for today. Nobody else, in no other file.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cases.core.tenancy import acting_for
from claimants.people.models import Claimant, Guardianship
from claimants.people.querysets import ClaimantQuerySet


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who proved a mailbox: its blind index, and the files in which it stood at that moment."""

    email_index: str
    foundation_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Visible:
    """A person this visitor may see, and whether it is a minor in their care."""

    claimant: Claimant
    is_ward: bool


def visible_to(visitor: Visitor, *, today: date) -> list[Visible]:
    """Everybody the visitor may see today, file by file, oneself before the minors; one query per file."""
    found = []
    for foundation_id in visitor.foundation_ids:
        with acting_for(foundation_id):
            people = [Visible(one, is_ward(visitor, one)) for one in claimants_for(visitor, today=today)]
        found += sorted(people, key=lambda one: one.is_ward)
    return found


def claimants_for(visitor: Visitor, *, today: date) -> ClaimantQuerySet:
    """The same people as a query within the acting foundation; raises NoFoundation outside one."""
    if not visitor.email_index:
        return Claimant.objects.none()
    wards = Guardianship.objects.acting(today).of_guardian_with(visitor.email_index).values("minor_id")
    return Claimant.objects.filter(Q(email_index=visitor.email_index) | Q(pk__in=wards)).select_related("foundation")


def is_ward(visitor: Visitor, claimant: Claimant) -> bool:
    """Whether this visible person is somebody in the visitor's care rather than the visitor."""
    return claimant.email_index != visitor.email_index
