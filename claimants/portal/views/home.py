"""My cases, and my case."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.errors import DomainError
from claimants.portal import desk, status
from claimants.registrations import services as registrations
from claimants.signin.guards import for_visitors


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
    found = status.case_of(visitor, desk.uuid_of(public_id), today=timezone.localdate())
    if found is None:
        return desk.missing(request, visitor)
    return render(request, "portal/case.html", {"visitor": visitor, "status": found, "page": found})


@require_http_methods(["GET", "HEAD", "POST"])
@desk.of_registration
def confirm(request, visitor, row):
    """The mailbox is proven by being here, or a parent agrees for a minor; whoever only looks goes to the case."""
    if request.method == "POST" and status.may_confirm(row):
        try:
            registrations.confirm(row, by=None)
            messages.success(request, _("Thank you. This is confirmed."))
        except DomainError as refused:
            messages.error(request, refused.message)
    return redirect("portal:case", row.public_id)
