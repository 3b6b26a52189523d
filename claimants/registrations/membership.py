"""During which days somebody belongs to a group, by their own facts. Pure; the court decides who really does.

Age counts on the days of use, not today: one person can belong to the group of minors for one stretch of days and to
the group of adults for the next. What is not known makes the answer "unknown", never "no".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from cases.law.wording import Sentence
from claimants.people.rules import birthday

ONE = timedelta(days=1)
FIRST_DAY, LAST_DAY = date.min, date.max


class Fit(Enum):
    """Whether somebody fits a group, as far as their own facts tell."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Use:
    """Days of use, both ends included; None: the first day is unknown, or the use lasts."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What somebody told: birth, use of the product, where they live, since when, and where before that."""

    born_on: date | None
    uses: tuple[Use, ...]
    country: str
    resident_from: date | None = None
    country_before: str = ""


@dataclass(frozen=True, slots=True)
class Demands:
    """What a group asks: use within a period, age at the time of that use, residence; None asks nothing."""

    used_from: date | None = None
    used_until: date | None = None
    age_from: int | None = None
    age_until: int | None = None
    residence: str = "any"
    residence_on: date | None = None

    @property
    def asks_period(self) -> bool:
        return self.used_from is not None or self.used_until is not None

    @property
    def asks_age(self) -> bool:
        return self.age_from is not None or self.age_until is not None


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of the answer: what was looked at, the outcome, and a sentence for the person."""

    code: str
    fit: Fit
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Span:
    """Days of membership, both ends included; no first or last day where the group asks nothing of use or age."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Membership:
    """The answer, the days it holds for, and all its reasons; spans are in order and never touch.

    Spans are there only where the answer is yes: one "no" outweighs all, one "unknown" leaves it open.
    """

    fit: Fit
    spans: tuple[Span, ...]
    reasons: tuple[Reason, ...]


def membership(facts: Facts, demands: Demands, *, today: date) -> Membership:
    """During which days somebody belongs to a group, as far as is known today.

    >>> noor = Facts(date(2006, 5, 1), (Use(date(2022, 1, 1), date(2024, 12, 31)),), "NL")
    >>> minors, adults = Demands(date(2018, 5, 25), age_until=17), Demands(date(2018, 5, 25), age_from=18)
    >>> today = date(2026, 11, 23)
    >>> [(str(span.first), str(span.last)) for span in membership(noor, minors, today=today).spans]
    [('2022-01-01', '2024-04-30')]
    >>> [(str(span.first), str(span.last)) for span in membership(noor, adults, today=today).spans]
    [('2024-05-01', '2024-12-31')]
    >>> late = Facts(date(2006, 5, 1), (Use(date(2024, 5, 1), None),), "NL")
    >>> [reason.code for reason in membership(late, minors, today=today).reasons]
    ['use_in_period', 'too_old']
    """
    uses = within(facts.uses, demands, today=today)
    asked = [_use(facts, demands, uses), _age(facts, demands, uses), _residence(facts, demands)]
    reasons = tuple(reason for reason in asked if reason)
    fits = {reason.fit for reason in reasons}
    fit = next((fit for fit in (Fit.NO, Fit.UNKNOWN) if fit in fits), Fit.YES)
    return Membership(fit, _spans(facts, demands, uses) if fit == Fit.YES else (), reasons)


def within(uses: Iterable[Use], demands: Demands, *, today: date) -> tuple[Span, ...]:
    """The days of use that count for a group, whatever the age: merged, in order, none after today.

    A use whose first day is unknown counts no day; it leaves the answer open.
    """
    first_day, last_day = demands.used_from or FIRST_DAY, min(demands.used_until or today, today)
    clipped = ((max(use.first, first_day), min(use.last or today, last_day)) for use in uses if use.first)
    return _merged(span for span in clipped if span[0] <= span[1])


def _merged(spans: Iterable[tuple[date, date]]) -> tuple[Span, ...]:
    """Overlapping and adjoining stretches become one.

    >>> jan, feb = (date(2024, 1, 1), date(2024, 1, 31)), (date(2024, 2, 1), date(2024, 2, 9))
    >>> len(_merged([feb, jan])), len(_merged([jan, (date(2024, 2, 2), date(2024, 2, 9))]))
    (1, 2)
    """
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1].last + ONE:
            merged[-1] = Span(merged[-1].first, max(merged[-1].last, last))
        else:
            merged.append(Span(first, last))
    return tuple(merged)


