"""Who looked at a person, and who changed what: read from the journal, which never holds the contents."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, Q, Value
from django.utils.translation import gettext as _

from cases.journal.models import Entry
from cases.staff.choices import Role
from claimants.people.models import Claimant
from claimants.privacy.happenings import DOORS, in_words
from claimants.privacy.labels import of as label_of
from claimants.privacy.paths import tables, to_person


@dataclass(frozen=True, slots=True)
class Look:
    """One time that staff saw a person: when, in which roles, for whom, and through what; no names of staff."""

    at: datetime
    roles: tuple[str, ...]
    foundation: str
    through: str

    def as_dict(self) -> dict:
        return asdict(self) | {"at": self.at.isoformat(), "roles": list(self.roles)}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done to a person's data: when, what, which fields, and by whom as far as that is told."""

    at: datetime
    what: str
    fields: tuple[str, ...]
    by: str

    def as_dict(self) -> dict:
        return asdict(self) | {"at": self.at.isoformat(), "fields": list(self.fields)}


def of(claimant: Claimant, *, at_most: int | None = None) -> list[Look]:
    """Who looked at this person, newest first; within the acting foundation."""
    return [
        Look(
            at=entry.at,
            roles=tuple(str(Role(role).label) for role in entry.data.get("roles", ()) if role in Role.values),
            foundation=entry.foundation.name if entry.foundation else "",
            through=str(DOORS[entry.action]),
        )
        for entry in _about(claimant).filter(action__in=DOORS).select_related("foundation")[:at_most]
    ]


def history_of(claimant: Claimant, *, at_most: int | None = None) -> list[Step]:
    """What was done to this person's data, newest first; within the acting foundation."""
    return [
        Step(
            at=entry.at,
            what=in_words(entry.action),
            fields=tuple(label_of(name) for name in entry.data.get("fields", ())),
            by=_("staff") if entry.by_id else _("you, somebody who acts for you, or the system"),
        )
        for entry in _about(claimant).exclude(action__in=DOORS)[:at_most]
    ]


def _about(claimant: Claimant):
    """Everything the journal says of this person and of the rows that lead to them."""
    named = Q()
    for kind, ids in _subjects(claimant).items():
        named |= Q(subject_kind=kind, subject_id__in=ids)
    return Entry.objects.visible_to_acting().filter(named)


def _subjects(claimant: Claimant) -> dict[str, set[UUID]]:
    """The public ids of all rows that lead to a person, by the kind the journal gives them; one query."""
    parts = [
        model.objects.filter(**{path: claimant.pk})
        .order_by()
        .values_list(Value(model._meta.model_name, output_field=CharField()), "public_id")
        for model in tables()
        if any(field.name == "public_id" for field in model._meta.concrete_fields)
        for path in to_person(model)
    ]
    found = defaultdict(set)
    for kind, public_id in parts[0].union(*parts[1:]):
        found[kind].add(public_id)
    return found
