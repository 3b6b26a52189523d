"""Where tracks and cases stand on a day: derived from stage entries each time, never stored.

The headline of a case is the furthest running stage among the tracks of its exclusive
representatives; without representatives, among all tracks; when nothing runs any more, the end
reached last. What lies beside the stage (stayed, appeal pending) is told with it, and whether it
concerns only part of those tracks. Hidden events count only when asked for: a page for the public
must not give away what staff keep to themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from cases.core.dates import Precision, shown
from cases.core.languages import name_of
from cases.dossier.choices import RepresentationKind
from cases.dossier.models import Case, Representation
from cases.law import stages
from cases.parties.models import Foundation
from cases.proceedings import expectations
from cases.proceedings.expectations import Expected
from cases.proceedings.models import CourtEvent, Overlay, StageEntry, Track
from cases.proceedings.rules import is_running, placed

ADMISSIBILITY = "S35_admissibility"
# Recorded in the stage of admissibility itself they move no stage, yet they answer its question.
ADMISSIONS = ("admissible", "admissible_on_condition")


@dataclass(frozen=True, slots=True)
class Condition:
    """Something beside the stage, such as stayed; `is_partial` when only some of the tracks have it.

    It `is_overtaken` when the stage was entered after it had begun.
    """

    code: str
    started_on: date | None
    precision: str
    is_partial: bool = False
    is_overtaken: bool = False

    @property
    def law(self) -> stages.Overlay:
        return stages.overlay(self.code)

    @property
    def name(self) -> str:
        """What it is called, in the active language."""
        return name_of(self.law)

    @property
    def shown_since(self) -> str:
        """Since when, as precisely as it is known, in the active language."""
        return shown(self.started_on, self.precision)


@dataclass(frozen=True, slots=True)
class TrackState:
    """Where one track stood on a day; no stage when nothing is known.

    `is_admitted` is True when, in the stage of admissibility, the court let the foundation act for the group already.
    `expected` is when staff expect the step after this stage.
    """

    track: Track
    stage: str | None
    entered_on: date | None
    precision: str
    event: CourtEvent | None
    overlays: tuple[Condition, ...]
    representatives: tuple[Foundation, ...]
    is_admitted: bool = False
    expected: Expected | None = None

    @property
    def law(self) -> stages.Stage | None:
        return stages.stage(self.stage) if self.stage else None

    @property
    def name(self) -> str:
        """What the stage is called, in the active language; empty when unknown."""
        return _name(self.law)

    @property
    def shown_since(self) -> str:
        """Since when, as precisely as it is known, in the active language."""
        return shown(self.entered_on, self.precision) if self.stage else "–"

    @property
    def representative(self) -> Foundation | None:
        """The exclusive representative of the track's group that day; the first of several joint ones."""
        return self.representatives[0] if self.representatives else None

    @property
    def is_old_law(self) -> bool:
        """Whether the track is known to fall under the law before 2020, which knows no exclusive representative."""
        return self.track.is_under_old_law

    @property
    def leads(self) -> bool:
        """Whether the track's own foundation represents the group."""
        return self.track.proceeding.foundation in self.representatives


@dataclass(frozen=True, slots=True)
class Headline:
    """The one stage that stands for a whole case on a day.

    `since` is when the first of the tracks in this stage entered it; `as_of` the day of the last
    known event, None when there is none. `tracks` are the tracks that stand there.
    """

    stage: str | None
    since: date | None
    precision: str
    overlays: tuple[Condition, ...]
    as_of: date | None
    as_of_precision: str
    tracks: tuple[Track, ...] = ()
    is_admitted: bool = False

    @property
    def law(self) -> stages.Stage | None:
        return stages.stage(self.stage) if self.stage else None

    @property
    def name(self) -> str:
        """What the stage is called, in the active language; empty when unknown."""
        return _name(self.law)

    @property
    def is_known(self) -> bool:
        return self.stage is not None


def track_states(case: Case, on: date | None = None, *, with_hidden: bool = False) -> list[TrackState]:
    """Where each track of a case stood on a day (today), in at most five queries however many there are."""
    return _states([case.pk], on or timezone.localdate(), with_hidden)[case.pk]


def states_of(cases: Iterable[Case], on: date | None = None) -> dict[int, list[TrackState]]:
    """Where each track of several cases stood on a day (today), by primary key of the case, in at most five queries."""
    return _states([case.pk for case in cases], on or timezone.localdate(), with_hidden=False)


def headline(case: Case, on: date | None = None, *, with_hidden: bool = False) -> Headline:
    """The stage that stands for the whole case on a day (today); see the rule at the top."""
    return headlines([case], on, with_hidden=with_hidden)[case.pk]


def case_states(case: Case, on: date | None = None) -> tuple[Headline, list[TrackState]]:
    """The headline of a case and where each of its tracks stood on a day (today), in at most six queries together."""
    on = on or timezone.localdate()
    states = track_states(case, on)
    return _headline(states, *_last_events([case.pk], on, False).get(case.pk, (None, "unknown"))), states


