"""The proof of a count: every step as a value, so that a lawyer can redo the count from the sheet alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cases.law.wording import day_in_words, language_of, length_in_words, moment_in_words

# rule code: (Dutch, English). {on} is the day of the step; other names are its facts, written out by `_in_words`.
STEP_TEXTS: dict[str, tuple[str, str]] = {
    "start": (
        "De termijn begint na {on}; die dag zelf telt niet mee.",
        "The term begins after {on}; that day itself is not counted.",
    ),
    "start_backward": (
        "Er wordt teruggeteld vanaf {on}; die dag zelf telt niet mee.",
        "The count goes backwards from {on}; that day itself is not counted.",
    ),
    "start_hours": (
        "De uren lopen vanaf {at}.",
        "The hours run from {at}.",
    ),
    "start_of_day": (
        "Het uur op {on} is niet bekend; voor de zekerheid lopen de uren vanaf het begin van die dag.",
        "The hour on {on} is not known; to be safe the hours run from the beginning of that day.",
    ),
    "count": (
        "{length} verder is {on}.",
        "{length} onwards is {on}.",
    ),
    "count_backward": (
        "{length} terug is {on}.",
        "{length} back is {on}.",
    ),
    "count_hours": (
        "{length} verder is {at}; nachten, weekenden en feestdagen tellen gewoon mee.",
        "{length} onwards is {at}; nights, weekends and holidays are counted like other time.",
    ),
    "count_whole_days": (
        "{length} verder; de laatste dag die daar helemaal binnen valt is {on}.",
        "{length} onwards; the last day that lies wholly within is {on}.",
    ),
    "clamp": (
        "Die maand heeft geen dag {day}; naar gangbare lezing geldt de laatste dag van de maand: {on}.",
        "That month has no day {day}; on the usual reading the last day of the month takes its place: {on}.",
    ),
    "court_date": (
        "De rechter bepaalde {on}. Die datum wordt niet berekend en schuift niet op.",
        "The court set {on}. That date is not computed and does not move.",
    ),
    "notice_date": (
        "Het stuk noemt {on}. Die datum wordt niet berekend en schuift niet op.",
        "The document names {on}. That date is not computed and does not move.",
    ),
    "minimum": (
        "Niet eerder dan het wettelijke minimum van {length}, dat is {on}.",
        "Not before the legal minimum of {length}, which is {on}.",
    ),
    "below_minimum": (
        "Let op: eerder dan het minimum van {length}, dat is {on}. Een jurist moet dat minimum nog bevestigen.",
        "Note: before the minimum of {length}, which is {on}. A lawyer has yet to confirm that minimum.",
    ),
    "maximum": (
        "Niet later dan het wettelijke maximum van {length}, dat is {on}.",
        "Not after the legal maximum of {length}, which is {on}.",
    ),
    "applies": (
        "De Algemene termijnenwet geldt: een wettelijke termijn die niet is uitgezonderd.",
        "The General Extension of Time-Limits Act (ATW) applies: a term set by statute that is not excluded.",
    ),
    "excluded": (
        "De Algemene termijnenwet geldt niet: {why}. De termijn eindigt op {on}, ook als die dag gesloten is.",
        "The ATW does not apply: {why}. The term ends on {on}, even if that day is closed.",
    ),
    "not_applicable": (
        "De Algemene termijnenwet geldt niet: {why}. De dag {on} schuift niet op.",
        "The ATW does not apply: {why}. The day {on} does not move.",
    ),
    "closed": (
        "{on} is gesloten: {name}.",
        "{on} is closed: {name}.",
    ),
    "roll": (
        "De termijn loopt door tot en met de eerste dag die niet gesloten is: {on}.",
        "The term runs on to and including the first day that is not closed: {on}.",
    ),
    "two_days": (
        "De termijn bevat ten minste twee dagen die niet gesloten zijn: {first} en {on}.",
        "The term holds at least two days that are not closed: {first} and {on}.",
    ),
    "too_short": (
        "Een verlenging tot twee gewone dagen is er niet: de termijn is korter dan drie dagen.",
        "There is no extension to two ordinary days: the term is shorter than three days.",
    ),
    "stretch": (
        "De termijn heeft maar {count} dag die niet gesloten is, en moet er twee hebben: verlengd tot en met {on}.",
        "The term holds only {count} day that is not closed and must hold two; it runs on to and including {on}.",
    ),
    "provisional": (
        "Voorlopig: niet alle besluiten over gelijkgestelde dagen rond {on} zijn bekend.",
        "Provisional: not all decrees on equated days around {on} are known.",
    ),
    "end_at": (
        "De termijn eindigt op {at}.",
        "The term ends on {at}.",
    ),
    "end": (
        "De laatste dag is {on}; die dag telt helemaal mee.",
        "The last day is {on}; the whole of that day counts.",
    ),
}

# Reasons named in `excluded` and `not_applicable`.
REASONS: dict[str, tuple[str, str]] = {
    "hours": ("de termijn is in uren uitgedrukt", "the term is expressed in hours"),
    "years": ("de termijn is in jaren uitgedrukt", "the term is expressed in years"),
    "days": ("de termijn is langer dan negentig dagen", "the term is longer than ninety days"),
    "weeks": ("de termijn is langer dan twaalf weken", "the term is longer than twelve weeks"),
    "months": ("de termijn is langer dan drie maanden", "the term is longer than three months"),
    "backward": ("er wordt teruggeteld vanaf een tijdstip of gebeurtenis",
                 "the term is counted backwards from a moment or event"),
    "court": ("de rechter heeft de termijn bepaald, niet een wet", "the court set the term, not a statute"),
    "contract": ("de termijn staat in een overeenkomst, niet in een wet", "a contract sets the term, not a statute"),
    "notice": ("een partij heeft de termijn bepaald, niet een wet", "a party set the term, not a statute"),
    "eu": ("het is een termijn uit een EU-verordening; daarvoor geldt Verordening (EEG, Euratom) 1182/71",
           "the term is set by an EU regulation, which follows Regulation (EEC, Euratom) 1182/71"),
    "floor": ("dit is een wachttijd die minstens moet verlopen, geen termijn om iets te doen",
              "this is a time that must at least pass, not a term in which to act"),
}  # fmt: skip


class ProofError(ValueError):
    """A stored proof that cannot be read back."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sheet: the day it is about, a short stable rule code, the article, and the facts it names."""

    on: date
    rule: str
    article: str = ""
    facts: tuple[tuple[str, str | int], ...] = ()

    def __post_init__(self) -> None:
        if self.rule not in STEP_TEXTS:
            raise ProofError(f"Unknown rule in a proof: {self.rule!r}.")

    def text(self, language: str = "nl") -> str:
        """Write the step as a sentence in Dutch or English.

        >>> Step(date(2026, 4, 7), "roll", "art. 1 lid 1 ATW").text("en")
        'The term runs on to and including the first day that is not closed: Tuesday 7 April 2026.'
        """
        language = language_of(language)
        words = _in_words(dict(self.facts), language) | {"on": day_in_words(self.on, language)}
        try:
            sentence = STEP_TEXTS[self.rule][language == "en"].format(**words)
        except KeyError as missing:
            raise ProofError(f"Step {self.rule!r} lacks the fact {missing}.") from None
        return sentence[0].upper() + sentence[1:]

    def as_dict(self) -> dict[str, Any]:
        """Return the step as JSON values; dates are ISO.

        >>> Step(date(2026, 4, 7), "end").as_dict()
        {'on': '2026-04-07', 'rule': 'end', 'article': '', 'facts': {}}
        """
        return {"on": self.on.isoformat(), "rule": self.rule, "article": self.article, "facts": dict(self.facts)}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Step:
        """Read a step back from `as_dict`.

        >>> Step.from_dict({"on": "2026-04-07", "rule": "end", "article": "", "facts": {}}).rule
        'end'
        """
        facts = tuple(sorted(stored["facts"].items()))
        return cls(date.fromisoformat(stored["on"]), stored["rule"], stored["article"], facts)


