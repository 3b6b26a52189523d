"""Store, publish and withdraw the papers of a case."""

import secrets
from datetime import date

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.documents import rules
from cases.documents.choices import DocumentKind
from cases.documents.models import Document
from cases.dossier.models import Case
from cases.journal import services as journal


@transaction.atomic
def store_document(
    case: Case,
    *,
    title: str,
    kind: str = DocumentKind.OTHER,
    dated_on: date | None = None,
    url: str = "",
    file: File | None = None,
    by,
) -> Document:
    """Keep a paper as a link, a PDF of at most 10 MB, or both; the public does not see it yet.

    The name the file came with is forgotten. Raises DomainError.
    """
    if not url and file is None:
        raise DomainError(_("Give a link or a file."), field="url", code="required")
    if url and not rules.is_web_address(url):
        raise DomainError(_("A link starts with https:// or http://."), field="url", code="scheme")
    document = Document(case=case, title=title, kind=kind, dated_on=dated_on, url=url)
    if file is not None:
        document.file = ContentFile(_pdf(file), name=f"{secrets.token_hex(16)}.pdf")
    save_checked(document)
    journal.record("document.stored", document, case=case, by=by, kind=kind)
    return document


@transaction.atomic
def describe_document(document: Document, *, by, **changes) -> Document:
    """Change title, kind, date or link of a paper; the file itself never changes. Raises DomainError."""
    if changes.get("url") and not rules.is_web_address(changes["url"]):
        raise DomainError(_("A link starts with https:// or http://."), field="url", code="scheme")
    change(document, **changes)
    journal.record("document.described", document, case=document.case, by=by, fields=sorted(changes))
    return document


@transaction.atomic
def publish_document(document: Document, *, by) -> Document:
    """Let the public see the paper, once its case is public too."""
    if not document.is_published:
        change(document, is_published=True, published_at=timezone.now())
        journal.record("document.published", document, case=document.case, by=by)
    return document


@transaction.atomic
def withdraw_document(document: Document, *, by) -> Document:
    """Take the paper off the public site; staff keep it."""
    if document.is_published:
        change(document, is_published=False, published_at=None)
        journal.record("document.withdrawn", document, case=document.case, by=by)
    return document


def _pdf(file: File) -> bytes:
    if file.size > rules.MAX_BYTES:
        raise DomainError(_("The file is larger than 10 MB."), field="file", code="too-large")
    content = file.read(rules.MAX_BYTES + 1)
    if len(content) > rules.MAX_BYTES:
        raise DomainError(_("The file is larger than 10 MB."), field="file", code="too-large")
    if not rules.is_pdf(content):
        raise DomainError(_("This is not a PDF."), field="file", code="not-a-pdf")
    return content
