"""May this event follow in this track, and to which stage does it lead? The law's graph, laid over dates.

Dates are known to the day, the month, the year or not at all. A happening with a coarse date stands
as late within its period as what was recorded before it; so an undated one follows what was known.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from cases.law.events import EVENT_KINDS, event_kind
from cases.law.stages import stage
from cases.law.terms import terms_triggered_by
from cases.law.transitions import Verdict, may_enter, not_running
from cases.law.wording import Sentence
from cases.proceedings.docket import normalise_number, number_kind, number_warnings

__all__ = [
    "Passage", "date_problem", "follow", "is_running", "may_hold_court_date", "normalise_number", "number_kind",
    "number_warnings", "placed",
]  # fmt: skip

# Windows are often fixed before they open; everything else has happened when it is recorded.
PLANNED_KINDS = frozenset({"opt_out_window_set", "second_opt_out_window_set"})
EARLIEST, LATEST = date(1950, 1, 1), date(2199, 12, 31)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HIGHER = ("appeal", "cassation")

Happening = TypeVar("Happening")


@dataclass(frozen=True, slots=True)
class Passage:
    """One event of a track, as far as the next may hang on it; `entered` is empty where the stage stayed."""

    kind: str
    entered: str
    on: date | None
    precision: str = "day"
    by_higher_court: bool = False
    is_correction: bool = False
    appellant: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether an event may follow, the stage it leads to (empty: it stays), why not, and what to look at."""

    is_allowed: bool
    stage: str
    reason: Sentence
    warnings: tuple[Sentence, ...] = ()