def _spans(facts: Facts, demands: Demands, uses: tuple[Span, ...]) -> tuple[Span, ...]:
    """Where the answer is yes: the days of use at the right age; without an end where neither use nor age is asked."""
    if not demands.asks_period and not demands.asks_age:
        return (Span(None, None),)
    first_day, last_day = _band(facts.born_on, demands) if demands.asks_age else (FIRST_DAY, LAST_DAY)
    clipped = (Span(max(use.first, first_day), min(use.last, last_day)) for use in uses)
    return tuple(span for span in clipped if span.first <= span.last)


def _band(born_on: date, demands: Demands) -> tuple[date, date]:
    """The first and the last day on which somebody has the age a group asks."""
    first_day = birthday(born_on, demands.age_from) if demands.age_from else FIRST_DAY
    last_day = birthday(born_on, demands.age_until + 1) - ONE if demands.age_until is not None else LAST_DAY
    return first_day, last_day


def _could_count(use: Use, demands: Demands) -> bool:
    """Whether a use of which the first day is unknown may share a day with the period of the group."""
    return use.first is None and (use.last is None or use.last >= (demands.used_from or FIRST_DAY))


def _use(facts: Facts, demands: Demands, uses: tuple[Span, ...]) -> Reason | None:
    if not demands.asks_period:
        return None
    if uses:
        return _reason("use_in_period", Fit.YES)
    return _no_use(facts, demands)


def _no_use(facts: Facts, demands: Demands) -> Reason:
    is_open = not facts.uses or any(_could_count(use, demands) for use in facts.uses)
    return _reason("use_unknown", Fit.UNKNOWN) if is_open else _reason("no_use_in_period", Fit.NO)


def _age(facts: Facts, demands: Demands, uses: tuple[Span, ...]) -> Reason | None:
    if not demands.asks_age:
        return None
    if not uses:
        return None if demands.asks_period else _no_use(facts, demands)
    if facts.born_on is None:
        return _reason("birth_unknown", Fit.UNKNOWN)
    if _spans(facts, demands, uses):
        return _reason("age_fits", Fit.YES)
    if any(_could_count(use, demands) for use in facts.uses):
        return _reason("use_unknown", Fit.UNKNOWN)
    is_late = demands.age_until is not None and uses[-1].last > _band(facts.born_on, demands)[1]
    return _reason("too_old" if is_late else "too_young", Fit.NO)


def _residence(facts: Facts, demands: Demands) -> Reason | None:
    if demands.residence == "any":
        return None
    country = residence_on(facts, demands.residence_on)
    if country:
        fits = (country == "NL") == (demands.residence == "nl")
        return _reason("residence_fits", Fit.YES) if fits else _reason("lives_elsewhere", Fit.NO)
    if facts.resident_from is None and (facts.country == "NL") == (demands.residence == "nl"):
        return _reason("residence_fits", Fit.YES)
    return _reason("residence_then_unknown", Fit.UNKNOWN)


def residence_on(facts: Facts, day: date | None) -> str:
    """The country where somebody lived on a day (None: now); empty when nobody said since when they live there.

    >>> moved = Facts(None, (), "BE", date(2023, 1, 1), "NL")
    >>> residence_on(moved, date(2022, 12, 31)), residence_on(moved, date(2023, 1, 1)), residence_on(moved, None)
    ('NL', 'BE', 'BE')
    >>> residence_on(Facts(None, (), "BE"), date(2020, 1, 1))
    ''
    """
    if day is None:
        return facts.country
    if facts.resident_from is None:
        return ""
    return facts.country if day >= facts.resident_from else facts.country_before


SENTENCES = {
    "use_unknown": Sentence(
        "Wij weten nog niet wanneer u het product gebruikte.", "We do not know yet when you used the product."
    ),
    "use_in_period": Sentence(
        "U gebruikte het product in de periode van deze groep.", "You used the product in the period of this group."
    ),
    "no_use_in_period": Sentence(
        "U gebruikte het product niet in de periode van deze groep.",
        "You did not use the product in the period of this group.",
    ),
    "birth_unknown": Sentence("Wij weten uw geboortedatum niet.", "We do not know your date of birth."),
    "too_old": Sentence(
        "U was in die periode te oud voor deze groep.", "In that period you were too old for this group."
    ),
    "too_young": Sentence(
        "U was in die periode te jong voor deze groep.", "In that period you were too young for this group."
    ),
    "age_fits": Sentence("Uw leeftijd in die periode past.", "Your age in that period fits."),
    "residence_fits": Sentence("Uw woonland past.", "Your country of residence fits."),
    "residence_then_unknown": Sentence(
        "Wij weten niet waar u toen woonde.", "We do not know where you lived at that time."
    ),
    "lives_elsewhere": Sentence(
        "Deze groep is voor mensen die ergens anders wonen.", "This group is for people who live elsewhere."
    ),
}


def _reason(code: str, fit: Fit) -> Reason:
    return Reason(code, fit, SENTENCES[code])
