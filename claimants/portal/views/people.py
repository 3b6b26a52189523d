"""The people somebody acts for, and what we write to whom."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from claimants.notices import services as notices
from claimants.people import access
from claimants.people.rules import age_on
from claimants.portal import desk, status
from claimants.portal.forms import WishesForm
from claimants.signin import drafts
from claimants.signin.guards import for_visitors

MESSAGES_SHOWN = 20


@require_safe
@for_visitors
def children(request, visitor):
    """The minors somebody acts for, until when, and their cases."""
    today = timezone.localdate()
    mine = [one for one in status.cases_of(visitor, today=today) if one.person.is_ward]
    wards = [
        {
            "name": ward.claimant.called_name or ward.claimant.full_name,
            "foundation": ward.claimant.foundation.name,
            "age": age_on(ward.claimant.born_on, today) if ward.claimant.born_on else None,
            "until": ward.acts_until,
            "cases": [one for one in mine if one.person.reference == ward.claimant.reference],
        }
        for ward in access.wards_of(visitor, today=today)
    ]
    return render(request, "portal/children.html", {"visitor": visitor, "wards": wards})


@require_http_methods(["GET", "HEAD", "POST"])
@desk.of_person("wishes", with_wards=False)
def wishes(request, context, person):
    """Which news, how soon: everybody for themselves, also for what concerns a minor they act for."""
    form = WishesForm(_typed(request), said=notices.preferences_of(person))
    if form.is_valid() and _keep(form, person):
        messages.success(request, _("Saved. From now on we write as you want."))
        return HttpResponseRedirect(f"{reverse('portal:wishes')}?person={person.public_id}", status=303)
    return render(request, "portal/wishes.html", context | {"form": form})


def _typed(request):
    return request.POST if request.method == "POST" else drafts.of_page(request) or None


def _keep(form, person) -> bool:
    try:
        notices.set_preferences(person, form.cleaned_data, by=None)
    except DomainError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return False
    return True


@require_safe
@desk.of_registration
def letters(request, visitor, row):
    """Everything we ever sent this person, word for word."""
    with acting_for(row.foundation_id):
        found = Paginator(notices.messages_of(row.claimant), MESSAGES_SHOWN).get_page(request.GET.get("page"))
        found.object_list = list(found.object_list)
    return desk.page(request, visitor, row, "letters", letters=found)
