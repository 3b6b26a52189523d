"""The staff site itself: one sign-in, one search, and a refusal is a sentence instead of a fault."""

from functools import wraps
from time import perf_counter

from django.contrib import auth, messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from unfold.dataclasses import SearchResult
from unfold.sites import UnfoldAdminSite

from cases.core.admin import BaseAdmin
from cases.core.errors import DomainError, NoFoundation
from cases.core.lists import has_too_many_terms

TERM_FROM, TERM_UNTIL = 3, 100

__all__ = ["SearchResult", "StaffSite"]


class StaffSite(UnfoldAdminSite):
    """The site at /beheer/."""

    def register(self, model_or_iterable, admin_class=None, **options):
        """Only pages on our own base: those that libraries bring along would delete, or show secrets."""
        if admin_class and issubclass(admin_class, BaseAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view, cacheable=False):
        return super().admin_view(_with_refusals_as_messages(view), cacheable)

    def login(self, request, extra_context=None):
        return redirect("account_login")

    def logout(self, request, extra_context=None):
        if request.method == "POST":
            auth.logout(request)
        return redirect("account_login")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def search(self, request, extra_context=None):
        """The palette: pages by name, and what the search callback finds; nothing is kept in the cache."""
        term = request.GET.get("s", "").replace("\x00", "").strip()
        if not TERM_FROM <= len(term) <= TERM_UNTIL or has_too_many_terms(term):
            return HttpResponse()
        began_at = perf_counter()
        found = self._search_apps(self.get_app_list(request), term.lower())
        found += self._get_value(self._get_config("COMMAND", request).get("search_callback"), request, term) or []
        name = "command_results" if "extended" in request.GET else "search_results"
        pages = Paginator(found, max(len(found), 1))
        context = {
            "page_obj": pages,
            "results": pages.page(1),
            "page_counter": 0,
            "execution_time": perf_counter() - began_at,
        }
        return TemplateResponse(request, f"unfold/helpers/{name}.html", context, headers={"HX-Trigger": "search"})


def _with_refusals_as_messages(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NoFoundation:
            messages.warning(request, _("People belong to a foundation. You do not work for one now."))
            return redirect("admin:index")
        except DomainError as error:
            messages.error(request, str(error.message))
            return redirect(request.get_full_path() if request.method == "POST" else "admin:index")

    return guarded
