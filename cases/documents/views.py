"""The files of published papers."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cases.documents.copies import as_attachment
from cases.documents.models import Document


@require_safe
def document(request, slug, public_id):
    found = get_object_or_404(Document.objects.public().exclude(file=""), case__slug=slug, public_id=public_id)
    return as_attachment(found)
