"""The hash chain, and how anybody can check it: the algorithm of `docs/receipts.md`, in the standard library alone.

No personal data goes in clear: who declared and why a declaration was reversed are commitments, hashes over a salt
that only the ledger and the receipt know. So the chain still closes after a person's contact details are erased.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

VERSION = 1


@dataclass(frozen=True, slots=True)
class Link:
    """One declaration as the chain sees it; `body` holds codes, moments, ids and commitments."""

    position: int
    previous_hash: str
    body: dict
    hash: str


class Broken(ValueError):
    """The chain does not close at this place."""

    def __init__(self, position: int, why: str):
        super().__init__(f"place {position}: {why}")
        self.position = position


def commitment(salt: str, text: str) -> str:
    """What the chain holds instead of a text; whoever knows salt and text can check it.

    >>> commitment("00", "KENMERK")[:16], commitment("01", "KENMERK")[:16]
    ('6737beac4cd4ceac', '0b25e9c4a672a718')
    """
    return sha256(f"{salt}:{text}")


def written(moment: datetime) -> str:
    """A moment as the chain writes it: UTC, to the microsecond.

    >>> written(datetime(2027, 1, 31, 22, 59, 59, tzinfo=UTC))
    '2027-01-31T22:59:59.000000Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(body: dict) -> str:
    """The hash of what was declared, without its place: keys sorted, no blanks, ASCII only.

    >>> digest({"kind": "opt_out", "version": 1})[:16]
    'cc7ffb37fb364e96'
    """
    return sha256(json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True))


def chained(position: int, previous_hash: str, body_digest: str) -> str:
    """The hash of a place in the chain, which binds everything before it.

    >>> chained(1, "", "a" * 64) == sha256("1::" + "a" * 64)
    True
    """
    return sha256(f"{position}:{previous_hash}:{body_digest}")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def require_whole(links: Iterable[Link], *, after: int = 0, previous_hash: str = "") -> tuple[int, str]:
    """Walk along links in order; the place and the hash at their end. Raises Broken at the first that does not fit.

    >>> first = Link(1, "", {"version": 1}, chained(1, "", digest({"version": 1})))
    >>> require_whole([first]) == (1, first.hash)
    True
    >>> require_whole([Link(1, "", {"version": 2}, first.hash)])
    Traceback (most recent call last):
    claimants.declarations.ledger.Broken: place 1: the row is not what was recorded
    """
    position = after
    for link in links:
        position += 1
        if link.position != position:
            raise Broken(position, "a place is missing")
        if link.previous_hash != previous_hash:
            raise Broken(position, "it does not follow the row before it")
        if link.hash != chained(position, previous_hash, digest(link.body)):
            raise Broken(position, "the row is not what was recorded")
        previous_hash = link.hash
    return position, previous_hash
