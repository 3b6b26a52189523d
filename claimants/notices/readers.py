"""Who reads what is told about a minor: everybody who acts for them, each as they themselves want to hear it.

A tiding goes out in one mail. Every further reader has a copy of it, marked in its key with who that is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from claimants.notices import rules
from claimants.notices.choices import Rhythm
from claimants.notices.composing import words_of
from claimants.notices.models import Preference, Tiding
from claimants.people.models import Claimant, Guardianship
from claimants.people.rules import is_minor

MARK = "reader:"


class Share(NamedTuple):
    """What one reader is told in one mail; without a mail it can only be read on the pages of the person."""

    reader: Claimant
    tidings: list[Tiding]
    is_mailed: bool = True


def readers_of(people: Iterable[Claimant], today: date) -> dict[int, list[Claimant]]:
    """Everybody who reads the mail of each minor, who was named first on top: who acts for them and has an address."""
    minors = [one for one in people if is_minor(one.born_on, today)]
    found = defaultdict(list)
    if minors:
        rows = Guardianship.objects.acting(today).filter(minor__in=minors).exclude(guardian__email="")
        for row in rows.filter(guardian__erased_at=None).select_related("guardian").order_by("pk"):
            found[row.minor_id].append(row.guardian)
    return found


def wishes_of(readers: Iterable[Claimant]) -> dict[tuple[int, str], str]:
    """How each of them wants to hear each kind of news, where they said so."""
    rows = Preference.objects.filter(claimant__in={one.pk for one in readers})
    return {(pk, kind): rhythm for pk, kind, rhythm in rows.values_list("claimant", "kind", "rhythm")}


def shares(
    claimant: Claimant,
    readers: Sequence[Claimant],
    tidings: Sequence[Tiding],
    wishes: Mapping[tuple[int, str], str],
    *,
    now: datetime,
) -> tuple[list[Share], list[Tiding]]:
    """What leaves now, a share for each reader, and what waits for somebody who wants it with the week's."""
    found: dict[int, Share] = {}
    quiet, later = Share(claimant, [], is_mailed=False), []
    for tiding in tidings:
        rhythms = {one.pk: _rhythm(one, tiding, wishes) for one in _meant(readers, tiding)}
        at_once = [one for one in readers if rhythms.get(one.pk) == Rhythm.AT_ONCE]
        weekly = [one for one in readers if rhythms.get(one.pk) == Rhythm.WEEKLY]
        later += [_copy(tiding, one, rules.next_weekly(now)) for one in weekly]
        if not at_once:
            quiet.tidings.append(tiding)
        for number, one in enumerate(at_once):
            told = _copy(tiding, one, tiding.due_at) if number else tiding
            found.setdefault(one.pk, Share(one, [])).tidings.append(told)
    return [one for one in (*found.values(), quiet) if one.tidings], later


def reader_named(tiding: Tiding) -> str:
    """Whose copy this is, as the hexadecimal public id of that reader; empty for the tiding itself.

    >>> reader_named(Tiding(key="reader:0f3a:7:12")), reader_named(Tiding(key="event:12"))
    ('0f3a', '')
    """
    return tiding.key.split(":")[1] if tiding.key.startswith(MARK) else ""


def copies_of(notice) -> dict[str, str]:
    """Which copies tell this notice, as a filter."""
    return {"key__startswith": MARK, "key__contains": f":{notice.pk}:"}


def _meant(readers: Sequence[Claimant], tiding: Tiding) -> list[Claimant]:
    named = reader_named(tiding)
    return [one for one in readers if named in ("", one.public_id.hex)]


def _rhythm(reader: Claimant, tiding: Tiding, wishes: Mapping[tuple[int, str], str]) -> str:
    """A copy is mailed when its moment has come; what cannot be refused is always mailed at once."""
    said = wishes.get((reader.pk, tiding.kind), Rhythm.AT_ONCE)
    if not rules.may_refuse(tiding.kind):
        return Rhythm.AT_ONCE
    return Rhythm.AT_ONCE if reader_named(tiding) and said == Rhythm.WEEKLY else said


def _copy(tiding: Tiding, reader: Claimant, due_at: datetime) -> Tiding:
    return Tiding(
        foundation_id=tiding.foundation_id,
        claimant_id=tiding.claimant_id,
        case=tiding.case,
        kind=tiding.kind,
        key=f"{MARK}{reader.public_id.hex}:{tiding.notice_id or 0}:{tiding.pk}",
        words=words_of(tiding),
        due_at=due_at,
    )
