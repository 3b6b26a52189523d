"""Where a case stands, in sentences: once for all, and again for each foundation and group that stands elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from cases.core.dates import shown
from cases.deadlines.choices import DeadlineState
from cases.deadlines.models import Deadline
from cases.law.events import EVENT_KINDS
from cases.pages.prose import language_now, prose
from cases.proceedings.expectations import together
from cases.proceedings.models import CourtEvent, DocketNumber, Proceeding
from cases.proceedings.state import Condition, Headline, TrackState
from cases.texts.rules import StageText, stage_text
from cases.texts.standing import period
from cases.texts.written import Written

# The term that ends with the stage; the date the court itself set in the event goes before.
TERM_OF_STAGE = {
    "S20_waiting_period": "D03",
    "S21_waiting_extended": "D05",
    "S46_opt_out_window": "D06",
    "S72_scheme_determined": "D13",
    "S84_second_opt_out": "D10",
    "S90_final_judgment_announced": "D13",
}
COUNTS = {DeadlineState.OPEN, DeadlineState.EXTENDED, DeadlineState.MET, DeadlineState.MISSED}


@dataclass(frozen=True, slots=True)
class Line:
    """One track of a foundation: for whom or what (`part`), where it stands (`heading`), since when."""

    part: str
    text: StageText
    since: str
    leads: bool


@dataclass(frozen=True, slots=True)
class FoundationStanding:
    """One proceeding of a foundation with the numbers the court knows it by."""

    proceeding: Proceeding
    numbers: list[DocketNumber]
    lines: list[Line]

    @property
    def leads(self) -> bool:
        """Whether the court chose this foundation for one of its groups."""
        return any(line.leads for line in self.lines)


def last_day(state: TrackState, deadlines: Iterable[Deadline]) -> date | None:
    """The last day of the stage a track is in: what the court set, else the statutory term; None if unknown."""
    if state.event and state.event.court_set_on:
        return state.event.court_set_on
    wanted = TERM_OF_STAGE.get(state.stage)
    return max(
        (
            one.ends_on
            for one in deadlines
            if one.term == wanted and one.state in COUNTS and one.track_id in (None, state.track.pk)
        ),
        default=None,
    )


def headline_text(
    headline: Headline,
    states: list[TrackState],
    against: str,
    deadlines,
    today: date,
    *,
    written: Sequence[Written] = (),
) -> StageText:
    """The text for a whole case; what holds for only part of it is left to `partial_texts`."""
    ids = {track.pk for track in headline.tracks}
    there = [state for state in states if state.track.pk in ids]
    conditions = [condition for condition in headline.overlays if not condition.is_partial]
    days = {last_day(state, deadlines) for state in there}
    variables = {"defendant": against, "date": days.pop() if len(days) == 1 else None}
    variables |= _chosen(there) if headline.stage == "S40_eb_appointed" else _only(there)
    said = together(state.expected for state in there)
    variables["period"] = period(said, conditions, language=language_now(), today=today)
    about = {"is_admitted": headline.is_admitted, "written": written}
    return _public_text(headline.stage, conditions, variables, today, **about)


def partial_texts(headline: Headline, today: date) -> list[str]:
    """What lies beside the stage for part of the case only, each as a short sentence."""
    codes = [condition.code for condition in headline.overlays if condition.is_partial]
    language = language_now()
    texts = [stage_text(None, language=language, overlays=[code], variant="public", today=today) for code in codes]
    return [text.heading for text in texts if text.led_by]


def standings(
    states: list[TrackState], numbers, against: str, deadlines, today: date, *, written: Sequence[Written] = ()
) -> list[FoundationStanding]:
    """Every proceeding with its numbers and the place of each of its tracks."""
    found: dict[int, FoundationStanding] = {}
    for state in states:
        proceeding = state.track.proceeding
        own = [number for number in numbers if number.proceeding_id == proceeding.pk]
        standing = found.setdefault(proceeding.pk, FoundationStanding(proceeding, own, []))
        standing.lines.append(_line(state, against, deadlines, today, written))
    return list(found.values())


def _line(state: TrackState, against: str, deadlines, today: date, written: Sequence[Written]) -> Line:
    variables = {"defendant": against, "date": last_day(state, deadlines)}
    variables |= _chosen([state]) if state.stage == "S40_eb_appointed" else _only([state])
    about = {"is_admitted": state.is_admitted, "written": written, "group": state.track.group_id}
    text = _public_text(state.stage, state.overlays, variables, today, **about)
    since = next((one for one in state.overlays if one.code == text.led_by), None)
    on, precision = (since.started_on, since.precision) if since else (state.entered_on, state.precision)
    return Line(part_of_case(state.track), text, shown(on, precision) if state.stage or since else "", state.leads)


def part_of_case(track) -> str:
    """For whom and on what ground a track is, such as "minors · GDPR"; "the whole case" when for all."""
    parts = [track.group and track.group.shown_name, track.claim_ground and str(prose(track.claim_ground, "name"))]
    parts.append(track.defendant and track.defendant.name)
    return " · ".join(filter(None, parts)) or _("The whole case")


def _only(states: list[TrackState]) -> dict:
    names = {state.track.proceeding.foundation.short_name for state in states}
    return {"foundation": names.pop()} if len(names) == 1 else {}


def _chosen(states: list[TrackState]) -> dict:
    """Who was chosen for whom; nothing when the states do not say it."""
    chosen = {one.pk: one.short_name for state in states for one in state.representatives}
    groups = {state.track.group_id: state.track.group and state.track.group.shown_name for state in states}
    told = {"foundation": joined(chosen.values())}
    return told | ({"group": joined(groups.values())} if None not in groups else {})


def joined(names: Iterable[str]) -> str:
    """Names as people list them, with "and" before the last; empty without names."""
    *most, last = names if names else [""]
    return _("%(most)s and %(last)s") % {"most": ", ".join(most), "last": last} if most else last


def _public_text(
    stage: str | None, conditions: Iterable[Condition], variables: dict, today: date, **about
) -> StageText:
    conditions = list(conditions)
    return stage_text(
        stage,
        language=language_now(),
        overlays=[condition.code for condition in conditions],
        overtaken=[condition.code for condition in conditions if condition.is_overtaken],
        variables=variables,
        variant="public",
        today=today,
        **about,
    )


def card_texts(lines: dict[int, Headline], names: dict[int, str], today: date) -> dict[int, StageText]:
    """The text of each case on the list, by primary key; one query for the last days to choose."""
    days = _last_days_to_choose(lines)
    return {pk: _card_text(line, names[pk], days.get(pk), today) for pk, line in lines.items()}


def _card_text(headline: Headline, against: str, last_day: date | None, today: date) -> StageText:
    conditions = [condition for condition in headline.overlays if not condition.is_partial]
    variables = {"defendant": against, "date": last_day}
    return _public_text(headline.stage, conditions, variables, today, is_admitted=headline.is_admitted)


def _last_days_to_choose(lines: dict[int, Headline]) -> dict[int, date]:
    events = CourtEvent.objects.public().filter(case__in=lines, court_set_on__isnull=False)
    days = events.values_list("case", "kind").annotate(last=Max("court_set_on")).order_by()
    entered = {code: kind.enters for code, kind in EVENT_KINDS.items() if kind.enters}
    return {pk: last for pk, kind, last in days if kind in entered and entered[kind] == lines[pk].stage}
