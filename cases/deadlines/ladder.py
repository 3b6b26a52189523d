"""Which reminder when: the rungs before each kind of deadline, and the hour at which they go. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cases.law.terms import TERMS

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MORNING = time(7)
HOUR = time(8)

STANDARD = (30, 14, 7, 3, 1, 0)
SHORT = (7, 3, 1, 0)
LONG = (365, 180, 90, *STANDARD)

# Days before the last day, per term of the law. Everything else, a date set by hand too, has STANDARD.
LADDERS: dict[str, tuple[int, ...]] = {
    "D02": SHORT,  # two days
    "D18": SHORT,
    "D19": SHORT,  # eight days
    "D20": SHORT,  # 72 hours
    "D22": LONG,   # five years
}  # fmt: skip

ESCALATE_FROM = 3
PATIENCE = timedelta(hours=2)


def of_term(code: str) -> tuple[int, ...]:
    """Return the rungs of a term, in days before its last day.

    >>> of_term("D13"), of_term("D02")
    ((30, 14, 7, 3, 1, 0), (7, 3, 1, 0))
    """
    return LADDERS.get(code, STANDARD)


def is_near(code: str, days_left: int) -> bool:
    """Tell whether a deadline asks for attention now: within a week, an appeal term within thirty days.

    >>> is_near("D13", 30), is_near("", 30), is_near("", 7)
    (True, False, True)
    """
    appeal = code in TERMS and TERMS[code].who_acts in ("losing_party", "party_with_leave")
    return days_left <= (30 if appeal else 7)


def moment(on: date, days_before: int = 0) -> datetime:
    """Return eight o'clock in the Netherlands, some days before a day, in UTC.

    >>> moment(date(2026, 3, 30)).isoformat(), moment(date(2026, 3, 30), 3).isoformat()
    ('2026-03-30T06:00:00+00:00', '2026-03-27T07:00:00+00:00')
    """
    return datetime.combine(on - timedelta(days=days_before), HOUR, AMSTERDAM).astimezone(UTC)


def rungs(ends_on: date, now: datetime, steps: tuple[int, ...] = STANDARD) -> list[tuple[int, datetime]]:
    """Return the reminders still to be sent: pairs of days before and moment, the earliest first.

    Rungs already passed are left out, but the nearest of them is due at once, so that nobody hears of a deadline only
    at its next rung. A deadline whose last day is over has none left.

    >>> [days for days, _at in rungs(date(2026, 12, 1), datetime(2026, 11, 23, 12, tzinfo=UTC))]
    [14, 7, 3, 1, 0]
    >>> rungs(date(2026, 12, 1), datetime(2026, 11, 23, 12, tzinfo=UTC))[0][1].isoformat()
    '2026-11-23T12:00:00+00:00'
    >>> rungs(date(2026, 11, 22), datetime(2026, 11, 23, 12, tzinfo=UTC))
    []
    """
    if ends_on < now.astimezone(AMSTERDAM).date():
        return []
    moments = [(days, moment(ends_on, days)) for days in sorted(steps, reverse=True)]
    passed = [days for days, at in moments if at <= now]
    coming = [(days, at) for days, at in moments if at > now]
    return [(passed[-1], now), *coming] if passed else coming


def escalates_until(now: datetime) -> date:
    """Return the latest last day that, unanswered, is the deputy's business by now: three days before, plus patience.

    >>> escalates_until(datetime(2026, 11, 23, 8, 59, tzinfo=UTC)).isoformat()
    '2026-11-25'
    >>> escalates_until(datetime(2026, 11, 23, 9, tzinfo=UTC)).isoformat()
    '2026-11-26'
    """
    reached = (now - PATIENCE).astimezone(AMSTERDAM)
    whole_days = 0 if reached.time() >= HOUR else 1
    return reached.date() + timedelta(days=ESCALATE_FROM - whole_days)
