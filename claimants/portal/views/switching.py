"""Go to another foundation in the same case: what that means, the consent, and the way back until it is taken over."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from claimants.people import access
from claimants.portal import desk
from claimants.portal.forms import SwitchForm
from claimants.signin import session
from claimants.signin.guards import require_fresh
from claimants.transfers import services as transfers
from claimants.transfers.models import Transfer

MAY_TYPE = require_http_methods(["GET", "HEAD", "POST"])


def _last(row) -> Transfer | None:
    with acting_for(row.foundation_id):
        return Transfer.objects.of_registration(row).select_related("to_foundation", "to_group").first()


def _who_acts(request, row):
    """Who agrees for a minor; None when the person agrees."""
    visitor = session.visitor_of(request)
    with acting_for(row.foundation_id):
        own = access.own_people(visitor)
        return None if own.filter(pk=row.claimant_id).exists() else own.order_by("pk").first()


@MAY_TYPE
@desk.of_registration
def switch(request, visitor, row):
    """What goes along and what stays, and the request itself for who proved the mailbox just now."""
    today, last = timezone.localdate(), _last(row)
    if last and last.is_open:
        return desk.page(request, visitor, row, "switched", transfer=last)
    terms = transfers.terms_for(row.foundation_id, today=today)
    places = transfers.places(row, today=today) if terms else []
    form = SwitchForm(request.POST if request.method == "POST" else None, places=places)
    context = {"form": form, "places": places, "last": last}
    context["text"] = terms.shown_in(get_language()).text if places else ""
    if request.method == "POST" and places:
        return require_fresh(_ask)(request, visitor, row, context)
    return desk.page(request, visitor, row, "switch", **context)


def _ask(request, visitor, row, context):
    form = context["form"]
    if form.is_valid():
        try:
            transfers.ask(row, **form.chosen, via=_who_acts(request, row), by=None)
            messages.success(request, _("We have noted that you want to go. Nothing was sent yet."))
            return redirect("portal:switch", row.public_id)
        except DomainError as refused:
            form.add_error(None, refused.message)
    return desk.page(request, visitor, row, "switch", **context)


@MAY_TYPE
@desk.of_registration
def back(request, visitor, row):
    """Stay after all; possible until the other foundation took over."""
    last = _last(row)
    if request.method == "POST" and last and last.is_open:
        try:
            transfers.take_back(last, by=None)
            messages.success(request, _("You stay. The other foundation has nothing of you."))
        except DomainError as refused:
            messages.error(request, refused.message)
    return redirect("portal:switch", row.public_id)
