"""What may be told of an overlap, and how often one may be counted. Pure."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta

FEWEST = 10
DAYS_BETWEEN = 30


def told(count: int) -> int | None:
    """The number as both may read it; None where it is so small that it could point at somebody.

    >>> told(9), told(10)
    (None, 10)
    """
    return count if count >= FEWEST else None


def next_on(counted_on: date) -> date:
    """The first day on which the same two may be counted again: two counts close together would tell who came.

    >>> next_on(date(2026, 2, 20))
    datetime.date(2026, 3, 22)
    """
    return counted_on + timedelta(days=DAYS_BETWEEN)


def tokens(indexes: Iterable[str]) -> array:
    """Blind indexes as sorted numbers of 64 bits, each once: eight bytes for an address.

    Two of a million addresses meet by chance less than once in ten million counts.

    >>> list(tokens(["000000000000000a" + "f" * 48, "0000000000000001" + "0" * 48, "000000000000000a" + "f" * 48]))
    [1, 10]
    """
    found = array("Q", (int(index[:16], 16) for index in indexes))
    return array("Q", sorted(set(found)))


def in_common(first: array, second: array) -> int:
    """How many numbers stand in both sorted arrays.

    >>> in_common(array("Q", [1, 4, 9]), array("Q", [4, 5, 9, 12]))
    2
    """
    few, many = sorted((first, second), key=len)
    return sum(_holds(many, token) for token in few)


def _holds(numbers: array, number: int) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number
