"""The rows of a ledger as links of its chain: made, walked along, and published."""

from collections.abc import Iterator

from django.db import transaction

from cases.core.tenancy import acting_for
from cases.health.checks import Finding
from cases.parties.models import Foundation
from claimants.declarations import ledger
from claimants.declarations.ledger import Link
from claimants.declarations.models import Checkpoint, Declaration, Ledger

STEP = 2_000


def forge(row: Declaration, *, position: int, previous_hash: str) -> None:
    """Give a new row its place, its commitment to the person, and its hash."""
    row.person = ledger.commitment(row.salt, row.claimant.reference)
    row.chain_position, row.previous_hash = position, previous_hash
    row.hash = ledger.chained(position, previous_hash, ledger.digest(body_of(row)))


def body_of(row: Declaration) -> dict:
    """What of a row goes into its hash: codes, moments, ids and commitments, nothing about a person in clear."""
    return {
        "version": ledger.VERSION,
        "id": str(row.public_id),
        "window": str(row.window.public_id),
        "kind": str(row.kind),
        "turn": row.turn,
        "reverses": str(row.reverses.public_id) if row.reverses else "",
        "reason": ledger.commitment(row.salt, row.reason) if row.reason else "",
        "received_at": ledger.written(row.received_at),
        "is_in_time": row.is_in_time,
        "channel": str(row.channel),
        "text_version": row.text_version,
        "evidence_sha256": row.evidence_sha256,
        "person": row.person,
    }


def in_groups(digits: str) -> str:
    """A hash in groups of eight, so that it can be read out and fits a narrow screen.

    >>> in_groups("0123456789abcdef")
    '01234567 89abcdef'
    """
    return " ".join(digits[start : start + 8] for start in range(0, len(digits), 8))


def link_of(row: Declaration) -> Link:
    return Link(row.chain_position, row.previous_hash, body_of(row), row.hash)


def links(*, after: int = 0, until: int | None = None) -> Iterator[Link]:
    """The chain of the acting foundation in order, from the place after `after` up to `until`; memory stays flat."""
    rows = Declaration.objects.filter(chain_position__gt=after).select_related("window", "reverses").in_order()
    rows = rows if until is None else rows.filter(chain_position__lte=until)
    return (link_of(row) for row in rows.iterator(chunk_size=STEP))


def verify(foundation: Foundation) -> int:
    """Walk along a foundation's whole chain to its recorded end; how many declarations it holds. Raises Broken."""
    with transaction.atomic(), acting_for(foundation):
        end = Ledger.objects.first()
        recorded = (end.length, end.head_hash) if end else (0, "")
        walked = ledger.require_whole(links(until=recorded[0]))
        if walked != recorded:
            raise ledger.Broken(walked[0], "the chain does not end where the ledger says")
        marks = Checkpoint.objects.filter(foundation=foundation).values_list("chain_position", "hash")
        for position, published_hash in marks:
            if not Declaration.objects.filter(chain_position=position, hash=published_hash).exists():
                raise ledger.Broken(position, "it is not what was published")
    return walked[0]


def publish(foundation: Foundation) -> Checkpoint | None:
    """Check a foundation's chain and publish its head, once for each; None when there is nothing new. Raises Broken."""
    length = verify(foundation)
    with transaction.atomic(), acting_for(foundation):
        last = Declaration.objects.filter(chain_position=length).first()
        if last is None or Checkpoint.objects.filter(foundation=foundation, chain_position=length).exists():
            return None
        return Checkpoint.objects.create(foundation=foundation, chain_position=length, hash=last.hash)


def publish_all() -> int:
    """Publish the head of every chain; a broken one holds up no other and is raised at the end. How many are new."""
    published, broken = 0, None
    for foundation in Foundation.objects.order_by("pk"):
        try:
            published += publish(foundation) is not None
        except ledger.Broken as error:
            broken = error
    if broken:
        raise broken
    return published


def chains() -> Finding:
    """Every chain of declarations closes, and still leads to each head that was published."""
    count = 0
    for foundation in Foundation.objects.order_by("pk"):
        try:
            count += verify(foundation)
        except ledger.Broken as error:
            return Finding("declarations", False, f"The chain of {foundation.slug} is broken at {error}.")
    return Finding("declarations", True, f"The chains of {count} declarations close.")
