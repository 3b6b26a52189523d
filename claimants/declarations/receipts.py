"""A receipt: what was declared, its place in the chain, and all that is needed to check it without us."""

import json
from dataclasses import asdict, dataclass

from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import get_language

from cases.core.pdf import tagged_pdf
from cases.core.tenancy import acting_for
from cases.law.wording import moment_in_words
from claimants.declarations import chain, ledger, rules
from claimants.declarations.models import Checkpoint, Declaration


@dataclass(frozen=True, slots=True)
class Receipt:
    """One declaration with the way from its place to a published head of the chain.

    `path` holds the digests of the declarations after it up to `head_position`; `reference` and `salt` open the
    commitment to the person. Anybody with this and the published head can check it (`docs/receipts.md`).
    """

    foundation: str
    reference: str
    salt: str
    position: int
    previous_hash: str
    body: dict
    hash: str
    path: tuple[str, ...]
    head_position: int
    head_hash: str

    @property
    def file(self) -> bytes:
        """The receipt as a file, the same bytes each time."""
        return json.dumps(asdict(self), sort_keys=True, indent=1).encode()


def receipt(declaration: Declaration) -> Receipt:
    """The receipt of a declaration, up to the first published head after it, else up to the end of the chain."""
    with transaction.atomic(), acting_for(declaration.foundation_id):
        asked = Declaration.objects.select_related("foundation", "window", "reverses", "claimant")
        row = asked.get(pk=declaration.pk)
        published_head = _published_after(row)
        until = published_head.chain_position if published_head else None
        later = [
            (one.position, one.hash, ledger.digest(one.body))
            for one in chain.links(after=row.chain_position, until=until)
        ]
    link = chain.link_of(row)
    head, head_hash = later[-1][:2] if later else (link.position, link.hash)
    if published_head:
        head, head_hash = published_head.chain_position, published_head.hash
    return Receipt(
        row.foundation.slug, row.claimant.reference, row.salt, link.position, link.previous_hash, link.body, link.hash,
        tuple(digest for _position, _hash, digest in later), head, head_hash,
    )  # fmt: skip


def pdf(declaration: Declaration) -> bytes:
    """The receipt on paper, in the active language; raises PdfImpossible."""
    made, language = receipt(declaration), get_language() or "nl"
    received = moment_in_words(declaration.received_at.astimezone(rules.AMSTERDAM), language)
    context = {"receipt": made, "declaration": declaration, "received": received, "language": language}
    return tagged_pdf(render_to_string("declarations/receipt.html", context))


def published(slug: str) -> list[dict]:
    """The heads of a foundation's chain as they were published, newest first: places and hashes, of nobody."""
    heads = Checkpoint.objects.filter(foundation__slug=slug).order_by("-chain_position")
    return [{"position": one.chain_position, "hash": one.hash, "at": one.taken_at.isoformat()} for one in heads]


def _published_after(row: Declaration) -> Checkpoint | None:
    later = Checkpoint.objects.filter(foundation=row.foundation_id, chain_position__gte=row.chain_position)
    return later.order_by("chain_position").first()
