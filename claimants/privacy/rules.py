"""The legal term of a request, the steps it may take, and who may let an erasure go on. Pure."""

from datetime import date, timedelta

from cases.law.counting import count
from cases.law.proof import Proof
from cases.law.terms import due, term

TERM = "D21"
LONGER = 2  # months, art. 12 lid 3 AVG: counted from the end of the first, so that the date is the safe one
UNDO = timedelta(days=7)
SOON = timedelta(days=14)

STEPS = {
    "received": {"started", "cancelled"},
    "started": {"answered", "refused", "cancelled"},
}


def first_term(asked_on: date) -> Proof:
    """Until when a request must be answered (art. 12 lid 3 AVG).

    >>> first_term(date(2026, 1, 31)).ends_on
    datetime.date(2026, 2, 28)
    """
    return due(term(TERM, on=asked_on), asked_on)


def longer_term(asked_on: date) -> Proof:
    """Until when, once two months more were taken with notice in the first month.

    >>> longer_term(date(2026, 1, 31)).ends_on
    datetime.date(2026, 4, 28)
    """
    first = first_term(asked_on).ends_on
    return count(first, length=LONGER, unit="month", source="eu", article=term(TERM, on=asked_on).article)


def may_step(state: str, to: str) -> bool:
    """Whether a request may go from one state to another.

    >>> may_step("received", "started"), may_step("answered", "started"), may_step("received", "answered")
    (True, False, False)
    """
    return to in STEPS.get(state, set())


def may_extend(*, state: str, is_extended: bool, first_ends_on: date, today: date) -> bool:
    """Whether two more months can be taken: once, while the first month runs.

    >>> may_extend(state="started", is_extended=False, first_ends_on=date(2026, 2, 28), today=date(2026, 3, 1))
    False
    """
    return state in STEPS and not is_extended and today <= first_ends_on
