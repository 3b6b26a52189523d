"""The tabs of the list of deadlines."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

TABS = {
    "": _("To do"),
    "late": _("Late"),
    "week": _("This week"),
    "month": _("30 days"),
    "unconfirmed": _("Waits for confirmation"),
    "all": _("All"),
}


def within(tab: str, rows):
    """The rows of one tab."""
    today = timezone.localdate()
    return {
        "late": lambda: rows.overdue(today),
        "week": lambda: rows.ending_within(7, today),
        "month": lambda: rows.ending_within(30, today),
        "unconfirmed": rows.unconfirmed,
        "all": rows.all,
    }.get(tab, rows.running)()


class Tab(admin.SimpleListFilter):
    """Which deadlines: without a choice those somebody still has to act on."""

    title = _("tab")
    parameter_name = "tab"

    def lookups(self, request, model_admin):
        return [(name, title) for name, title in TABS.items() if name]

    def queryset(self, request, queryset):
        return within(self.value() or "", queryset)


class Mine(admin.SimpleListFilter):
    """Whose deadlines."""

    title = _("responsible")
    parameter_name = "responsible"

    def lookups(self, request, model_admin):
        return [("me", _("mine")), ("nobody", _("nobody's"))]

    def queryset(self, request, queryset):
        if self.value() == "me":
            return queryset.filter(responsible=request.user) | queryset.filter(deputy=request.user)
        return queryset.filter(responsible=None) if self.value() == "nobody" else queryset
