"""Our copy of a paper, handed out so that it is saved and never run."""

from django.http import FileResponse, Http404
from django.utils.text import slugify

from cases.documents.models import Document


def as_attachment(document: Document) -> FileResponse:
    """The stored PDF under a name made from its title; raises Http404 when the copy is gone."""
    try:
        content = document.file.open("rb")
    except OSError as error:
        raise Http404 from error
    name = f"{slugify(document.title)[:80] or 'document'}.pdf"
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
