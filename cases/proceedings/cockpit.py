"""One case on one page for staff: where each group stands, what happened, what comes, who takes part.

Rooms above this one hang on the case by their own names (`case.deadlines`, `case.rulings`); they
are read through the case, so nothing here imports them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cases.core.dates import shown
from cases.dossier.models import Case, ClaimantGroup
from cases.proceedings.awaited import Wait, waits
from cases.proceedings.models import CourtEvent, Hearing, HearingMove, StageEntry
from cases.proceedings.phases import Step, steps
from cases.proceedings.rules import period, placed
from cases.proceedings.state import Headline, TrackState, headline_of, track_states


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Where one group stands: its phase bar is that of the track that leads for it."""

    group: ClaimantGroup | None
    headline: Headline
    steps: list[Step]
    states: list[TrackState]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the timeline, past or future; `placed_on` is where a vague date stands among the others."""

    on: date | None
    precision: str
    kind: str
    thing: CourtEvent | Hearing | HearingMove | object
    placed_on: date | None = None

    @property
    def shown_date(self) -> str:
        return shown(self.on, self.precision)


@dataclass(frozen=True, slots=True)
class ToDo:
    """A running deadline and how many days there are left; below zero it is too late."""

    deadline: object
    days: int

    @property
    def days_late(self) -> int:
        return -self.days


@dataclass(frozen=True, slots=True)
class Cockpit:
    """Everything the page shows, ready to be read."""

    case: Case
    today: date
    headline: Headline
    groups: list[GroupLine]
    past: list[Item]
    future: list[Item]
    to_do: list[ToDo]
    proceedings: list
    representations: list
    estimates: list
    grounds: list
    relations: list[Wait] = field(default_factory=list)


def cockpit(case: Case, *, today: date, foundation=None) -> Cockpit:
    """Read one case for staff of one foundation, in a fixed number of queries."""
    states = track_states(case, today, with_hidden=True)
    items = _timeline(case)
    return Cockpit(
        case=case,
        today=today,
        headline=headline_of(states),
        groups=_group_lines(case, states),
        past=[item for item in items if not _is_future(item, today)],
        future=[item for item in items if _is_future(item, today)],
        to_do=_to_do(case, today, foundation),
        proceedings=list(
            case.proceedings.select_related("foundation", "court").prefetch_related("docket_numbers__court")
        ),
        representations=_representations(case),
        estimates=list(case.estimates.select_related("group")),
        grounds=list(case.claim_grounds.all()),
        relations=waits(case.relations.select_related("other"), with_hidden=True),
    )


def _to_do(case: Case, today: date, foundation) -> list[ToDo]:
    parts = ("proceeding__foundation", "group", "claim_ground", "defendant")
    running = case.deadlines.running().visible_to(foundation)
    running = running.select_related("responsible", *(f"track__{part}" for part in parts))
    return [ToDo(deadline, (deadline.ends_on - today).days) for deadline in running]


def _group_lines(case: Case, states: Sequence[TrackState]) -> list[GroupLine]:
    entries: dict[int, list[StageEntry]] = {}
    rows = StageEntry.objects.standing().filter(track__proceeding__case=case).select_related("event")
    for row in rows.order_by("event_id", "id"):
        entries.setdefault(row.track_id, []).append(row)
    lines = []
    for group in [*case.groups.all(), None]:
        own = [state for state in states if state.track.group_id == (group and group.pk)]
        if own or group:
            line = headline_of(own)
            bar = _steps(entries.get(line.tracks[0].pk, ())) if line.tracks else steps([])
            lines.append(GroupLine(group, line, bar, own))
    return lines


def _steps(entries: Sequence[StageEntry]) -> list[Step]:
    line = placed((row.entered_on, row.event.precision, row) for row in entries)
    return steps((row.stage, row.entered_on, row.event.precision, row.event_id) for _, row in line)


def _timeline(case: Case) -> list[Item]:
    events = case.events.standing().select_related("court", "document").prefetch_related("tracks", "rulings")
    line = placed((event.happened_on, event.precision, event) for event in events.order_by("id"))
    items = [Item(event.happened_on, event.precision, "event", event, day) for day, event in line]
    for hearing in case.hearings.select_related("court").prefetch_related("moves"):
        items.append(Item(hearing.planned_on, "day", "hearing", hearing))
        items += [Item(move.from_on, "day", "move", move) for move in hearing.moves.all()]
    items += [Item(ruling.decided_on, ruling.precision, "ruling", ruling)
              for ruling in case.rulings.filter(event=None).select_related("court")]  # fmt: skip
    return sorted(items, key=lambda item: item.placed_on or period(item.on, item.precision)[0])


def _is_future(item: Item, today: date) -> bool:
    return item.on is not None and period(item.on, item.precision)[0] > today


def _representations(case: Case) -> list:
    return [row for group in case.groups.prefetch_related("representations__foundation") for row in
            group.representations.all()]  # fmt: skip
