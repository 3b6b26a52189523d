"""Which day a royal decree can close. Pure."""

from __future__ import annotations

from datetime import date

YEARS = range(1965, 2101)


def is_within_reach(on: date) -> bool:
    """Tell whether a decree can be about this year: the Act is of 1964, and decrees look a few years ahead.

    >>> is_within_reach(date(2029, 5, 11)), is_within_reach(date(1, 1, 1)), is_within_reach(date(9999, 1, 1))
    (True, False, False)
    """
    return on.year in YEARS
