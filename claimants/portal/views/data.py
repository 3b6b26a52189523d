"""Who saw and changed what; a copy of everything; having it erased."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from claimants.portal import desk
from claimants.portal.forms import UnderstoodForm
from claimants.privacy import reads, rules
from claimants.privacy import services as privacy
from claimants.privacy.choices import Channel, RequestKind
from claimants.privacy.models import DataSubjectRequest
from claimants.signin.guards import require_fresh

SHOWN = 100
MAY_TYPE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk.of_registration
def history(request, visitor, row):
    """Who looked and what was done, the newest of each; the copy of all data tells the rest."""
    with acting_for(row.foundation_id):
        looks = reads.of(row.claimant, at_most=SHOWN + 1)
        steps = reads.history_of(row.claimant, at_most=SHOWN + 1)
    is_cut = len(looks) > SHOWN or len(steps) > SHOWN
    return desk.page(request, visitor, row, "history", looks=looks[:SHOWN], steps=steps[:SHOWN], is_cut=is_cut)


@MAY_TYPE
@desk.of_person("download", guard=require_fresh)
def download(request, context, person):
    """Everything we hold on a person, as a file; at once, because the mailbox is proven."""
    if request.method == "POST":
        try:
            content = privacy.hand_over(person, channel=Channel.PORTAL, by=None)
        except DomainError as refused:
            messages.error(request, refused.message)
        else:
            headers = {"Content-Disposition": 'attachment; filename="gegevens.zip"'}
            return HttpResponse(content, content_type="application/zip", headers=headers)
    return render(request, "portal/download.html", context)


@MAY_TYPE
@desk.of_person("erase", guard=require_fresh)
def erase(request, context, person):
    """Ask to be erased, and take it back while that can be."""
    waiting = _waiting(person)
    form = UnderstoodForm(request.POST if request.method == "POST" else None)
    address = f"{reverse('portal:erase')}?person={person.public_id}"
    try:
        if request.method == "POST" and waiting and request.POST.get("keep"):
            privacy.cancel(waiting, by=None)
            messages.success(request, _("Your data stays. Nothing was erased."))
            return HttpResponseRedirect(address, status=303)
        if form.is_valid() and not waiting:
            privacy.ask(person, RequestKind.ERASURE, channel=Channel.PORTAL, by=None)
            return HttpResponseRedirect(address, status=303)
    except DomainError as refused:
        messages.error(request, refused.message)
    with acting_for(person.foundation_id):
        holds = privacy.holds_on(person)
    today = timezone.localdate()
    more = {"waiting": waiting, "form": form, "holds": holds, "undo_until": today + rules.UNDO}
    if waiting:
        more["undo_until"] = timezone.localdate(waiting.asked_at) + rules.UNDO
    return render(request, "portal/erase.html", context | more)


def _waiting(person) -> DataSubjectRequest | None:
    with acting_for(person.foundation_id):
        return DataSubjectRequest.objects.open().filter(claimant=person, kind=RequestKind.ERASURE).first()
