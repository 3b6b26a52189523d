"""Rulings on the staff site."""

from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, action, display
from cases.core.dates import shown
from cases.rulings import services
from cases.rulings.ecli import link
from cases.rulings.forms import RulingForm
from cases.rulings.models import Ruling


@admin.register(Ruling)
class RulingAdmin(BaseAdmin):
    form = RulingForm
    list_display = ["shown_ecli", "case", "court", "kind", "shown_date", "is_published"]
    list_filter = ["kind", "is_published", "court__instance"]
    list_select_related = ["case", "court"]
    search_fields = ["ecli", "case__title", "outcome"]
    search_help_text = _("An ECLI in any spelling, a case, or words of the outcome.")
    date_hierarchy = "decided_on"
    readonly_fields = ["address", "is_published"]
    fieldsets = [
        (None, {"fields": ["case", ("ecli", "address"), ("kind", "court"), ("decided_on", "precision")]}),
        (_("Outcome"), {"fields": ["outcome", "outcome_en", "source"]}),
        (_("Procedure"), {"fields": ["proceedings", "event", "is_published"]}),
    ]
    actions = ["publish", "withdraw"]

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        same = queryset.with_ecli_like(search_term) if ":" in search_term or "ecli" in search_term.lower() else None
        return (found, may_repeat) if same is None else (found | same, may_repeat)

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in form.fields if name != "seen_version"}
        if change:
            stored = Ruling.objects.select_related("case", "event").get(pk=obj.pk)
            stored.version = form.cleaned_data["seen_version"]
            changed = {name: values[name] for name in form.changed_data if name in values}
            if changed:
                services.revise_ruling(stored, **changed, by=request.user)
        else:
            obj.pk = services.announce_ruling(values.pop("case"), **values, by=request.user).pk
        obj.refresh_from_db()
        for doubt in services.doubts(obj):
            messages.warning(request, doubt.label)

    @display(description=_("ECLI"), ordering="ecli")
    def shown_ecli(self, ruling):
        return ruling.ecli or _("no ECLI known")

    @display(description=_("public text"))
    def address(self, ruling):
        url = link(ruling.ecli)
        return format_html('<a href="{}" rel="noreferrer">{}</a>', url, ruling.ecli) if url else "–"

    @display(description=_("decided on"), ordering="decided_on")
    def shown_date(self, ruling):
        return shown(ruling.decided_on, ruling.precision)

    @action(description=_("Publish"), permissions=["change"])
    def publish(self, request, queryset):
        for ruling in queryset:
            services.publish_ruling(ruling, by=request.user)

    @action(description=_("Withdraw from the public pages"), permissions=["change"])
    def withdraw(self, request, queryset):
        for ruling in queryset:
            services.withdraw_ruling(ruling, by=request.user)
