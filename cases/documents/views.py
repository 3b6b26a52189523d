"""The files of published papers."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from cases.documents.models import Document


@require_safe
def document(request, slug, public_id):
    found = get_object_or_404(Document.objects.public().exclude(file=""), case__slug=slug, public_id=public_id)
    return as_attachment(found)


def as_attachment(found: Document) -> FileResponse:
    """The stored PDF, to be saved and never to be run in our pages."""
    try:
        content = found.file.open("rb")
    except OSError as error:
        raise Http404 from error
    name = f"{slugify(found.title)[:80] or 'document'}.pdf"
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
