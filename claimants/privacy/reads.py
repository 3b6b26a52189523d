"""Who looked at a person, and who changed what: read from the journal, which never holds the contents."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cases.journal.models import Entry
from cases.staff.choices import Role
from claimants.people.models import Claimant
from claimants.privacy.happenings import DOORS, in_words
from claimants.privacy.labels import of as label_of
from claimants.privacy.paths import tables, to_person

SHOWN = 500


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


def of(claimant: Claimant) -> list[Look]:
    """Who looked at this person, newest first; within the acting foundation."""
    return [
        Look(
            at=entry.at,
            roles=tuple(str(Role(role).label) for role in entry.data.get("roles", ()) if role in Role.values),
            foundation=entry.foundation.name if entry.foundation else "",
            through=str(DOORS[entry.action]),
        )
        for entry in _about(claimant).filter(action__in=DOORS).select_related("foundation")[:SHOWN]
    ]


def history_of(claimant: Claimant) -> list[Step]:
    """What was done to this person's data, newest first; within the acting foundation."""
    return [
        Step(
            at=entry.at,
            what=in_words(entry.action),
            fields=tuple(label_of(name) for name in entry.data.get("fields", ())),
            by=_("staff") if entry.by_id else _("you, somebody who acts for you, or the system"),
        )
        for entry in _about(claimant).exclude(action__in=DOORS)[:SHOWN]
    ]


def _about(claimant: Claimant):
    """Everything the journal says of this person and of the rows that lead to them."""
    ids = {claimant.public_id}
    for model in tables():
        named = any(field.name == "public_id" for field in model._meta.concrete_fields)
        for path in to_person(model) if named else ():
            ids |= set(model.objects.filter(**{path: claimant.pk}).values_list("public_id", flat=True))
    return Entry.objects.visible_to_acting().filter(subject_id__in=ids)
