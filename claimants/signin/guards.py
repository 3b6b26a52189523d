"""Who may pass a door: somebody who signed in, and for what matters most somebody who proved the mailbox just now."""

from functools import wraps
from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.urls import reverse

from claimants.signin import drafts, session

SEE_OTHER = 303


def for_visitors(view):
    """Signed in, or sent to the sign-in page and back here afterwards, with what was typed."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        visitor = session.visitor_of(request)
        if visitor is None:
            return _away(request, f"{reverse('signin:sign-in')}?{urlencode({'next': request.get_full_path()})}")
        response = view(request, visitor, *args, **kwargs)
        if request.method == "POST" and response.status_code in (302, SEE_OTHER) and drafts.of_page(request):
            drafts.drop(request, response)
        return response

    return guarded


def require_fresh(view):
    """Inside `for_visitors`: a code typed in the last quarter of an hour, or first the page that asks for one."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if session.is_fresh(request):
            return view(request, *args, **kwargs)
        session.remember_next(request, request.get_full_path())
        return _away(request, reverse("signin:step-up"))

    return guarded


def _away(request, address: str) -> HttpResponseRedirect:
    is_typed = request.method == "POST"
    response = HttpResponseRedirect(address, status=SEE_OTHER if is_typed else 302)
    if is_typed:
        drafts.keep(request, response)
    return response
