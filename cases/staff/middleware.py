"""Who is at work, for which foundation."""

from contextlib import nullcontext

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve
from django.utils import translation

from cases.core.tenancy import acting_for
from cases.staff import sessions

STAFF_PAGES = "/beheer/"
SIGN_IN = {"account_login", "account_logout", "mfa_authenticate", "account_inactive"}
FIRST_SET_UP = {"mfa_activate_totp"}
PROVE = {"mfa_reauthenticate"}


def second_factor(get_response):
    """Below /beheer/ nothing opens before this session used a second factor, except the way to do so."""

    def middleware(request):
        if request.path_info.startswith(STAFF_PAGES):
            page = _page_first(request, _name_of(request.path_info))
            if page:
                return redirect_to_login(request.get_full_path(), resolve_url(page))
        return get_response(request)

    return middleware


def _name_of(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


def _page_first(request, name: str | None) -> str | None:
    """The page this session must see before the one it asked for, or None."""
    if name in SIGN_IN:
        return None
    if not request.user.is_authenticated:
        return "account_login"
    if not request.user.is_staff:
        raise PermissionDenied
    if sessions.is_too_old(request):
        logout(request)
        return "account_login"
    if sessions.has_second_factor(request):
        return None
    allowed = PROVE if sessions.is_enrolled(request.user) else FIRST_SET_UP
    return None if name in allowed else next(iter(allowed))


def acting_foundation(get_response):
    """Work for one foundation per session: its roles, its people, its deadlines (R44, R45)."""

    def middleware(request):
        request.foundation = request.membership = None
        request.memberships = []
        if not request.path_info.startswith(STAFF_PAGES) or not request.user.is_authenticated:
            return get_response(request)
        request.memberships = sessions.memberships(request.user)
        acting = sessions.acting(request)
        if acting:
            request.membership = acting[0]
            request.foundation = acting[0].foundation
            request.foundation_hue = sessions.hue(request.foundation)
            request.other_foundations = sessions.others(request)
        request.user.acting_roles = frozenset(membership.role for membership in acting)
        with translation.override(request.user.language), _acting(request.foundation):
            return _all_or_nothing(get_response(request))

    return middleware


def _acting(foundation):
    return acting_for(foundation) if foundation else nullcontext()


def _all_or_nothing(response):
    """An answer that failed leaves nothing behind, also where the whole request is one transaction."""
    if response.status_code >= 500 and connection.in_atomic_block:
        transaction.set_rollback(True)
    return response
