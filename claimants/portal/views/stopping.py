"""The four goodbyes: fewer messages, leave the foundation, stay out of the case, have one's data erased.

They are four different things and people mean one of them; each has its own page with what it does and does not do.
"""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.core.errors import DomainError
from cases.core.languages import name_of
from cases.core.tenancy import acting_for
from claimants.consents.choices import TermsKind
from claimants.consents.models import Consent
from claimants.consents.rules import leaving_costs
from claimants.portal import desk
from claimants.portal.forms import StopForm, UnderstoodForm
from claimants.registrations import rules
from claimants.registrations import services as registrations
from claimants.registrations.choices import RegistrationState

MAY_TYPE = require_http_methods(["GET", "HEAD", "POST"])


@MAY_TYPE
@desk.of_registration
def stop(request, visitor, row):
    """Which of them somebody means."""
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect(_address_of(form.cleaned_data["what"], row))
    return desk.page(request, visitor, row, "stop", form=form)


def _address_of(what: str, row) -> str:
    person = f"?person={row.claimant.public_id}"
    return {
        "messages": reverse("portal:wishes") + person,
        "foundation": reverse("portal:leave", args=[row.public_id]),
        "court": reverse("portal:choice", args=[row.public_id]),
        "data": reverse("portal:erase") + person,
    }[what]


@MAY_TYPE
@desk.of_registration
def leave(request, visitor, row):
    """Leave the foundation: what that means, a check, and only then it happens."""
    if row.state == RegistrationState.WITHDRAWN:
        return redirect("portal:left", row.public_id)
    form = UnderstoodForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            registrations.leave(row, by=None)
            return redirect("portal:left", row.public_id)
        except DomainError as refused:
            form.add_error(None, refused.message)
    today = timezone.localdate()
    context = {"form": form, "back_until": rules.back_until(today), "costs": _costs(row, today)}
    return desk.page(request, visitor, row, "leave", **context)


def _costs(row, today: date) -> str:
    """What leaving today costs by the agreement somebody gave, as a sentence; empty when there is none."""
    with acting_for(row.foundation_id):
        given = Consent.objects.of_person(row.claimant).agreed().select_related("terms")
        last = given.filter(terms__kind=TermsKind.PARTICIPATION_AGREEMENT).order_by("-given_at").first()
    if last is None:
        return ""
    signed_on = timezone.localdate(last.given_at)
    return name_of(leaving_costs(signed_on, today, last.terms.fee).sentence)


@MAY_TYPE
@desk.of_registration
def left(request, visitor, row):
    """The receipt of having left, and the way back while there is one."""
    if row.state != RegistrationState.WITHDRAWN:
        return redirect("portal:leave", row.public_id)
    if request.method == "POST":
        try:
            registrations.rejoin(row, by=None)
            messages.success(request, _("You are back. Your sign-up is as it was."))
            return redirect("portal:case", row.public_id)
        except DomainError as refused:
            messages.error(request, refused.message)
    left_on = timezone.localdate(row.left_at) if row.left_at else None
    back_until = rules.back_until(left_on) if registrations.may_come_back(row) else None
    return desk.page(request, visitor, row, "left", left_on=left_on, back_until=back_until)
