"""What every page may know of the outbox."""

from django.conf import settings


def postbox(request):
    """Whether the foot of the page leads to the post box of a laptop."""
    return {"shows_postbox": settings.SHOWS_POSTBOX}
