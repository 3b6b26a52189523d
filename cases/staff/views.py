"""Signing in, and choosing for which foundation one works."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cases.staff import services, sessions


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
