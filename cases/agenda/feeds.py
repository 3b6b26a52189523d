"""The address a calendar program fetches: no session, no language in it; the key in it is all there is."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from rest_framework.throttling import BaseThrottle

from cases.agenda import limits, services
from cases.agenda.entries import calendar


@require_safe
def staff_calendar(request, token):
    """One person's calendar; revoked, never issued and no longer allowed look the same."""
    key = services.find_key(token)
    wait = limits.seconds_to_wait(f"key:{key.pk}" if key else f"from:{BaseThrottle().get_ident(request)}")
    if wait:
        return _come_back(wait)
    if key is None:
        raise Http404
    services.note_use(key)
    with override(key.user.language):
        content = calendar(key)
    headers = {"Content-Disposition": 'inline; filename="achterban.ics"', "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _come_back(seconds: int) -> HttpResponse:
    sentence = _("Too often. Come back in %(seconds)s seconds.") % {"seconds": seconds}
    return HttpResponse(
        sentence, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": str(seconds)}
    )
