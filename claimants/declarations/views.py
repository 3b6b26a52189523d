"""The published heads of a chain, for everybody who holds a receipt."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cases.parties.models import Foundation
from claimants.declarations import receipts

SHOWN = 1_000


@require_safe
def heads(request, slug):
    """Places and hashes, newest first; of nobody."""
    foundation = get_object_or_404(Foundation, slug=slug)
    return JsonResponse({"foundation": foundation.slug, "heads": receipts.published(foundation.slug)[:SHOWN]})
