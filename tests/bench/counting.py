"""Counting a deadline with its proof, beside a bare loop over the same days with a set of closed days."""

from collections.abc import Iterator
from datetime import date, timedelta

from cases.law.closed_days import CALENDAR
from cases.law.counting import count, exemption
from cases.law.terms import TERMS, Term
from tests.bench.measure import Line, best_of

ONE = timedelta(days=1)
FIRST = date(2023, 1, 2)


def counted_terms() -> list[Term]:
    """The terms that the law counts and lets the closed days shift (art. 1 to 4 ATW)."""
    terms = [term for term in TERMS.values() if not term.has_set_date and not term.is_floor and term.unit != "hour"]
    return [term for term in terms if exemption(term.length, term.unit, term.source) is None]


def closed_days() -> set[date]:
    every = (FIRST + timedelta(days=number) for number in range(366 * 8))
    return {on for on in every if CALENDAR.closed(on)}


def bare(triggered_on: date, raw_ends_on: date, *, is_stretched: bool, closed: set[date]) -> date:
    """The same last day by walking over the days, without a word of proof."""
    on, ordinary = triggered_on, 0
    while on < raw_ends_on:
        on += ONE
        ordinary += on not in closed
    while on in closed:
        on += ONE
        ordinary += on not in closed
    while is_stretched and ordinary < 2:
        on += ONE
        ordinary += on not in closed
    return on


def work(rows: int) -> Iterator[tuple[date, Term]]:
    terms = counted_terms()
    for number in range(rows):
        yield FIRST + timedelta(days=number * 7 % 1500), terms[number % len(terms)]


def lines(rows: int = 20_000) -> Iterator[Line]:
    """Raises AssertionError when the loop and the law disagree."""
    asked, closed = list(work(rows)), closed_days()
    proofs = [count(on, length=term.length, unit=term.unit, article=term.article) for on, term in asked]
    days = [
        (on, proof.raw_ends_on, term.unit != "day" or term.length >= 3)
        for (on, term), proof in zip(asked, proofs, strict=True)
    ]

    def product():
        for on, term in asked:
            count(on, length=term.length, unit=term.unit, article=term.article)

    def loop():
        return [bare(on, raw, is_stretched=is_stretched, closed=closed) for on, raw, is_stretched in days]

    assert loop() == [proof.ends_on for proof in proofs]
    ours, theirs = best_of(7, product), best_of(7, loop)
    versus = "a bare loop over the same days with a set of closed days"
    yield Line("deadline with proof", round(rows / ours), "deadlines/s", round(ours / theirs, 2), versus, rows, "none")
