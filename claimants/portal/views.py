"""The pages of somebody who signed in. Whatever is not theirs is not there."""

from functools import wraps
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.core.errors import DomainError
from claimants.portal import status
from claimants.registrations import services as registrations
from claimants.signin import session


def for_visitors(view):
    """Signed in, or sent to the sign-in page and back here afterwards."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        visitor = session.visitor_of(request)
        if visitor is None:
            wanted = f"?{urlencode({'next': request.path})}" if request.method == "GET" else ""
            return HttpResponseRedirect(reverse("signin:sign-in") + wanted)
        return view(request, visitor, *args, **kwargs)

    return guarded


@require_safe
@for_visitors
def home(request, visitor):
    """My cases and my people; with one only, that one."""
    mine = status.cases_of(visitor, today=timezone.localdate())
    if len(mine) == 1:
        return redirect("portal:case", mine[0].public_id)
    return render(request, "portal/home.html", {"visitor": visitor, "mine": mine, "is_home": True})


@require_safe
@for_visitors
def case(request, visitor, public_id):
    found = status.case_of(visitor, _uuid(public_id), today=timezone.localdate())
    if found is None:
        return _missing(request, visitor)
    return render(request, "portal/case.html", {"visitor": visitor, "status": found, "today": timezone.localdate()})


@require_POST
@for_visitors
def confirm(request, visitor, public_id):
    """The mailbox is proven by being here, or a parent agrees for a minor."""
    today = timezone.localdate()
    found = status.case_of(visitor, _uuid(public_id), today=today)
    if found is None:
        return _missing(request, visitor)
    if found.may_confirm:
        try:
            registrations.confirm(status.registration_of(visitor, found.public_id, today=today), by=None)
            messages.success(request, _("Thank you. This is confirmed."))
        except DomainError as refused:
            messages.error(request, refused.message)
    return redirect("portal:case", found.public_id)


def _uuid(text: str) -> UUID:
    """The id in its one spelling; any other text is an id that nobody has."""
    try:
        found = UUID(text)
    except ValueError:
        return UUID(int=0)
    return found if str(found) == text else UUID(int=0)


def _missing(request, visitor):
    return render(request, "portal/missing.html", {"visitor": visitor}, status=404)
