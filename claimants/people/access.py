"""WHO MAY SEE WHOM: the only door from a request to a person.

Somebody who proved a mailbox sees the people whose address it is, or was until days ago, and the minors those
people act for today. Who acted until the eighteenth birthday may look for thirty days more, and do nothing.
While it is contested who acts for a minor, nobody sees that minor here. Nobody else, in no other file.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from cases.core.tenancy import acting_for
from claimants.people import rules
from claimants.people.models import Claimant, EmailChange, Guardianship
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
            rows = claimants_for(visitor, today=today).annotate(is_ward=is_ward(visitor))
            people = [Visible(one, one.is_ward) for one in rows]
        found += sorted(people, key=lambda one: one.is_ward)
    return found


def claimants_for(visitor: Visitor, *, today: date) -> ClaimantQuerySet:
    """The same people as a query within the acting foundation; raises NoFoundation outside one."""
    links = Guardianship.objects
    return _people(visitor, links.acting(today), links.reading(today))


def claimants_in_hand(visitor: Visitor, *, today: date) -> ClaimantQuerySet:
    """Of these people only those for whom the visitor may also do something; every verb asks this one."""
    return _people(visitor, Guardianship.objects.acting(today))


def own_people(visitor: Visitor) -> ClaimantQuerySet:
    """The people whose mailbox the visitor proved: their address now, or one they left days ago."""
    own = _own(visitor)
    return Claimant.objects.filter(pk__in=own[0].union(*own[1:]), merged_into=None)


def is_ward(visitor: Visitor, claimant_id: str = "pk") -> Exists:
    """Whether the visible person of a row is in the visitor's care rather than the visitor: an annotation."""
    return ~Exists(own_people(visitor).filter(pk=OuterRef(claimant_id)))


def _people(visitor: Visitor, *links: QuerySet) -> ClaimantQuerySet:
    own = _own(visitor)
    wards = [one.filter(guardian__in=own[0].union(*own[1:])).order_by().values("minor_id") for one in links]
    found = Claimant.objects.filter(pk__in=own[0].union(*own[1:], *wards), is_contested=False, merged_into=None)
    return found.select_related("foundation")


def _own(visitor: Visitor) -> list[QuerySet]:
    """Primary keys by one index each; unions of these stay fast in a file of millions, an OR does not."""
    here = Claimant.objects.with_index(visitor.email_index)
    left = EmailChange.objects.undoable().from_address_with(visitor.email_index)
    return [here.order_by().values("pk"), left.order_by().values("claimant_id")]


@dataclass(frozen=True, slots=True)
class Ward:
    """A minor in the visitor's care, and the last day on which the visitor may act; None: no end known."""

    claimant: Claimant
    acts_until: date | None


def wards_of(visitor: Visitor, *, today: date) -> list[Ward]:
    """For whom the visitor may act today, file by file; one query per file."""
    found = []
    for foundation_id in visitor.foundation_ids:
        with acting_for(foundation_id):
            acting = Guardianship.objects.acting(today).filter(guardian__in=own_people(visitor))
            rows = acting.select_related("minor__foundation").order_by("minor__full_name", "id")
            found += [Ward(one.minor, rules.acts_until(one.minor.born_on, one.ended_on)) for one in rows]
    return found
