"""Who leads for which group, and who pays for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.dossier.choices import RepresentationKind
from cases.dossier.models import ClaimantGroup, Representation
from cases.pages.prose import Prose, prose
from cases.parties.models import Dated, Foundation, Funding


@dataclass(frozen=True, slots=True)
class Leader:
    """A foundation and its funders of today."""

    foundation: Foundation
    fundings: list[Funding]


@dataclass(frozen=True, slots=True)
class GroupOfPage:
    """A group with who leads for it (several when jointly) and who is a party only."""

    group: ClaimantGroup
    name: Prose
    leaders: list[Leader]
    others: list[Foundation]


def groups_of_page(groups: Iterable[ClaimantGroup], rows: Iterable[Representation], today: date) -> list[GroupOfPage]:
    """Every group of a case, also those nobody leads yet."""
    rows = list(rows)
    return [_group(group, [row for row in rows if row.group_id == group.pk], today) for group in groups]


def _group(group: ClaimantGroup, rows: list[Representation], today: date) -> GroupOfPage:
    leading = [row.foundation for row in rows if row.kind != RepresentationKind.PARTY]
    others = [row.foundation for row in rows if row.kind == RepresentationKind.PARTY]
    return GroupOfPage(group, prose(group, "name"), [leader(one, today) for one in leading], others)


def leader(foundation: Foundation, today: date) -> Leader:
    return Leader(foundation, [one for one in foundation.fundings.all() if holds(one, today)])


def holds(dated: Dated, today: date) -> bool:
    """Whether something is so today; an unknown first or last day leaves it so."""
    return (dated.started_on or today) <= today <= (dated.ended_on or today)
