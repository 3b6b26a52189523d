"""Counting terms: days, weeks, months and years; the roll of art. 1, the stretch of art. 2, the exclusions of art. 4.

>>> count(date(2026, 1, 3), length=3, unit="month").ends_on
datetime.date(2026, 4, 7)
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta

from cases.law.closed_days import CALENDAR, Calendar
from cases.law.proof import Proof, Step, step

ATW = "Algemene termijnenwet"
ROLL, BACKWARD, STRETCH, DECREE, EXCLUDED = (
    "art. 1 lid 1 ATW", "art. 1 lid 2 ATW", "art. 2 ATW", "art. 3 lid 3 ATW", "art. 4 ATW",
)  # fmt: skip
MONTHS_CASE = "HR 1 september 2017"

UNITS = ("day", "week", "month", "year")

# source: the article that keeps the ATW away, or None where the ATW applies.
SOURCES: dict[str, str | None] = {
    "statutory": None,                                    # set by an act or an order in council
    "court":     "art. 1 lid 1 ATW",                      # set by a judge
    "contract":  "art. 1 lid 1 ATW",                      # agreed
    "notice":    "art. 1 lid 1 ATW",                      # named by a party in a notice or a writ
    "backward":  "art. 1 lid 2 ATW",                      # counted back from a date or event
    "eu":        "Verordening (EEG, Euratom) 1182/71",    # set by an EU regulation
    "floor":     "art. 1 lid 1 ATW",                      # a time that must at least pass
}  # fmt: skip

# The longest terms to which the ATW applies (art. 4 ATW); a term in years never qualifies.
LONGEST = {"day": (90, "days"), "week": (12, "weeks"), "month": (3, "months"), "year": (0, "years")}


class CountingError(ValueError):
    """A term that cannot be counted; `field` is triggered_on, length, unit or source."""

    def __init__(self, message: str, *, field: str):
        super().__init__(message)
        self.field = field


def count(
    triggered_on: date,
    *,
    length: int,
    unit: str,
    source: str = "statutory",
    calendar: Calendar = CALENDAR,
    article: str = "",
) -> Proof:
    """Count a term and prove every step (art. 1-4 ATW).

    The trigger day is not counted. `unit` is one of UNITS, `source` one of SOURCES, `article` the article of the term
    itself, for the sheet. Raises CountingError for anything that cannot be counted.

    >>> count(date(2026, 3, 5), length=1, unit="month", source="court").ends_on   # Easter Sunday: never rolled
    datetime.date(2026, 4, 5)
    """
    require_countable(triggered_on, length, unit, source)
    raw_ends_on, steps = _raw_end(triggered_on, length, unit, backward=source == "backward", article=article)
    why_not = exemption(length, unit, source)
    if why_not:
        ends_on, is_provisional = raw_ends_on, False
        steps.append(why_not_step(raw_ends_on, why_not))
    else:
        ends_on, is_provisional, shift = _shifted(triggered_on, raw_ends_on, length, unit, calendar)
        steps += shift
    steps.append(step(ends_on, "end"))
    return Proof(triggered_on, length, unit, source, raw_ends_on, ends_on, is_provisional, tuple(steps))


def require_countable(triggered_on: date, length: int, unit: str, source: str) -> None:
    """Refuse values no term can have, naming the one at fault.

    >>> require_countable(date(2026, 1, 1), 0, "day", "statutory")
    Traceback (most recent call last):
    cases.law.counting.CountingError: A term must be at least 1 long, not 0.
    """
    if not isinstance(triggered_on, date) or isinstance(triggered_on, datetime):
        raise CountingError(f"A term is triggered on a date, not on {triggered_on!r}.", field="triggered_on")
    if not isinstance(length, int) or isinstance(length, bool):
        raise CountingError(f"The length of a term is a whole number, not {length!r}.", field="length")
    if length < 1:
        raise CountingError(f"A term must be at least 1 long, not {length}.", field="length")
    if unit not in UNITS:
        raise CountingError(f"Unknown unit {unit!r}; known are {', '.join(UNITS)}.", field="unit")
    if not isinstance(source, str) or source not in SOURCES:
        raise CountingError(f"Unknown source {source!r}; known are {', '.join(SOURCES)}.", field="source")


def exemption(length: int, unit: str, source: str) -> str | None:
    """Return why the ATW does not shift a term, as a code of proof.REASONS, or None where it does (art. 1 and 4 ATW).

    >>> exemption(3, "month", "statutory"), exemption(91, "day", "statutory"), exemption(1, "month", "court")
    (None, 'days', 'court')
    """
    if SOURCES[source] is not None:
        return source
    longest, reason = LONGEST[unit]
    return reason if length > longest else None


def why_not_step(on: date, why: str) -> Step:
    """Write down that the ATW leaves a term alone: excluded by art. 4, or not a term of the ATW at all.

    >>> why_not_step(date(2025, 11, 15), "months").article
    'art. 4 ATW'
    """
    if why in SOURCES:
        return step(on, "not_applicable", SOURCES[why] or "", why=why)
    return step(on, "excluded", EXCLUDED, why=why)


def add_days(on: date, days: int) -> date:
    """Go a number of days on or back; outside the years 1 to 9999 raises CountingError.

    >>> add_days(date(2026, 4, 1), 2)
    datetime.date(2026, 4, 3)
    """
    try:
        return on + timedelta(days=days)
    except OverflowError:
        raise _outside() from None


def add_months(on: date, months: int) -> tuple[date, bool]:
    """Go to the same day number some months on or back; if that month lacks it, to its last day, and say so.

    There is no sticking to the end of a month: from 29 February three months end on 29 May (HR 1 September 2017).

    >>> add_months(date(2024, 2, 29), 3), add_months(date(2026, 1, 31), 3)
    ((datetime.date(2024, 5, 29), False), (datetime.date(2026, 4, 30), True))
    """
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise _outside()
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(on.day, last)), on.day > last


def add(on: date, length: int, unit: str, *, backward: bool = False) -> tuple[date, bool]:
    """Go a length on or back without any shift; the second value says whether the last day of a month stood in.

    >>> add(date(2025, 10, 31), 8, "week"), add(date(2026, 4, 1), 1, "month", backward=True)
    ((datetime.date(2025, 12, 26), False), (datetime.date(2026, 3, 1), False))
    """
    amount = -length if backward else length
    if unit in ("day", "week"):
        return add_days(on, amount * (7 if unit == "week" else 1)), False
    return add_months(on, amount * (12 if unit == "year" else 1))


def _raw_end(triggered_on: date, length: int, unit: str, *, backward: bool, article: str) -> tuple[date, list[Step]]:
    suffix = "_backward" if backward else ""
    raw, is_clamped = add(triggered_on, length, unit, backward=backward)
    rule = MONTHS_CASE if unit == "month" else ""
    steps = [step(triggered_on, f"start{suffix}", article), step(raw, f"count{suffix}", rule, length=length, unit=unit)]
    if is_clamped:
        steps.append(step(raw, "clamp", day=triggered_on.day))
    return raw, steps


def _shifted(
    triggered_on: date, raw: date, length: int, unit: str, calendar: Calendar
) -> tuple[date, bool, list[Step]]:
    steps = [step(raw, "applies", "art. 1 en 4 ATW")]
    ends_on, skipped = roll(raw, calendar)
    steps += skipped
    relied_on = [ends_on]
    if unit == "day" and length < 3:
        steps.append(step(ends_on, "too_short", STRETCH))
    else:
        ends_on, relied_on, stretched = stretch(triggered_on, ends_on, calendar)
        steps += stretched
    is_provisional = not all(calendar.knows(on) for on in relied_on)
    if is_provisional:
        steps.append(step(ends_on, "provisional", DECREE))
    return ends_on, is_provisional, steps


def roll(raw: date, calendar: Calendar = CALENDAR) -> tuple[date, list[Step]]:
    """Run a term on to the first day that is not closed, with a step for each closed day (art. 1 lid 1 ATW).

    >>> ends_on, steps = roll(date(2026, 2, 28))
    >>> ends_on, [step.rule for step in steps]
    (datetime.date(2026, 3, 2), ['closed', 'closed', 'roll'])
    """
    on, steps = raw, []
    while day := calendar.closed(on):
        facts = {"nl": day.nl, "en": day.en, "code": day.code}
        steps.append(step(on, "closed", day.article, **facts))
        on = add_days(on, 1)
    if steps:
        steps.append(step(on, "roll", ROLL))
    return on, steps


def stretch(triggered_on: date, ends_on: date, calendar: Calendar = CALENDAR) -> tuple[date, list[date], list[Step]]:
    """Run a term on until it holds two days that are not closed; the trigger day does not count (art. 2 ATW).

    Returns the end, the two ordinary days it rests on, and the steps. For terms of at least three days.

    >>> stretch(date(2026, 4, 2), date(2026, 4, 7))[0]
    datetime.date(2026, 4, 8)
    """
    earlier = (add_days(ends_on, -back) for back in range(1, (ends_on - triggered_on).days))
    first = next((on for on in earlier if not calendar.closed(on)), None)
    if first is not None:
        return ends_on, [first, ends_on], [step(ends_on, "two_days", STRETCH, first=first.isoformat())]
    second, skipped = roll(add_days(ends_on, 1), calendar)
    closed = [one for one in skipped if one.rule == "closed"]
    return second, [ends_on, second], [*closed, step(second, "stretch", STRETCH, count=1)]


def count_hours(triggered: datetime | date, *, hours: int, source: str = "eu", article: str = "") -> Proof:
    """Count a term in hours; every hour counts and nothing shifts (art. 4 ATW, and 33 GDPR for a data breach).

    A moment must carry its offset. A bare date counts from the beginning of that day, and then ends on the last day
    that lies wholly within the term: the safe reading when the hour is not known.

    >>> count_hours(datetime.fromisoformat("2026-03-27T10:00+01:00"), hours=72).ends_at.isoformat()
    '2026-03-30T10:00:00+01:00'
    >>> count_hours(date(2026, 3, 27), hours=72).ends_on
    datetime.date(2026, 3, 29)
    """
    if isinstance(triggered, datetime):
        return _hours_from_moment(triggered, hours, source, article)
    require_countable(triggered, hours, "day", source)
    ends_on = add_days(triggered, max(hours // 24 - 1, 0))
    steps = (
        step(triggered, "start_of_day", article),
        step(ends_on, "count_whole_days", article, length=hours, unit="hour"),
        why_not_step(ends_on, _why_not_hours(source)),
        step(ends_on, "end"),
    )
    return Proof(triggered, hours, "hour", source, ends_on, ends_on, False, steps)


def _hours_from_moment(triggered_at: datetime, hours: int, source: str, article: str) -> Proof:
    if triggered_at.utcoffset() is None:
        raise CountingError("A term in hours needs a moment with its offset from UTC.", field="triggered_on")
    triggered_on = triggered_at.date()
    require_countable(triggered_on, hours, "day", source)
    ends_at = _hours_later(triggered_at, hours)
    ends_on = ends_at.date()
    steps = (
        step(triggered_on, "start_hours", article, at=triggered_at.isoformat()),
        step(ends_on, "count_hours", article, at=ends_at.isoformat(), length=hours, unit="hour"),
        why_not_step(ends_on, _why_not_hours(source)),
        step(ends_on, "end_at", at=ends_at.isoformat()),
    )
    return Proof(triggered_on, hours, "hour", source, ends_on, ends_on, False, steps, triggered_at, ends_at)


def _why_not_hours(source: str) -> str:
    return "hours" if SOURCES[source] is None else source


def _hours_later(at: datetime, hours: int) -> datetime:
    try:
        return (at.astimezone(UTC) + timedelta(hours=hours)).astimezone(at.tzinfo)
    except (OverflowError, ValueError):
        raise _outside() from None


def _outside() -> CountingError:
    return CountingError(f"The term would end outside the years {MINYEAR} to {MAXYEAR}.", field="length")
