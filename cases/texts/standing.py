"""Where the case of one group stands, in the words of one foundation to its own people."""

from collections.abc import Iterable, Sequence
from datetime import date

from cases.core.languages import translated
from cases.parties.models import Foundation
from cases.proceedings import rules
from cases.proceedings.expectations import Expected
from cases.proceedings.state import Condition, TrackState
from cases.texts.rules import StageText, period_text, range_text, stage_text, unchanged_text
from cases.texts.written import ADULT, PUBLIC, Written

ON_HOLD = ("stayed", "parked")


def shown_track(foundation: Foundation, group_id: int, states: Iterable[TrackState]) -> TrackState | None:
    """The furthest running track of this group and its leader; else its last end; else what is known of it."""
    ours = [state for state in states if state.stage and state.track.group_id in (None, group_id)]
    leader = _leader(foundation, ours)
    ours = [state for state in ours if state.track.proceeding.foundation_id == leader.pk] or ours
    running = [state for state in ours if not state.law.is_end]
    return max(running or ours, key=lambda state: (state.law.order, state.entered_on or date.min), default=None)


def text_for(
    foundation: Foundation,
    group,
    states: Sequence[TrackState],
    *,
    language: str,
    today: date,
    is_abroad: bool = False,
    audience: str = ADULT,
    written: Iterable[Written] = (),
) -> StageText:
    """What this foundation tells somebody of this group today; of a case led by another it speaks as an outsider."""
    shown = shown_track(foundation, group.pk, states)
    leader = _leader(foundation, [shown] if shown else [])
    overlays = shown.overlays if shown else ()
    event = shown.event if shown else None
    variables = {
        "defendant": group.case.concern.name if group.case.concern else "",
        "group": group.shown_name,
        "foundation": leader.name,
        "summary": translated(event, "summary") if event else "",
        "date": event.court_set_on if event else None,
        "period": period(shown.expected if shown else None, overlays, language=language, today=today),
    }
    return stage_text(
        shown.stage if shown else None,
        language=language,
        today=today,
        overlays=[one.code for one in overlays],
        overtaken=[one.code for one in overlays if one.is_overtaken],
        variables=variables,
        variant=_variant(shown, leader == foundation, is_abroad),
        is_admitted=bool(shown and shown.is_admitted),
        written=written,
        audience=audience,
        group=group.pk,
    )


def expected_text(found: Expected | None, *, between: Condition | None, language: str, today: date) -> str:
    """When staff expect the next step, as a range; empty when nobody said it since what lies `between` began."""
    if found is None or (between and (between.started_on or date.max) > found.said_on):
        return ""
    return range_text(found.earliest, found.latest, moved_count=found.moved_count, language=language, today=today)


def period(found: Expected | None, overlays: Iterable[Condition], *, language: str, today: date) -> str:
    """When a case on hold goes on, for the sentences that name it; empty when nobody said it since it was put there."""
    if found is None or found.latest < today:
        return ""
    is_older = any((one.started_on or date.max) > found.said_on for one in overlays if one.code in ON_HOLD)
    return "" if is_older else period_text(found.earliest, found.latest, language=language)


def unchanged_since(happened: Iterable[tuple[date | None, str]], checked_on: date | None, *, language: str) -> str:
    """That nothing changed until somebody last looked; empty when something may be newer, or nothing is known.

    `happened` are dates with their precision; one that is unknown may be newer than anything.
    """
    days = [rules.period(on, precision)[1] for on, precision in happened]
    return unchanged_text(checked_on, language=language) if checked_on and days and max(days) <= checked_on else ""


def _leader(foundation: Foundation, states: Iterable[TrackState]) -> Foundation:
    """Who leads for these tracks: this foundation when it does or when nobody was chosen, else who was chosen first."""
    chosen = list(dict.fromkeys(one for state in states for one in state.representatives))
    return foundation if foundation in chosen or not chosen else chosen[0]


def _variant(shown: TrackState | None, leads: bool, is_abroad: bool) -> str | None:
    short = shown.law.short if shown else ""
    if short == "S40":
        return "us" if leads else "other"
    if short == "S46":
        return "abroad" if is_abroad else "nl"
    return None if leads else PUBLIC
