"""Signing in, and choosing for which foundation one works."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.core.errors import DomainError
from cases.staff import services, sessions
from cases.staff.forms import AbsenceForm


class SetUpSecondFactor(ActivateTOTPView):
    """Who proves the new authenticator with a code has used a second factor in this session."""

    def form_valid(self, form):
        response = super().form_valid(form)
        record_authentication(
            self.request, self.request.user, "mfa", type=Authenticator.Type.TOTP, reauthenticated=True
        )
        return response


class ReplaceSecondFactor(DeactivateTOTPView):
    """Who gives up an authenticator has none: the session waits until the next one is set up."""

    success_url = reverse_lazy("mfa_activate_totp")

    def form_valid(self, form):
        response = super().form_valid(form)
        sessions.forget_second_factor(self.request)
        return response


def absence(request):
    """Say from when until when one is away: the deputy is warned of deadlines in the meantime."""
    own = sessions.acting(request)
    if not own:
        raise Http404
    membership = own[0]
    days = {"absent_from": membership.absent_from, "absent_until": membership.absent_until}
    form = AbsenceForm(request.POST or None, initial=days)
    if form.is_valid():
        try:
            services.set_absences(request.user, membership.foundation, **form.cleaned_data, by=request.user)
            messages.success(request, _("Your absence is noted.") if form.cleaned_data["absent_from"]
                             else _("You are at work."))  # fmt: skip
            return redirect("admin:index")
        except DomainError as refusal:
            form.add_error(refusal.field, refusal.message)
    title = _("Absence: %(foundation)s") % {"foundation": membership.foundation.short_name}
    context = admin.site.each_context(request) | {"title": title, "form": form}
    return TemplateResponse(request, "staff/absence.html", context | {"deputy": membership.deputy})


@require_POST
def switch_foundation(request):
    """Work for another of one's own foundations from now on."""
    wanted = request.POST.get("foundation", "")
    for membership in sessions.memberships(request.user):
        if str(membership.foundation.public_id) == wanted:
            request.session[sessions.FOUNDATION] = membership.foundation_id
            services.switch_foundation(membership, by=request.user)
            break
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(back)
    return redirect("admin:index")
