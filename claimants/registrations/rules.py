"""Who fits which group by their own facts, and which step may follow which."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from cases.law.wording import Sentence
from claimants.people.rules import age_on
from claimants.registrations.choices import RegistrationState as State

STEPS: dict[str, frozenset[str]] = {
    State.EMAIL_UNCONFIRMED: frozenset({State.RECEIVED, State.GUARDIAN_PENDING, State.WITHDRAWN}),
    State.GUARDIAN_PENDING: frozenset({State.RECEIVED, State.WITHDRAWN}),
    State.RECEIVED: frozenset({State.IN_REVIEW, State.VERIFIED, State.NOT_ELIGIBLE, State.WITHDRAWN}),
    State.IN_REVIEW: frozenset({State.VERIFIED, State.NOT_ELIGIBLE, State.WITHDRAWN}),
    State.VERIFIED: frozenset({State.IN_REVIEW, State.NOT_ELIGIBLE, State.WITHDRAWN}),
    State.NOT_ELIGIBLE: frozenset({State.IN_REVIEW, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset({State.RECEIVED, State.GUARDIAN_PENDING, State.EMAIL_UNCONFIRMED}),
}


def may_step(from_state: str, to_state: str) -> bool:
    """Whether a registration may go from one state to another.

    >>> may_step("received", "verified"), may_step("withdrawn", "verified")
    (True, False)
    """
    return to_state in STEPS.get(from_state, frozenset())


class Fit(Enum):
    """Whether somebody fits a group, as far as their own facts tell."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Facts:
    """What somebody told about themselves: birth, use of the product, and where they live now."""

    born_on: date | None
    used_from: date | None
    used_until: date | None
    country: str


@dataclass(frozen=True, slots=True)
class Demands:
    """What a group asks: use within a period, age at the time of that use, residence; None asks nothing."""

    used_from: date | None = None
    used_until: date | None = None
    age_from: int | None = None
    age_until: int | None = None
    residence: str = "any"
    residence_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of the answer: what was looked at, the outcome, and a sentence for the person."""

    code: str
    fit: Fit
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The answer with all its reasons; one "no" outweighs all, one "unknown" leaves it open."""

    fit: Fit
    reasons: tuple[Reason, ...]


def eligibility(facts: Facts, demands: Demands, *, today: date) -> Eligibility:
    """Whether somebody fits a group, by their own account; the court decides who belongs to it.

    Age counts on the days of use within the period of the group: somebody who was 17 on one such
    day fits a group of minors, however old they are now.

    >>> noor = Facts(date(2006, 5, 1), date(2022, 1, 1), date(2024, 12, 31), "NL")
    >>> minors = Demands(used_from=date(2018, 5, 25), age_until=17)
    >>> eligibility(noor, minors, today=date(2026, 11, 23)).fit.value
    'yes'
    >>> late = Facts(date(2006, 5, 1), date(2024, 5, 1), None, "NL")
    >>> [reason.code for reason in eligibility(late, minors, today=date(2026, 11, 23)).reasons]
    ['use_in_period', 'too_old']
    """
    span = _shared_use(facts, demands, today)
    reasons = tuple(filter(None, [_use(facts, demands, span), _age(facts, demands, span), _residence(facts, demands)]))
    fits = {reason.fit for reason in reasons}
    worst = next((fit for fit in (Fit.NO, Fit.UNKNOWN) if fit in fits), Fit.YES)
    return Eligibility(worst, reasons)


def _shared_use(facts: Facts, demands: Demands, today: date) -> tuple[date, date] | None:
    """First and last day of use that counts; None when nothing is known of it or nothing is shared."""
    if facts.used_from is None:
        return None
    first = max(facts.used_from, demands.used_from or facts.used_from)
    last = min(facts.used_until or today, demands.used_until or today)
    return (first, last) if first <= last else None


def _use(facts: Facts, demands: Demands, span) -> Reason | None:
    if demands.used_from is None and demands.used_until is None:
        return None
    if facts.used_from is None:
        return _reason("use_unknown", Fit.UNKNOWN)
    return _reason("use_in_period", Fit.YES) if span else _reason("no_use_in_period", Fit.NO)


def _age(facts: Facts, demands: Demands, span) -> Reason | None:
    if demands.age_from is None and demands.age_until is None:
        return None
    if facts.born_on is None:
        return _reason("birth_unknown", Fit.UNKNOWN)
    if span is None:
        return None if facts.used_from else _reason("use_unknown", Fit.UNKNOWN)
    youngest, oldest = age_on(facts.born_on, span[0]), age_on(facts.born_on, span[1])
    if demands.age_until is not None and youngest > demands.age_until:
        return _reason("too_old", Fit.NO)
    if demands.age_from is not None and oldest < demands.age_from:
        return _reason("too_young", Fit.NO)
    return _reason("age_fits", Fit.YES)


def _residence(facts: Facts, demands: Demands) -> Reason | None:
    """A reference date in the past leaves "lives elsewhere now" open: people move."""
    if demands.residence == "any":
        return None
    if (facts.country == "NL") == (demands.residence == "nl"):
        return _reason("residence_fits", Fit.YES)
    if demands.residence_on:
        return _reason("residence_then_unknown", Fit.UNKNOWN)
    return _reason("lives_elsewhere", Fit.NO)


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
