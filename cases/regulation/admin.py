"""Authorities and their measures on the staff site."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, action, display
from cases.core.dates import shown
from cases.regulation import services
from cases.regulation.models import Regulator, RegulatoryMeasure


@admin.register(Regulator)
class RegulatorAdmin(BaseAdmin):
    list_display = ["name", "level", "country"]
    list_filter = ["level"]
    search_fields = ["name"]


@admin.register(RegulatoryMeasure)
class RegulatoryMeasureAdmin(BaseAdmin):
    list_display = ["kind", "regulator", "concern", "state", "addressee", "shown_date", "is_published"]
    list_filter = ["kind", "state", "regulator__level", "is_published"]
    list_select_related = ["regulator", "concern"]
    search_fields = ["regulator__name", "concern__name", "products__name", "addressee", "summary"]
    readonly_fields = ["is_published"]
    actions = ["publish", "withdraw"]
    fieldsets = [
        (None, {"fields": ["regulator", ("kind", "state"), "addressee", ("announced_on", "precision")]}),
        (_("Target"), {"fields": ["concern", "products"]}),
        (_("In our own words"), {"fields": ["summary", "summary_en", "source", "is_published"]}),
    ]

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in form.fields if name != "seen_version"}
        if change:
            stored = RegulatoryMeasure.objects.select_related("concern").get(pk=obj.pk)
            stored.version = form.cleaned_data["seen_version"]
            changed = {name: values[name] for name in form.changed_data if name in values}
            if changed:
                services.revise_measure(stored, **changed, by=request.user)
        else:
            obj.pk = services.record_measure(values.pop("regulator"), **values, by=request.user).pk
        obj.refresh_from_db()

    @display(description=_("announced on"), ordering="announced_on")
    def shown_date(self, measure):
        return shown(measure.announced_on, measure.precision)

    @action(description=_("Publish"), permissions=["change"])
    def publish(self, request, queryset):
        for measure in queryset:
            services.publish_measure(measure, by=request.user)

    @action(description=_("Withdraw from the public pages"), permissions=["change"])
    def withdraw(self, request, queryset):
        for measure in queryset:
            services.withdraw_measure(measure, by=request.user)
