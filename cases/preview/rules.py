"""Two pictures of a case laid beside each other: what is new, what moved, what ended. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """A deadline in words. `counted` says how its last day came about, `skipped` which closed days moved it on."""

    term: str
    place: tuple[int | None, int | None]
    title: str
    concerns: str
    ends_on: date
    state: str
    shown_state: str
    is_running: bool
    counted: str
    article: str
    skipped: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    is_provisional: bool = False
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class StageLine:
    """Where one track stands, and since when, in words; empty when nothing is known."""

    track: str
    code: str
    name: str
    since: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A stage that a track entered on some day, whether or not it stands there now."""

    track: int
    code: str
    name: str
    on: str


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """Something beside the stage of a track, such as stayed."""

    track: str
    name: str
    started_on: date | None
    ended_on: date | None
    is_ended: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What a visitor of the site reads about the case, in one language."""

    language: str
    heading: str
    now: str
    next: str
    you: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A case at one moment, as plain values by primary key; nothing in it is read from the database later."""

    deadlines: Mapping[int, DeadlineLine] = field(default_factory=dict)
    stages: Mapping[int, StageLine] = field(default_factory=dict)
    entries: Mapping[int, EntryLine] = field(default_factory=dict)
    conditions: Mapping[int, ConditionLine] = field(default_factory=dict)
    told: tuple[Told, ...] = ()
    reminders: Mapping[int, str] = field(default_factory=dict)
    message_count: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline as it was and as it becomes."""

    old: DeadlineLine
    new: DeadlineLine

    @property
    def has_other_day(self) -> bool:
        return self.old.ends_on != self.new.ends_on


@dataclass(frozen=True, slots=True)
class TrackChange:
    """Where a track stands before and after; `also` are stages it enters at an earlier point of its history."""

    old: StageLine
    new: StageLine
    also: tuple[EntryLine, ...] = ()

    @property
    def has_other_stage(self) -> bool:
        return self.old.code != self.new.code

    @property
    def has_other_day(self) -> bool:
        return not self.has_other_stage and self.old.since != self.new.since


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different in the second picture."""

    made: tuple[DeadlineLine, ...]
    moved: tuple[Moved, ...]
    closed: tuple[Moved, ...]
    tracks: tuple[TrackChange, ...]
    begun: tuple[ConditionLine, ...]
    ended: tuple[ConditionLine, ...]
    undone: tuple[ConditionLine, ...]
    reopened: tuple[ConditionLine, ...]
    told: tuple[Told, ...]
    is_told_otherwise: bool
    reminders: tuple[str, ...]
    message_count: int

    @property
    def people(self) -> tuple[str, ...]:
        """Who is going to be reminded, each once."""
        return tuple(dict.fromkeys(self.reminders))


def changes(old: Picture, new: Picture, *, tracks: frozenset[int] = frozenset()) -> Changes:
    """What the second picture says that the first does not; `tracks` are told about even when nothing changed there.

    >>> line = DeadlineLine("D13", (1, 1), "Hoger beroep", "", date(2027, 2, 22), "open", "open", True, "", "")
    >>> [made.ends_on.isoformat() for made in changes(Picture(), Picture(deadlines={7: line})).made]
    ['2027-02-22']
    """
    made, moved, closed = _deadlines(old.deadlines, new.deadlines)
    return Changes(
        made=made,
        moved=moved,
        closed=closed,
        tracks=_tracks(old, new, tracks),
        begun=_new(old.conditions, new.conditions),
        ended=tuple(one for was, one in _both(old.conditions, new.conditions) if one.is_ended and not was.is_ended),
        undone=_new(new.conditions, old.conditions),
        reopened=tuple(one for was, one in _both(old.conditions, new.conditions) if was.is_ended and not one.is_ended),
        told=new.told,
        is_told_otherwise=old.told != new.told,
        reminders=_new(old.reminders, new.reminders),
        message_count=new.message_count - old.message_count,
    )


def _deadlines(old: Mapping[int, DeadlineLine], new: Mapping[int, DeadlineLine]):
    """Made, moved and closed; one that is closed while the same term begins anew at the same place has moved."""
    made = {(line.term, line.place): line for pk, line in new.items() if pk not in old}
    moved, closed = [], []
    for was, line in _both(old, new):
        if was.state != line.state and not line.is_running:
            again = made.pop((line.term, line.place), None)
            (moved if again else closed).append(Moved(was, again or line))
        elif was.ends_on != line.ends_on or was.state != line.state:
            moved.append(Moved(was, line))
    return tuple(_by_day(made.values())), tuple(moved), tuple(closed)


def _tracks(old: Picture, new: Picture, named: frozenset[int]) -> tuple[TrackChange, ...]:
    found = []
    for pk, line in new.stages.items():
        was = old.stages.get(pk, line)
        also = tuple(entry for entry in _new(old.entries, new.entries) if entry.track == pk and entry.code != line.code)
        if was != line or also or pk in named:
            found.append(TrackChange(was, line, also))
    return tuple(found)


def _new(old: Mapping, new: Mapping) -> tuple:
    return tuple(line for pk, line in new.items() if pk not in old)


def _both(old: Mapping, new: Mapping) -> list[tuple]:
    return [(line, new[pk]) for pk, line in old.items() if pk in new]


def _by_day(lines) -> list[DeadlineLine]:
    return sorted(lines, key=lambda line: (line.ends_on, line.title))
