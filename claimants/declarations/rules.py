"""When a window is open, what is in time, and what holds for a person: pure, with the article where there is one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from cases.law.proof import Proof
from cases.law.terms import TERMS, OutOfBounds, due, require_within_bounds

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TERM_OF = {"opt_out": "D06", "opt_in": "D07", "second_opt_out": "D10", "late_statement": "D12"}
INTERRUPTION = "D08"


def opening(given: date | datetime) -> datetime:
    """The moment a window opens: 00:00 in Amsterdam on a day, or the moment given, in UTC. A naive moment: ValueError.

    >>> opening(date(2027, 1, 4)).isoformat()
    '2027-01-03T23:00:00+00:00'
    """
    return _moment(given, days=0)


def closing(given: date | datetime) -> datetime:
    """The first moment that is too late: 24:00 in Amsterdam of the last day, or the moment given. Naive: ValueError.

    >>> closing(date(2027, 3, 28)).isoformat(), closing(date(2027, 1, 31)).isoformat()
    ('2027-03-28T22:00:00+00:00', '2027-01-31T23:00:00+00:00')
    >>> closing(datetime(2027, 3, 28, 2, 30))
    Traceback (most recent call last):
    ValueError: a moment needs an offset
    """
    return _moment(given, days=1)


def _moment(given: date | datetime, *, days: int) -> datetime:
    if not isinstance(given, datetime):
        return datetime.combine(given + timedelta(days=days), time(), AMSTERDAM).astimezone(UTC)
    if given.utcoffset() is None:
        raise ValueError("a moment needs an offset")
    return given.astimezone(UTC)


def day_of(moment: datetime) -> date:
    """The day of a moment in Amsterdam.

    >>> day_of(datetime(2027, 1, 31, 23, 0, tzinfo=UTC))
    datetime.date(2027, 2, 1)
    """
    return moment.astimezone(AMSTERDAM).date()


def last_day(closes_at: datetime) -> date:
    """The last day on which a declaration is in time, if only until some hour of it.

    >>> last_day(closing(date(2027, 1, 31)))
    datetime.date(2027, 1, 31)
    """
    return day_of(closes_at - timedelta(microseconds=1))


def is_in_time(received_at: datetime, *, opens_at: datetime, closes_at: datetime) -> bool:
    """Whether a declaration came within a window; the closing moment itself is too late.

    >>> window = {"opens_at": opening(date(2027, 1, 1)), "closes_at": closing(date(2027, 1, 31))}
    >>> moments = [*window.values(), window["closes_at"] - timedelta(microseconds=1)]
    >>> [is_in_time(moment, **window) for moment in moments]
    [True, False, True]
    """
    return opens_at <= received_at < closes_at


def shortage(kind: str, announced_on: date, last: date) -> tuple[date, str] | None:
    """The first last day the law allows and its article, for a window that ends before it; None when long enough.

    >>> shortage("opt_out", date(2027, 1, 31), date(2027, 2, 27))
    (datetime.date(2027, 2, 28), 'art. 1018f lid 1 Rv')
    >>> shortage("opt_out", date(2027, 1, 31), date(2027, 2, 28)) is None
    True
    """
    term = TERMS[TERM_OF[kind]]
    try:
        steps = require_within_bounds(term, announced_on, last)
    except OutOfBounds as error:
        return error.limit_on, error.article
    short = next((one for one in steps if one.rule == "below_minimum"), None)
    return (short.on, term.article) if short else None


def own_interruption(opted_out_on: date) -> Proof:
    """Until when somebody who opted out must interrupt the limitation of their own claim, with the count.

    A collective interruption counts for them only if they do so within six months (art. 1018f lid 1 Rv).

    >>> own_interruption(date(2027, 8, 31)).ends_on
    datetime.date(2028, 2, 29)
    """
    return due(TERMS[INTERRUPTION], opted_out_on)


class Standing(Enum):
    """What holds for a person in a group, as far as the file tells."""

    BOUND = "bound"
    OPTED_OUT = "opted_out"
    OPTED_IN = "opted_in"
    NOT_BOUND_ABROAD = "not_bound_abroad"
    LATE_STATEMENT = "late_statement"
    UNKNOWN = "unknown"


class Certainty(Enum):
    """How far a declaration got: told to us, posted with proof, on the registry's list, or missing there."""

    TOLD = "told"
    POSTED = "posted"
    CONFIRMED = "confirmed"
    NOT_LISTED = "not_listed"


def certainty(*, last_word: str | None, is_posted: bool) -> Certainty:
    """What is known of a declaration at the registry; its list outweighs a proof of posting.

    >>> certainty(last_word=None, is_posted=True).value, certainty(last_word="not_listed", is_posted=True).value
    ('posted', 'not_listed')
    """
    if last_word:
        return Certainty(last_word)
    return Certainty.POSTED if is_posted else Certainty.TOLD


@dataclass(frozen=True, slots=True)
class Facts:
    """Where somebody lives and what they declared that counts: in time and not reversed."""

    country: str
    is_residence_dated: bool = False
    has_opted_out: bool = False
    has_opted_in: bool = False
    has_late_statement: bool = False
    reaches_abroad: bool = False


def standing(facts: Facts) -> tuple[Standing, str]:
    """What holds for a person, and the code of the reason (art. 1018f, 1018k Rv).

    A statement weighs more than residence; an opt-out more than an opt-in. Somebody abroad is not bound without
    opting in, unless the court extended the opt-out to people abroad. Where the group asks for residence on a day in
    the past, "lives abroad now" does not tell.

    >>> standing(Facts("NL")), standing(Facts("NL", has_opted_out=True))
    ((<Standing.BOUND: 'bound'>, 'lives_here'), (<Standing.OPTED_OUT: 'opted_out'>, 'opted_out'))
    >>> standing(Facts("BE"))[0].value, standing(Facts("BE", has_opted_in=True))[0].value
    ('not_bound_abroad', 'opted_in')
    >>> standing(Facts("BE", is_residence_dated=True)), standing(Facts("BE", reaches_abroad=True))[1]
    ((<Standing.UNKNOWN: 'unknown'>, 'residence_then_unknown'), 'reaches_abroad')
    """
    if facts.has_late_statement:
        return Standing.LATE_STATEMENT, "late_statement"
    if facts.has_opted_out:
        return Standing.OPTED_OUT, "opted_out"
    if facts.country == "NL":
        return Standing.BOUND, "lives_here"
    if facts.reaches_abroad:
        return Standing.BOUND, "reaches_abroad"
    if facts.has_opted_in:
        return Standing.OPTED_IN, "opted_in"
    if not facts.country or facts.is_residence_dated:
        return Standing.UNKNOWN, "residence_then_unknown" if facts.country else "residence_unknown"
    return Standing.NOT_BOUND_ABROAD, "lives_abroad"
