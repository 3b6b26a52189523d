"""The stages and conditions of tracks, as rows that follow from events: entered, superseded, filled in again."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from cases.dossier.models import Case
from cases.law.events import EVENT_KINDS, event_kind
from cases.proceedings.models import CourtEvent, Overlay, StageEntry, Track
from cases.proceedings.rules import HIGHER, Passage, ended_for, refilled

Line = list[tuple[CourtEvent, Passage]]


def lock(case: Case) -> None:
    """Let nobody else write events of this case until the transaction ends."""
    Case.objects.select_for_update(no_key=True).get(pk=case.pk)


def is_by_higher_court(event: CourtEvent) -> bool:
    """Whether a court of appeal or the Supreme Court did it."""
    return bool(event.court and event.court.instance in HIGHER)


def passages(tracks: Iterable[Track], *, without: CourtEvent | None = None) -> dict[int, Line]:
    """Per track (primary key) its standing events with the stage each entered, in the order of recording."""
    lines: dict[int, Line] = {track.pk: [] for track in tracks}
    entered = {
        (track, event): stage
        for track, event, stage in StageEntry.objects.standing()
        .filter(track__in=lines)
        .values_list("track_id", "event_id", "stage")
    }
    links = CourtEvent.tracks.through.objects.filter(track__in=lines).values_list("track_id", "courtevent_id")
    tracks_of: dict[int, list[int]] = {}
    for track, event in links:
        tracks_of.setdefault(event, []).append(track)
    events = CourtEvent.objects.standing().filter(pk__in=tracks_of).select_related("court").order_by("id")
    for event in events:
        if without is None or event.pk != without.pk:
            for track in tracks_of[event.pk]:
                lines[track].append((event, _passage(event, entered.get((track, event.pk), ""))))
    return lines


def enter_stages(event: CourtEvent, stages: dict[Track, str]) -> None:
    """Write the stage that each track enters by this event."""
    StageEntry.objects.bulk_create(
        StageEntry(track=track, stage=stage, entered_on=event.happened_on, event=event)
        for track, stage in stages.items()
    )


def refill(tracks: Iterable[Track]) -> None:
    """Enter the stages that later events lead to now that something changed before them."""
    tracks = list(tracks)
    lines = passages(tracks)
    StageEntry.objects.bulk_create(
        StageEntry(track=track, stage=stage, entered_on=lines[track.pk][index][0].happened_on,
                   event=lines[track.pk][index][0])
        for track in tracks
        for index, stage in refilled([passage for _, passage in lines[track.pk]], regime=track.regime)
    )  # fmt: skip


def mark_conditions(event: CourtEvent, tracks: Sequence[Track]) -> None:
    """Begin and end the conditions beside the stage that this event begins and ends."""
    kind = event_kind(event.kind)
    if kind.starts:
        begun = Overlay.objects.bulk_create(
            Overlay(track=track, code=kind.starts, started_on=event.happened_on, event=event) for track in tracks
        )
        for overlay in begun:
            _end_by_earliest(overlay)
    for track in tracks if kind.ends else ():
        for overlay in ended(event, track):
            Overlay.objects.filter(pk=overlay.pk).update(ended_on=event.happened_on, ended_by=event)


def pending(event: CourtEvent, track: Track) -> list[Overlay]:
    """The conditions of a track, of the sort that this event ends, that run on its day; the oldest first."""
    running = Overlay.objects.standing().filter(track=track, code=event_kind(event.kind).ends, ended_by=None)
    if event.happened_on:
        running = running.filter(Q(started_on=None) | Q(started_on__lte=event.happened_on))
    return list(running.select_related("event").order_by("started_on", "id"))


def ended(event: CourtEvent, track: Track) -> list[Overlay]:
    """Those of them that it ends: all, or the appeal of its appellant."""
    running = pending(event, track)
    return [running[index] for index in ended_for([one.event.appellant_key for one in running], event.appellant_key)]


def supersede(event: CourtEvent) -> None:
    """Take the effect out of an event: its stages and conditions stay as history, what it ended runs on."""
    event.stage_entries.update(is_superseded=True)
    event.overlays.update(is_superseded=True)
    for overlay in event.ended_overlays.all():
        overlay.ended_on = overlay.ended_by = None
        overlay.save(update_fields=["ended_on", "ended_by", "changed_at"])
        _end_by_earliest(overlay, without=event)


def _end_by_earliest(overlay: Overlay, *, without: CourtEvent | None = None) -> None:
    kinds = [kind.code for kind in EVENT_KINDS.values() if kind.ends == overlay.code]
    later = overlay.track.events.standing().filter(kind__in=kinds, happened_on__isnull=False)
    if overlay.started_on:
        later = later.filter(happened_on__gte=overlay.started_on)
    if without:
        later = later.exclude(pk=without.pk)
    for ending in later.order_by("happened_on", "id"):
        if _may_end(ending, overlay):
            Overlay.objects.filter(pk=overlay.pk).update(ended_on=ending.happened_on, ended_by=ending)
            return


def _may_end(event: CourtEvent, overlay: Overlay) -> bool:
    """Whether it ended everybody's, or this party's; or that of nobody known, when it ended no other here."""
    if not event.appellant_key or event.appellant_key == overlay.event.appellant_key:
        return True
    is_spent = Overlay.objects.standing().filter(track=overlay.track_id, ended_by=event).exists()
    return not overlay.event.appellant_key and not is_spent


def _passage(event: CourtEvent, entered: str) -> Passage:
    return Passage(
        event.kind,
        entered,
        event.happened_on,
        event.precision,
        by_higher_court=is_by_higher_court(event),
        is_correction=event.corrects_id is not None,
        appellant=event.appellant_key,
    )
