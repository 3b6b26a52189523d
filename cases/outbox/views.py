"""The post box of a laptop, where mails land in a folder instead of going out."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.outbox import postbox


@require_safe
def letters(request):
    """The newest mails; does not exist where mail really goes out."""
    if not settings.SHOWS_POSTBOX:
        raise Http404
    return render(request, "pages/postbox.html", {"letters": postbox.letters(settings.MAIL_FOLDER)})
