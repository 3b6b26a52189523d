"""The terms of the law: what starts each, how long it is, who must act, and what happens if it is missed.

Rows, not code: a change of the law is a new version of a row. A row that a lawyer still has to check carries
`is_confirmed=False`. The numbers D01 to D22 are stable names; other rooms store them with the version.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cases.law.closed_days import CALENDAR, Calendar
from cases.law.counting import CountingError, add, count, count_hours, why_not_step
from cases.law.proof import Proof, Step, step

SOURCES = ("statutory", "court", "notice", "eu", "contract")

WHO: dict[str, tuple[str, str]] = {
    "foundation":       ("de stichting", "the foundation"),
    "other_foundation": ("een andere stichting", "another foundation"),
    "group_member":     ("het groepslid", "the group member"),
    "opted_out_person": ("wie een opt-out heeft gedaan", "the person who opted out"),
    "parties":          ("de partijen", "the parties"),
    "losing_party":     ("de verliezende partij", "the losing party"),
    "party_with_leave": ("de partij met verlof", "the party with leave"),
    "controller":       ("de verwerkingsverantwoordelijke", "the controller"),
}  # fmt: skip


class UnknownTerm(LookupError):
    """No term has this code, or none on that day; retired codes say since when."""

    field = "term"

    def __init__(self, code: str, why: str = ""):
        super().__init__(f"Unknown term: {code!r}{why}.")
        self.code = code


class DateWanted(ValueError):
    """The end of this term is set by the court or in a document, and was not given."""

    field = "court_date"


class OutOfBounds(ValueError):
    """A date set by the court or in a document that the law does not allow."""

    field = "court_date"

    def __init__(self, message: str, *, article: str, limit_on: date):
        super().__init__(message)
        self.article = article
        self.limit_on = limit_on


class BelowMinimum(OutOfBounds):
    """A date before the shortest term the law allows."""


class AboveMaximum(OutOfBounds):
    """A date after the longest term the law allows."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length and its unit, as in one month."""

    length: int
    unit: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term (termijn): what starts it, its length, its source, who acts, and the article.

    `triggers` are codes of `events.EVENT_KINDS`. `length` and `unit` are None where the court or a document sets the
    date; `minimum` and `maximum` then bound it. `is_floor` marks a time that must at least pass instead of a term to
    act in. `is_extendable` says whether a court (or, for D21, the controller) can lengthen it. `valid_from` and
    `valid_until` (inclusive) bound the trigger days a version is for. `note` is for the lawyer.
    """

    code: str
    nl: str
    en: str
    triggers: tuple[str, ...]
    length: int | None
    unit: str | None
    source: str
    who_acts: str
    article: str
    consequence_nl: str
    consequence_en: str
    minimum: Span | None = None
    maximum: Span | None = None
    is_floor: bool = False
    is_extendable: bool = False
    is_confirmed: bool = True
    version: int = 1
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = ""

    @property
    def trigger(self) -> str:
        """The first of the event kinds that start the term."""
        return self.triggers[0]

    @property
    def is_since_2020(self) -> bool:
        """Tell whether title 14A Rv brought it (WAMCA): it does not run for claims under the old law.

        >>> term("D02").is_since_2020, term("D13").is_since_2020
        (True, False)
        """
        return "1018" in self.article

    @property
    def has_set_date(self) -> bool:
        """Tell whether its end is a date somebody sets, so that there is nothing to count.

        >>> term("D06").has_set_date, term("D13").has_set_date
        (True, False)
        """
        return self.length is None

    def is_valid_on(self, on: date) -> bool:
        """Tell whether this version is for a term triggered on that day.

        >>> term("D03").is_valid_on(date(2019, 12, 31)), term("D03").is_valid_on(date(2020, 1, 1))
        (False, True)
        """
        return (self.valid_from or date.min) <= on <= (self.valid_until or date.max)


_WAMCA = date(2020, 1, 1)
_FINAL = (
    "dismissed", "inadmissible", "jurisdiction_declined", "scheme_determined", "declaratory_judgment", "not_continued",
)  # fmt: skip
_INTERLOCUTORY = (
    "interlocutory_judgment", "jurisdiction_accepted", "joinder_refused", "admissible", "admissible_on_condition",
    "cure_ordered", "exclusive_representative_appointed", "liability_judgment", "foreign_opt_out_allowed",
    "foreign_opt_out_refused", "scheme_proposals_ordered", "settlement_refused", "cjeu_question_referred",
    "hr_question_referred",
)  # fmt: skip
_APPEAL = (
    "appeal_confirmed", "appeal_quashed_decided", "appeal_quashed_remitted", "appeal_kept",
    "appeal_interlocutory_judgment",
)  # fmt: skip

# fmt: off
TERM_VERSIONS: tuple[Term, ...] = (
    Term("D01", "overlegtermijn", "consultation period",
         ("consultation_letter_received",), 2, "week", "statutory", "foundation", "art. 3:305a lid 3 onder c BW",
         "kans op niet-ontvankelijkheid", "risk of inadmissibility", is_floor=True,
         note="A floor: the earliest safe day for the writ, so nothing rolls."),
    Term("D02", "aanbrengen en inschrijven in het register", "file and enter in the register",
         ("writ_served",), 2, "day", "statutory", "foundation", "art. 1018c lid 2 Rv",
         "niet-ontvankelijk", "inadmissible", valid_from=_WAMCA,
         note="Two days after service. Art. 1 ATW applies; art. 2 does not, being for three days or more."),
    Term("D03", "concurrerende vorderingen", "competing claims",
         ("register_entry_published",), 3, "month", "statutory", "other_foundation", "art. 1018d lid 1 Rv",
         "niet-ontvankelijk", "inadmissible", is_extendable=True, valid_from=_WAMCA,
         note="Runs from publication in the register, not from service. Extension: D05."),
    Term("D04", "verlenging vragen", "ask for extension",
         ("register_entry_published",), 1, "month", "statutory", "other_foundation", "art. 1018d lid 2 Rv",
         "geen verlenging", "no extension", valid_from=_WAMCA),
    Term("D05", "verlengde termijn", "extended window",
         ("extension_granted",), None, None, "court", "other_foundation", "art. 1018d lid 2 Rv",
         "niet-ontvankelijk", "inadmissible", maximum=Span(3, "month"), valid_from=_WAMCA,
         note="At most three months, counted from the end of D03 (give it as counted_from); only for the asker."),
    Term("D06", "opt-out", "opt-out",
         ("announcement_made",), None, None, "court", "group_member", "art. 1018f lid 1 Rv",
         "gebonden", "bound", minimum=Span(1, "month"), is_extendable=True, valid_from=_WAMCA,
         note="A written statement to the registry, not to the foundation. The court sets the last day."),
    Term("D07", "opt-in vanuit het buitenland", "opt-in from abroad",
         ("announcement_made",), None, None, "court", "group_member", "art. 1018f lid 5 Rv",
         "doet niet mee", "not in the action", minimum=Span(1, "month"), is_confirmed=False, valid_from=_WAMCA,
         note="Same last day as D06. The number of the paragraph is to be checked."),
    Term("D08", "eigen stuiting na opt-out", "own interruption after opt-out",
         ("opt_out_declared",), 6, "month", "statutory", "opted_out_person", "art. 1018f lid 1 Rv",
         "vordering kan verjaren", "claim may become time-barred", valid_from=_WAMCA,
         note="More than three months, so art. 4 ATW excludes any roll; that reading is to be checked."),
    Term("D09", "schikking beproeven", "settlement attempt",
         ("opt_out_window_ended", "settlement_attempt_ordered"), None, None, "court", "parties", "art. 1018g Rv",
         "de zaak gaat inhoudelijk verder", "the case goes on to the merits",
         is_extendable=True, valid_from=_WAMCA),
    Term("D10", "tweede opt-out", "second opt-out",
         ("settlement_announced",), None, None, "court", "group_member", "art. 1018h Rv",
         "gebonden aan de schikking", "bound by the settlement",
         minimum=Span(1, "month"), is_confirmed=False, valid_from=_WAMCA,
         note="The minimum of one month is to be checked."),
    Term("D11", "voorstel voor schadeafwikkeling", "damages-scheme proposal",
         ("scheme_proposals_ordered",), None, None, "court", "parties", "art. 1018i Rv",
         "de rechter beslist zonder voorstel", "the court decides without a proposal",
         is_extendable=True, is_confirmed=False, valid_from=_WAMCA),
    Term("D12", "niet gebonden bij later bekende schade", "not bound, late-known damage",
         ("late_damage_notice_received",), None, None, "notice", "group_member", "art. 1018k lid 2 Rv",
         "gebonden", "bound", minimum=Span(6, "month"), valid_from=_WAMCA,
         note="The defendant sets the date in the notice; at least six months."),
    Term("D13", "hoger beroep van een eindvonnis", "appeal from a final judgment",
         _FINAL, 3, "month", "statutory", "losing_party", "art. 339 lid 1 Rv",
         "onherroepelijk", "irrevocable",
         note="Cross-appeal has no such term."),
    Term("D14", "hoger beroep van een tussenvonnis, met verlof", "appeal from an interlocutory judgment, with leave",
         _INTERLOCUTORY, 3, "month", "statutory", "party_with_leave", "art. 337 lid 2 en 339 lid 1 Rv",
         "wachten op het eindvonnis", "wait for the final judgment", is_confirmed=False,
         note="Provisional on every interlocutory judgment: it runs from the judgment itself, not from the leave "
              "(HR 17 December 2004), also where that judgment puts a question to another court: not from the day the "
              "question is lodged there. Without leave it lapses. Against some decisions no appeal is open; that "
              "none is open against a referral between courts (art. 110 lid 3 Rv) is to be checked."),
    Term("D15", "hoger beroep in kort geding", "appeal, interim relief",
         ("summary_judgment",), 4, "week", "statutory", "losing_party", "art. 339 lid 2 Rv",
         "onherroepelijk", "irrevocable"),
    Term("D16", "cassatie", "cassation",
         _APPEAL, 3, "month", "statutory", "losing_party", "art. 402 lid 1 Rv",
         "onherroepelijk", "irrevocable", is_confirmed=False,
         note="From an interlocutory appeal judgment only with leave (art. 401a Rv)."),
    Term("D17", "cassatie in kort geding", "cassation, interim relief",
         ("summary_appeal_judgment",), 8, "week", "statutory", "losing_party", "art. 402 lid 2 Rv",
         "onherroepelijk", "irrevocable", is_confirmed=False),
    Term("D18", "eerste roldatum", "first docket date",
         ("writ_served",), None, None, "notice", "foundation", "art. 114-116 Rv",
         "", "", is_confirmed=False,
         note="The date in the writ. The least notice depends on where the defendant lives."),
    Term("D19", "jaarstukken op de website", "publish the annual papers",
         ("annual_papers_adopted",), 8, "day", "statutory", "foundation", "art. 3:305a lid 5 BW",
         "risico voor de ontvankelijkheid", "admissibility risk", is_confirmed=False),
    Term("D20", "datalek melden bij de toezichthouder", "report a data breach to the authority",
         ("breach_discovered",), 72, "hour", "eu", "controller", "art. 33 AVG",
         "kans op een boete", "risk of a fine",
         note="Hours run on through nights, weekends and holidays."),
    Term("D21", "antwoord op een verzoek van een betrokkene", "answer a data-subject request",
         ("data_subject_request_received",), 1, "month", "eu", "controller", "art. 12 lid 3 AVG",
         "klacht", "complaint", is_extendable=True,
         note="Two months more if complex, with notice in the first month. The ATW does not apply; a roll "
              "under Regulation 1182/71 is not counted, so the date is the safe one."),
    Term("D22", "verjaring van de schadevordering", "limitation of the damages claim",
         ("damage_known",), 5, "year", "statutory", "group_member", "art. 3:310 BW",
         "vordering verjaard", "claim time-barred", is_confirmed=False,
         note="Long stop of twenty years. Can be interrupted."),
)
# fmt: on


@dataclass(frozen=True)
class TermTable:
    """All versions of all terms, and the questions one asks of them."""

    rows: tuple[Term, ...]

    def versions(self, code: str) -> tuple[Term, ...]:
        """Return the versions of a code, oldest first; an unknown code raises UnknownTerm."""
        found = tuple(sorted((row for row in self.rows if row.code == code), key=lambda row: row.version))
        if not found:
            raise UnknownTerm(code)
        return found

    def term(self, code: str, on: date | None = None) -> Term:
        """Return the version for a term triggered on a day, or the one in force; otherwise raise UnknownTerm."""
        versions = self.versions(code)
        if on is None:
            if versions[-1].valid_until is None:
                return versions[-1]
            raise UnknownTerm(code, f", retired after {versions[-1].valid_until.isoformat()}")
        for row in reversed(versions):
            if row.is_valid_on(on):
                return row
        raise UnknownTerm(code, f" for a term that starts on {on.isoformat()}")

    def in_force(self, on: date | None = None) -> tuple[Term, ...]:
        """Return the one version of each code that holds for a trigger day, or the open-ended ones."""
        newest: dict[str, Term] = {}
        for row in sorted(self.rows, key=lambda row: (row.code, row.version)):
            if row.valid_until is None if on is None else row.is_valid_on(on):
                newest[row.code] = row
        return tuple(newest.values())

    def triggered_by(self, event_kind: str, on: date | None = None) -> tuple[Term, ...]:
        """Return the terms an event starts, by code."""
        return tuple(row for row in self.in_force(on) if event_kind in row.triggers)


TERM_TABLE = TermTable(TERM_VERSIONS)
TERMS: dict[str, Term] = {row.code: row for row in TERM_TABLE.in_force()}


def term(code: str, on: date | None = None) -> Term:
    """Return a term by its code, in the version for a trigger day if one is given; otherwise raise UnknownTerm.

    >>> term("D13").article
    'art. 339 lid 1 Rv'
    """
    return TERM_TABLE.term(code, on)


def terms_triggered_by(event_kind: str, on: date | None = None) -> tuple[Term, ...]:
    """Return the terms an event kind starts.

    >>> [term.code for term in terms_triggered_by("register_entry_published")]
    ['D03', 'D04']
    """
    return TERM_TABLE.triggered_by(event_kind, on)


def due(
    term: Term,
    triggered_on: date | datetime,
    *,
    calendar: Calendar = CALENDAR,
    court_date: date | None = None,
    counted_from: date | None = None,
) -> Proof:
    """Return when a term ends, with its proof; the article is the term's own.

    A term set by the court or in a document needs `court_date` (else DateWanted); it is stored as it is, never rolled,
    and checked against the bounds of the law, counted from `counted_from` or the trigger (BelowMinimum, AboveMaximum).
    A term in hours needs a moment; a bare date gives the safe answer. A date given for a counted term is refused.

    >>> due(TERMS["D13"], date(2024, 10, 9)).ends_on
    datetime.date(2025, 1, 9)
    >>> due(TERMS["D06"], date(2026, 3, 5), court_date=date(2026, 4, 5)).ends_on
    datetime.date(2026, 4, 5)
    """
    if term.has_set_date:
        return _due_as_set(term, triggered_on, court_date, counted_from)
    if court_date is not None:
        raise CountingError(
            f"{term.code} is counted; a date cannot be set for it ({term.article}).", field="court_date"
        )
    if term.unit == "hour":
        return count_hours(triggered_on, hours=term.length, source=term.source, article=term.article)
    source = "floor" if term.is_floor else term.source
    return count(
        triggered_on, length=term.length, unit=term.unit, source=source, calendar=calendar, article=term.article
    )


def _due_as_set(term: Term, triggered_on: date, court_date: date | None, counted_from: date | None) -> Proof:
    if court_date is None:
        raise DateWanted(f"{term.code}: give the date that was set ({term.article}).")
    for name, on in (("triggered_on", triggered_on), ("court_date", court_date)):
        if not isinstance(on, date) or isinstance(on, datetime):
            raise CountingError(f"{term.code} needs a date, not {on!r}.", field=name)
    if court_date < triggered_on:
        raise CountingError(f"{term.code}: the date set lies before {triggered_on.isoformat()}.", field="court_date")
    steps = [step(triggered_on, "start", term.article)]
    steps += require_within_bounds(term, counted_from or triggered_on, court_date, has_base=counted_from is not None)
    steps.append(step(court_date, "court_date" if term.source == "court" else "notice_date", term.article))
    steps += [why_not_step(court_date, term.source), step(court_date, "end")]
    length = (court_date - triggered_on).days
    return Proof(triggered_on, length, "day", term.source, court_date, court_date, False, tuple(steps))


def require_within_bounds(term: Term, counted_from: date, court_date: date, *, has_base: bool = True) -> list[Step]:
    """Refuse a set date the law does not allow, and write down the bounds it was checked against.

    A minimum that a lawyer has yet to confirm is only noted. A maximum is checked only from a base that was given:
    three months of extension run from the end of the first window, not from the order (art. 1018d lid 2 Rv).

    >>> require_within_bounds(TERMS["D06"], date(2026, 3, 5), date(2026, 4, 4))
    Traceback (most recent call last):
    cases.law.terms.BelowMinimum: D06 may not end before 2026-04-05 (art. 1018f lid 1 Rv).
    """
    steps = []
    if term.minimum:
        limit_on, _ = add(counted_from, term.minimum.length, term.minimum.unit)
        if court_date < limit_on and term.is_confirmed:
            message = f"{term.code} may not end before {limit_on.isoformat()} ({term.article})."
            raise BelowMinimum(message, article=term.article, limit_on=limit_on)
        rule = "minimum" if court_date >= limit_on else "below_minimum"
        steps.append(_bound_step(term, term.minimum, limit_on, rule))
    if term.maximum and has_base:
        limit_on, _ = add(counted_from, term.maximum.length, term.maximum.unit)
        if court_date > limit_on:
            message = f"{term.code} may not end after {limit_on.isoformat()} ({term.article})."
            raise AboveMaximum(message, article=term.article, limit_on=limit_on)
        steps.append(_bound_step(term, term.maximum, limit_on, "maximum"))
    return steps


def _bound_step(term: Term, span: Span, limit_on: date, rule: str) -> Step:
    return step(limit_on, rule, term.article, length=span.length, unit=span.unit)