def step(on: date, rule: str, article: str = "", **facts: str | int) -> Step:
    """Make a step; facts are dates and moments in ISO, numbers, or codes of `REASONS`.

    >>> step(date(2026, 4, 3), "closed", "art. 3 lid 2 ATW", nl="Goede Vrijdag", en="Good Friday").text()
    'Vrijdag 3 april 2026 is gesloten: Goede Vrijdag.'
    """
    return Step(on, rule, article, tuple(sorted(facts.items())))


def _in_words(facts: dict[str, Any], language: str) -> dict[str, Any]:
    words: dict[str, Any] = dict(facts)
    if "first" in facts:
        words["first"] = day_in_words(date.fromisoformat(facts["first"]), language)
    if "at" in facts:
        words["at"] = moment_in_words(datetime.fromisoformat(facts["at"]), language)
    if "unit" in facts:
        words["length"] = length_in_words(facts["length"], facts["unit"], language)
    if "why" in facts:
        words["why"] = REASONS[facts["why"]][language == "en"]
    if language in facts:
        words["name"] = facts[language]
    return words


@dataclass(frozen=True)
class Proof:
    """A counted term: from what, how long, under which regime, where it ends, and every step between.

    `raw_ends_on` is the end before any shift, `ends_on` the last day, inclusive. `is_provisional` says that a decree
    not yet known may still move the end. `triggered_at` and `ends_at` are filled for terms in hours only.
    """

    triggered_on: date
    length: int
    unit: str
    source: str
    raw_ends_on: date
    ends_on: date
    is_provisional: bool
    steps: tuple[Step, ...]
    triggered_at: datetime | None = None
    ends_at: datetime | None = None

    @property
    def is_shifted(self) -> bool:
        """Tell whether the end moved from the raw end."""
        return self.ends_on != self.raw_ends_on

    def texts(self, language: str = "nl") -> tuple[str, ...]:
        """Return the sheet as sentences, in order, each with its article."""
        return tuple(one.text(language) + (f" ({one.article})" if one.article else "") for one in self.steps)

    def as_dict(self) -> dict[str, Any]:
        """Return the proof as JSON values; dates and moments are ISO."""
        return {
            "triggered_on": self.triggered_on.isoformat(),
            "length": self.length,
            "unit": self.unit,
            "source": self.source,
            "raw_ends_on": self.raw_ends_on.isoformat(),
            "ends_on": self.ends_on.isoformat(),
            "is_provisional": self.is_provisional,
            "steps": [one.as_dict() for one in self.steps],
            "triggered_at": self.triggered_at.isoformat() if self.triggered_at else None,
            "ends_at": self.ends_at.isoformat() if self.ends_at else None,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Proof:
        """Read a proof back from `as_dict`; a damaged one raises ProofError."""
        try:
            return cls(
                triggered_on=date.fromisoformat(stored["triggered_on"]),
                length=stored["length"],
                unit=stored["unit"],
                source=stored["source"],
                raw_ends_on=date.fromisoformat(stored["raw_ends_on"]),
                ends_on=date.fromisoformat(stored["ends_on"]),
                is_provisional=stored["is_provisional"],
                steps=tuple(Step.from_dict(one) for one in stored["steps"]),
                triggered_at=_moment(stored.get("triggered_at")),
                ends_at=_moment(stored.get("ends_at")),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as damage:
            raise ProofError(f"This stored proof cannot be read: {damage!r}.") from damage

    def checksum(self) -> str:
        """Return the SHA-256 of the proof in one fixed JSON form: equal proofs give equal checksums."""
        fixed = json.dumps(self.as_dict(), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(fixed.encode("ascii")).hexdigest()


def _moment(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None