def headline_of(states: list[TrackState]) -> Headline:
    """The headline over these tracks alone, such as those of one group; without the day of the last event."""
    return _headline(states, None, "unknown")


def headlines(cases: Iterable[Case], on: date | None = None, *, with_hidden: bool = False) -> dict[int, Headline]:
    """The headline of each case, by primary key, in at most six queries however many there are."""
    on = on or timezone.localdate()
    ids = [case.pk for case in cases]
    last = _last_events(ids, on, with_hidden)
    return {
        pk: _headline(states, *last.get(pk, (None, "unknown"))) for pk, states in _states(ids, on, with_hidden).items()
    }


def _states(case_ids: Sequence[int], on: date, with_hidden: bool) -> dict[int, list[TrackState]]:
    tracks = list(
        Track.objects.filter(proceeding__case__in=case_ids)
        .select_related("proceeding__foundation", "proceeding__case", "group", "claim_ground", "defendant")
        .order_by("proceeding__case", "proceeding", "id")
    )
    entries = _entries(case_ids, on, with_hidden)
    overlays = _overlays(case_ids, on, with_hidden, entries)
    leaders = _representatives(case_ids, on)
    states: dict[int, list[TrackState]] = {pk: [] for pk in case_ids}
    for track in tracks:
        case_id = track.proceeding.case_id
        leading = _leading(track, leaders)
        entry = entries.get(track.pk)
        states[case_id].append(_state(track, entry, tuple(overlays.get(track.pk, ())), tuple(leading)))
    return states


def _state(track: Track, entry: StageEntry | None, overlays: tuple, representatives: tuple) -> TrackState:
    if entry is None:
        return TrackState(track, None, None, Precision.UNKNOWN.value, None, overlays, representatives)
    event = entry.event
    is_admitted = entry.stage == ADMISSIBILITY and (event.kind in ADMISSIONS or entry.is_followed_by_admission)
    parts = (track, entry.stage, entry.entered_on, event.precision, event, overlays, representatives, is_admitted)
    return TrackState(*parts, expected=expectations.read(entry.said))


def _entries(case_ids: Sequence[int], on: date, with_hidden: bool) -> dict[int, StageEntry]:
    """The stage entry that holds on the day, per track."""
    admissions = CourtEvent.objects.standing().filter(kind__in=ADMISSIONS, tracks=OuterRef("track"))
    admissions = admissions.filter(happened_on__gte=OuterRef("entered_on"), happened_on__lte=on)
    rows = StageEntry.objects.standing().filter(track__proceeding__case__in=case_ids).select_related("event")
    if not with_hidden:
        rows, admissions = rows.filter(event__is_public=True), admissions.filter(is_public=True)
    rows = rows.annotate(is_followed_by_admission=Exists(admissions), said=expectations.as_said())
    of_track: dict[int, list[StageEntry]] = {}
    for row in rows.order_by("event_id", "id"):
        of_track.setdefault(row.track_id, []).append(row)
    found = {}
    for track, history in of_track.items():
        until = [row for day, row in placed((row.entered_on, row.event.precision, row) for row in history) if day <= on]
        if until:
            found[track] = until[-1]
    return found


def _overlays(
    case_ids: Sequence[int], on: date, with_hidden: bool, entries: dict[int, StageEntry]
) -> dict[int, list[Condition]]:
    rows = Overlay.objects.standing().filter(track__proceeding__case__in=case_ids).select_related("event", "ended_by")
    if not with_hidden:
        rows = rows.filter(event__is_public=True)
    found = list(rows.order_by("started_on", "id"))
    days = _days_in_line(found, with_hidden, entries)
    of_track: dict[int, dict[str, Condition]] = {}
    for row in found:
        if _began(row, days) <= on and (row.ended_by is None or on < _ended(row, days)):
            is_overtaken = _is_overtaken(row, entries.get(row.track_id), days)
            of_track.setdefault(row.track_id, {}).setdefault(
                row.code, Condition(row.code, row.started_on, row.event.precision, is_overtaken=is_overtaken)
            )
    return {track: list(conditions.values()) for track, conditions in of_track.items()}


def _began(row: Overlay, days: dict[tuple[int, int], date]) -> date:
    return days.get((row.track_id, row.event_id)) or row.started_on or date.min


def _ended(row: Overlay, days: dict[tuple[int, int], date]) -> date:
    return days.get((row.track_id, row.ended_by_id)) or row.ended_on or date.min


def _is_overtaken(row: Overlay, entry: StageEntry | None, days: dict[tuple[int, int], date]) -> bool:
    """Whether the stage was entered after this began; where days are vague, what was recorded later came later."""
    if entry is None:
        return False
    began = _began(row, days)
    entered = days.get((row.track_id, entry.event_id)) or entry.entered_on or date.min
    if began == entered and (_is_vague(row.event) or _is_vague(entry.event)):
        return row.event_id < entry.event_id
    return began < entered


