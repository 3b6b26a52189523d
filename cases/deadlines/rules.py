"""From a court event and the law to due dates with their proof; and what may become of a deadline. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.deadlines.choices import DateSource, DeadlineState
from cases.law.closed_days import CALENDAR, Calendar
from cases.law.events import event_kind
from cases.law.proof import Proof
from cases.law.terms import Term, due, terms_triggered_by

# What one deadline covers: the whole case, one proceeding or foundation in it, one group of a foundation,
# or one track. A term not named here covers one track.
COVERS: dict[str, str] = {
    "D02": "proceeding",  # each writ is filed once
    "D03": "case",        # competing claims: one window for everybody
    "D04": "case",        # asking for its extension: the same
    "D05": "foundation",  # the extension itself: only for who asked (HR 14 March 2025, ECLI:NL:HR:2025:388)
    "D06": "group",       # opt-out: the court's date for one group
    "D07": "group",
    "D10": "group",
    "D13": "proceeding",  # an appeal is lodged once against one judgment, for all claims and groups in it
    "D14": "proceeding",
    "D15": "proceeding",
    "D16": "proceeding",
    "D17": "proceeding",
    "D18": "proceeding",
    "D19": "foundation",
    "D20": "foundation",
    "D21": "foundation",
}  # fmt: skip

# One judgment may be recorded as several events of one day: each of these terms still runs once in a proceeding.
APPEALS = frozenset({"D13", "D14", "D15", "D16", "D17"})

PUBLIC = frozenset({"D03", "D06", "D07", "D10"})
HISTORY = timedelta(days=30)

MAY_BECOME: dict[DeadlineState, frozenset[DeadlineState]] = {
    DeadlineState.OPEN: frozenset(DeadlineState) - {DeadlineState.OPEN},
    DeadlineState.EXTENDED: frozenset(DeadlineState) - {DeadlineState.OPEN},
    DeadlineState.SUSPENDED: frozenset({DeadlineState.OPEN, DeadlineState.LAPSED, DeadlineState.SUPERSEDED}),
    DeadlineState.MET: frozenset({DeadlineState.OPEN, DeadlineState.SUPERSEDED}),
    DeadlineState.MISSED: frozenset({DeadlineState.OPEN, DeadlineState.MET, DeadlineState.SUPERSEDED}),
    DeadlineState.LAPSED: frozenset(
        {DeadlineState.OPEN, DeadlineState.MET, DeadlineState.MISSED, DeadlineState.SUPERSEDED}
    ),
    DeadlineState.SUPERSEDED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day of one term that one event started, with the proof of its count."""

    term: Term
    proof: Proof

    @property
    def ends_on(self) -> date:
        return self.proof.ends_on

    @property
    def is_provisional(self) -> bool:
        """Whether a decree on closed days or a lawyer's word on the rule may still change it."""
        return self.proof.is_provisional or not self.term.is_confirmed

    @property
    def source(self) -> DateSource:
        """Who set the date: the law by counting, the court, or a party in a notice."""
        if not self.term.has_set_date:
            return DateSource.COMPUTED
        return DateSource.COURT if self.term.source == "court" else DateSource.NOTICE


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deadline hangs: primary keys, None for "all"."""

    foundation: int | None = None
    proceeding: int | None = None
    group: int | None = None
    track: int | None = None


def due_dates(
    kind: str,
    happened_on: date,
    *,
    court_set_on: date | None = None,
    counted_from: date | None = None,
    calendar: Calendar = CALENDAR,
) -> list[DueDate]:
    """Return what an event starts, in the order of the terms.

    A term whose date somebody must set is left out while `court_set_on` is unknown. `counted_from` is the end of the
    first window, from which the maximum of its extension runs. Raises OutOfBounds or CountingError for a set date the
    law does not allow, UnknownEventKind for an unknown kind.

    >>> [(due.term.code, due.ends_on.isoformat()) for due in due_dates("dismissed", date(2025, 10, 29))]
    [('D13', '2026-01-29')]
    >>> [(due.term.code, due.is_provisional) for due in due_dates("admissible", date(2024, 1, 10))]
    [('D14', True)]
    """
    found = []
    for term in terms_for_staff(kind, happened_on):
        if term.has_set_date and court_set_on is None:
            continue
        set_on = court_set_on if term.has_set_date else None
        base = counted_from if term.maximum else None
        found.append(DueDate(term, due(term, happened_on, calendar=calendar, court_date=set_on, counted_from=base)))
    return found


def dates_wanted(kind: str, happened_on: date) -> list[Term]:
    """Return the terms that an event starts only when somebody gives their last day.

    >>> [term.code for term in dates_wanted("announcement_made", date(2026, 3, 5))]
    ['D06', 'D07']
    """
    return [term for term in terms_for_staff(kind, happened_on) if term.has_set_date]


def terms_for_staff(kind: str, happened_on: date) -> list[Term]:
    """Return the terms in which staff must act or watch.

    A waiting time that must at least pass is no deadline, and what happens to one person starts no deadline of the
    case: D08 runs for each opted-out person apart.

    >>> [term.code for term in terms_for_staff("consultation_letter_received", date(2026, 3, 5))]
    []
    """
    is_of_a_person = event_kind(kind).happens_to == "person"
    terms = [term for term in terms_triggered_by(kind, happened_on) if not term.is_floor]
    return [term for term in terms if term.who_acts == "controller" or not is_of_a_person]


def places(code: str, tracks: Sequence[Place]) -> list[Place]:
    """Return where the deadlines of one term hang, given the tracks of the event; the first track of each.

    >>> apple, other = Place(foundation=1, proceeding=1, track=5), Place(foundation=2, proceeding=2, track=6)
    >>> len(places("D03", [apple, other])), len(places("D05", [apple])), len(places("D22", [apple, other]))
    (1, 1, 2)
    """
    covers = COVERS.get(code, "track")
    if covers == "case" or not tracks:
        return [Place()]
    first: dict[tuple, Place] = {}
    for place in tracks:
        key = (place.foundation, place.group) if covers == "group" else (getattr(place, covers),)
        first.setdefault(key, place)
    return list(first.values())


def is_history(ends_on: date, today: date) -> bool:
    """Tell whether a term was over so long before it was entered that nobody need be alarmed.

    >>> is_history(date(2024, 4, 10), date(2026, 11, 23)), is_history(date(2026, 11, 20), date(2026, 11, 23))
    (True, False)
    """
    return ends_on < today - HISTORY


def may_become(old: str, new: str) -> bool:
    """Tell whether a deadline in one state may go to another; what was superseded stays so.

    >>> may_become("open", "met"), may_become("superseded", "open")
    (True, False)
    """
    return new in MAY_BECOME[DeadlineState(old)]