def period(on: date | None, precision: str) -> tuple[date, date]:
    """The first and last day a date of this precision can mean.

    >>> period(date(2024, 2, 1), "month")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if on is None or precision == "unknown":
        return date.min, date.max
    if precision == "year":
        return date(on.year, 1, 1), date(on.year, 12, 31)
    if precision == "month":
        return on.replace(day=1), (on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return on, on


def placed(happenings: Iterable[tuple[date | None, str, Happening]]) -> list[tuple[date, Happening]]:
    """Put happenings (date, precision, thing; in the order of recording) in the order of time.

    >>> placed([(date(2024, 3, 1), "day", "writ"), (date(2024, 1, 1), "year", "filed"), (None, "unknown", "later")])
    [(datetime.date(2024, 3, 1), 'writ'), (datetime.date(2024, 3, 1), 'filed'), (datetime.date(2024, 3, 1), 'later')]
    """
    latest = date.min
    line: list[tuple[date, Happening]] = []
    for on, precision, thing in happenings:
        first, last = period(on, precision)
        day = min(max(latest, first), last)
        latest = max(latest, day)
        line.append((day, thing))
    return sorted(line, key=lambda pair: pair[0])


def follow(
    history: Sequence[Passage],
    kind: str,
    *,
    on: date | None,
    precision: str = "day",
    by_higher_court: bool = False,
    is_correction: bool = False,
    target: str | None = None,
    regime: str = "",
    appellant: str = "",
) -> Answer:
    """Whether an event may follow in a track with this history (in the order of recording).

    It is judged at its own place in time: what came before must allow it, and what came after must still be able to
    follow it. `target` names the stage to which a higher court sends the track, `regime` the law it is under.
    What ends a condition, such as an appeal, needs one that runs that day. Raises UnknownEventKind.

    >>> writ = Passage("writ_served", "S10_summons_served", date(2024, 3, 1))
    >>> follow([writ], "writ_filed", on=date(2024, 3, 2)).stage
    'S15_registered'
    >>> follow([writ], "irrevocable", on=date(2024, 3, 2)).is_allowed
    False
    """
    new = Passage(kind, "", on, precision, by_higher_court, is_correction, appellant)
    line = [passage for _, passage in placed((p.on, p.precision, p) for p in [*history, new])]
    place = next(index for index, passage in enumerate(line) if passage is new)
    refusal = None if is_correction else not_running(kind, conditions(line[:place]))
    verdict = refusal or _verdict(line[:place], new, target, regime)
    if not verdict.is_allowed:
        return Answer(False, "", verdict.reason, verdict.warnings)
    entered = verdict.target.code if verdict.target else ""
    line[place] = replace(new, entered=entered)
    if entered and not is_correction and (broken := _broken(line, place + 1, regime)):
        return Answer(False, "", broken)
    return Answer(True, entered, verdict.reason, verdict.warnings)


def conditions(line: Iterable[Passage]) -> frozenset[str]:
    """The conditions beside the stage that run after these events, in the order of time.

    >>> sorted(conditions([Passage("stay_ordered", "", None), Passage("appeal_lodged", "", None)]))
    ['appeal_pending', 'stayed']
    >>> conditions([Passage("stay_ordered", "", None), Passage("stay_lifted", "", None)])
    frozenset()
    >>> both = [Passage("appeal_lodged", "", None, appellant=one) for one in ("foundation:1", "defendant:1")]
    >>> conditions([*both, Passage("appeal_withdrawn", "", None, appellant="defendant:1")])
    frozenset({'appeal_pending'})
    """
    running: dict[str, list[str]] = defaultdict(list)
    for passage in line:
        kind = EVENT_KINDS[passage.kind]
        if kind.starts:
            running[kind.starts].append(passage.appellant)
        if kind.ends:
            of = running[kind.ends]
            gone = ended_for(of, passage.appellant)
            running[kind.ends] = [one for index, one in enumerate(of) if index not in gone]
    return frozenset(code for code, of in running.items() if of)


def ended_for(running: Sequence[str], appellant: str) -> tuple[int, ...]:
    """Which of the appeals that run (by the key of who lodged each, the oldest first) end for this appellant.

    Without one all end. An appeal of which nobody wrote down whose it is stands for whoever has none in his name.

    >>> ended_for(["", "defendant:2"], "defendant:2"), ended_for(["", "defendant:2"], "defendant:3")
    ((1,), (0,))
    >>> ended_for(["defendant:1", "defendant:2"], ""), ended_for(["defendant:2"], "defendant:3")
    ((0, 1), ())
    """
    if not appellant:
        return tuple(range(len(running)))
    own = [index for index, one in enumerate(running) if one == appellant]
    return tuple(own or [index for index, one in enumerate(running) if not one][:1])


def refilled(history: Sequence[Passage], *, regime: str = "") -> list[tuple[int, str]]:
    """The stages that stand open: events (index in `history`) that, as things are now, lead to a stage not entered.

    >>> late = [Passage("jurisdiction_contested", "S30_jurisdiction", date(2023, 1, 1)),
    ...         Passage("admissible", "", date(2023, 5, 1))]
    >>> refilled(late)
    [(1, 'S35_admissibility')]
    """
    line = [index for _, index in placed((p.on, p.precision, i) for i, p in enumerate(history))]
    before: list[Passage] = []
    found = []
    for index in line:
        passage = history[index]
        if not passage.entered:
            verdict = _verdict(before, passage, None, regime)
            if verdict.is_allowed and verdict.target:
                found.append((index, verdict.target.code))
                passage = replace(passage, entered=verdict.target.code)
        before.append(passage)
    return found


def _verdict(before: Sequence[Passage], new: Passage, target: str | None, regime: str) -> Verdict:
    here = next((passage.entered for passage in reversed(before) if passage.entered), None)
    return may_enter(
        here,
        new.kind,
        after_higher_court=new.by_higher_court or _was_sent_back(before),
        correction=new.is_correction,
        target=target,
        regime=regime,
    )


def _was_sent_back(before: Sequence[Passage]) -> bool:
    """Whether a higher court had the last word on the stage."""
    for passage in reversed(before):
        if passage.by_higher_court or EVENT_KINDS[passage.kind].returns_track:
            return True
        if passage.entered:
            return False
    return False


def _broken(line: Sequence[Passage], start: int, regime: str) -> Sentence | None:
    """Why the next stage entered from `start` on can no longer follow, or None."""
    place = next((index for index in range(start, len(line)) if line[index].entered), None)
    if place is None or line[place].is_correction:
        return None
    following = line[place]
    verdict = _verdict(line[:place], following, following.entered, regime)
    if verdict.is_allowed:
        return None
    day = following.on.isoformat() if following.on else "?"
    return Sentence(
        f"Dan klopt een latere gebeurtenis niet meer ({day}): {verdict.reason.nl}",
        f"Then a later event is no longer right ({day}): {verdict.reason.en}",
    )


def date_problem(kind: str, *, on: date | None, precision: str, court_set_on: date | None, today: date) -> str:
    """What is wrong with the dates of an event, as a code: empty when nothing is.

    >>> date_problem("dismissed", on=date(2030, 1, 1), precision="day", court_set_on=None, today=date(2026, 1, 1))
    'future'
    >>> date_problem("dismissed", on=None, precision="day", court_set_on=None, today=date(2026, 1, 1))
    'missing'
    """
    if any(isinstance(day, datetime) or not isinstance(day, date) for day in (on, court_set_on) if day is not None):
        return "not-a-date"
    if precision not in ("day", "month", "year", "unknown"):
        return "precision"
    if (on is None) != (precision == "unknown"):
        return "missing" if on is None else "unknown-with-date"
    if on is not None and on < EARLIEST:
        return "too-early"
    if on is not None and period(on, precision)[0] > today and kind not in PLANNED_KINDS:
        return "future"
    if on is not None and on > LATEST:
        return "too-late"
    if court_set_on is not None and court_set_on > LATEST:
        return "court-date-too-late"
    if on is not None and court_set_on is not None and court_set_on < period(on, precision)[0]:
        return "court-date-before"
    return ""


def is_within_reach(on: date) -> bool:
    """Whether something can be planned on this day; far outside it somebody mistyped the year.

    >>> is_within_reach(date(2027, 1, 4)), is_within_reach(date(1, 1, 1)), is_within_reach(date(9999, 12, 31))
    (True, False, False)
    """
    return EARLIEST <= on <= LATEST


def times_on_clock(on: date, at: time) -> int:
    """How often the clock shows an hour on a day: never when it is put forward over it, twice when it is put back.

    >>> [times_on_clock(date(2027, *day), time(2, 30)) for day in ((3, 28), (10, 31), (10, 30))]
    [0, 2, 1]
    """
    moment = datetime.combine(on, at, AMSTERDAM)
    if moment.utcoffset() == moment.replace(fold=1).utcoffset():
        return 1
    return 2 if moment.astimezone(UTC).astimezone(AMSTERDAM).time() == at else 0


def may_hold_court_date(kind: str) -> bool:
    """Whether a term hangs on this event whose last day the court or a document sets.

    >>> may_hold_court_date("announcement_made"), may_hold_court_date("dismissed")
    (True, False)
    """
    return kind in PLANNED_KINDS or any(term.has_set_date for term in terms_triggered_by(kind))


def is_running(code: str) -> bool:
    """Whether a track in this stage still goes on.

    >>> is_running("S60_merits"), is_running("E_dismissed"), is_running("S99_closed")
    (True, False, False)
    """
    return not stage(code).is_end and code != "S99_closed"


def happens_to_person(kind: str) -> bool:
    """Whether the event belongs to one person's file and never to a case. Raises UnknownEventKind."""
    return event_kind(kind).happens_to == "person"