def _days_in_line(
    rows: Sequence[Overlay], with_hidden: bool, entries: dict[int, StageEntry]
) -> dict[tuple[int, int], date]:
    """The day from which a happening known less well than to the day counts, by track and event.

    It is placed among the other events of its track. Asks nothing when every day is known.
    """
    entered = {track: entry.event for track, entry in entries.items()}
    vague = [row for row in rows if any(map(_is_vague, (row.event, row.ended_by, entered.get(row.track_id))))]
    if not vague:
        return {}
    links = CourtEvent.tracks.through.objects.filter(track__in={row.track_id for row in vague})
    links = links.filter(courtevent__is_withdrawn=False, courtevent__corrected_by=None)
    if not with_hidden:
        links = links.filter(courtevent__is_public=True)
    lines: dict[int, dict[int, CourtEvent]] = {}
    for link in links.select_related("courtevent"):
        lines.setdefault(link.track_id, {})[link.courtevent_id] = link.courtevent
    for row in vague:
        line = lines.setdefault(row.track_id, {})
        line.update({event.pk: event for event in (row.event, row.ended_by, entered.get(row.track_id)) if event})
    return {
        (track, event.pk): day
        for track, line in lines.items()
        for day, event in placed((line[pk].happened_on, line[pk].precision, line[pk]) for pk in sorted(line))
        if _is_vague(event)
    }


def _is_vague(event: CourtEvent | None) -> bool:
    return event is not None and event.precision != Precision.DAY


def _representatives(case_ids: Sequence[int], on: date) -> dict[tuple[int, int], list[Foundation]]:
    rows = (
        Representation.objects.on(on)
        .filter(group__case__in=case_ids, kind__in=[RepresentationKind.EXCLUSIVE, RepresentationKind.JOINT])
        .select_related("foundation", "group")
        .order_by("started_on", "id")
    )
    found: dict[tuple[int, int], list[Foundation]] = {}
    for row in rows:
        found.setdefault((row.group.case_id, row.group_id), []).append(row.foundation)
    return found


def _leading(track: Track, leaders: dict[tuple[int, int], list[Foundation]]) -> list[Foundation]:
    case_id = track.proceeding.case_id
    if track.is_under_old_law:
        return []
    return leaders.get((case_id, track.group_id), []) if track.group_id else _all_of(leaders, case_id)


def _all_of(leaders: dict[tuple[int, int], list[Foundation]], case_id: int) -> list[Foundation]:
    """Who represents any group of the case: what counts for a track of all groups."""
    return list({one: None for (case, _), several in leaders.items() if case == case_id for one in several})


def _last_events(case_ids: Sequence[int], on: date, with_hidden: bool) -> dict[int, tuple[date | None, str]]:
    events = CourtEvent.objects.standing().filter(case=OuterRef("pk"), happened_on__lte=on).order_by("-happened_on")
    if not with_hidden:
        events = events.filter(is_public=True)
    rows = Case.objects.filter(pk__in=case_ids).annotate(
        last_on=Subquery(events.values("happened_on")[:1]), last_precision=Subquery(events.values("precision")[:1])
    )
    return {
        pk: (on, precision or "unknown") for pk, on, precision in rows.values_list("pk", "last_on", "last_precision")
    }


def _headline(states: list[TrackState], as_of: date | None, as_of_precision: str) -> Headline:
    known = [state for state in states if state.stage]
    known = [state for state in known if state.leads] or known
    if not known:
        return Headline(None, None, "unknown", (), as_of, as_of_precision)
    running = [state for state in known if is_running(state.stage)]
    if running:
        stands = max(running, key=lambda state: state.law.order)
    else:
        stands = max(known, key=lambda state: (state.entered_on or date.min, state.law.order))
    there = [state for state in running or known if state.stage == stands.stage]
    first = min(there, key=lambda state: state.entered_on or date.max)
    conditions = _shared(running or known, there)
    tracks = tuple(state.track for state in there)
    is_admitted = all(state.is_admitted for state in there)
    return Headline(
        stands.stage, first.entered_on, first.precision, conditions, as_of, as_of_precision, tracks, is_admitted
    )


def _shared(states: list[TrackState], there: list[TrackState]) -> tuple[Condition, ...]:
    """What lies beside these tracks; overtaken unless it began after a track `there` entered the headline's stage."""
    fresh = {condition.code for state in there for condition in state.overlays if not condition.is_overtaken}
    found: dict[str, list[Condition]] = {}
    for state in states:
        for condition in state.overlays:
            found.setdefault(condition.code, []).append(condition)
    return tuple(
        Condition(code, several[0].started_on, several[0].precision, len(several) < len(states), code not in fresh)
        for code, several in found.items()
    )


def _name(row: stages.Stage | None) -> str:
    return name_of(row) if row else ""
