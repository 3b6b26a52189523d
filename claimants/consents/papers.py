"""What leaves the building about texts: who has not seen one, and for one consent what was on screen."""

import csv
from collections.abc import Iterator

from django.template.loader import render_to_string

from cases.core.pdf import tagged_pdf
from cases.core.tenancy import acting_for
from cases.core.text import safe_cell
from claimants.consents import rules
from claimants.consents.models import Consent, TermsVersion
from claimants.people.models import Claimant
from claimants.people.querysets import ClaimantQuerySet

HEADER = ("kenmerk", "naam", "taal", "heeft e-mailadres")


class _Echo:
    """A file that hands back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def untold(terms: TermsVersion) -> ClaimantQuerySet:
    """Everybody in the acting file whom we may write to and who has never seen this version."""
    return Consent.objects.untold(Claimant.objects.reachable(), terms).order_by("pk")


def untold_lines(terms: TermsVersion) -> Iterator[str]:
    """The same people as lines of CSV; memory stays flat, and no cell is a formula."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + writer.writerow(HEADER)
    with acting_for(terms.foundation_id):
        rows = untold(terms).values_list("reference", "full_name", "language", "email")
        for reference, name, language, email in rows.iterator(chunk_size=5_000):
            yield writer.writerow([reference, safe_cell(name), language, "ja" if email else "nee"])


def proof_of(consent: Consent) -> bytes:
    """One consent as a tagged PDF: who, when, along which way, and the exact text; raises PdfImpossible."""
    shown = consent.terms.shown_in(consent.language)
    is_proven = rules.fingerprint(shown.text) == consent.text_sha256
    facts = {"consent": consent, "shown": shown, "is_proven": is_proven}
    return tagged_pdf(render_to_string("consents/proof.html", facts))
