"""Proceedings on the staff site; cases and court events have pages of their own."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.core.admin import BaseAdmin, BaseTabularInline, ReadOnlyAdmin, display
from cases.core.errors import DomainError
from cases.proceedings import rules, services
from cases.proceedings.case_page import CaseCockpitAdmin
from cases.proceedings.forms import MoveForm, ReasonForm
from cases.proceedings.models import (
    DocketNumber,
    Expectation,
    Hearing,
    HearingMove,
    Overlay,
    Proceeding,
    StageEntry,
    Track,
)

__all__ = [
    "CaseCockpitAdmin", "DocketNumberAdmin", "ExpectationAdmin", "HearingAdmin", "HearingMoveAdmin", "OverlayAdmin",
    "ProceedingAdmin", "StageEntryAdmin", "TrackAdmin",
]  # fmt: skip


class AddOnlyInline(BaseTabularInline):
    def has_change_permission(self, request, obj=None):
        return False


class DocketNumberInline(AddOnlyInline):
    model = DocketNumber
    fields = ["number", "court", "started_on", "ended_on", "source"]
    readonly_fields = ["ended_on"]


class TrackInline(AddOnlyInline):
    model = Track
    fields = ["group", "claim_ground", "defendant"]


@admin.register(Proceeding)
class ProceedingAdmin(BaseAdmin):
    list_display = ["foundation", "case", "court", "name"]
    list_filter = ["court", "foundation"]
    list_select_related = ["foundation", "case", "court"]
    search_fields = ["foundation__name", "foundation__short_name", "case__title", "name", "docket_numbers__number"]
    inlines = [DocketNumberInline, TrackInline]
    fields = ["case", "foundation", "court", "name", "source"]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["case", "foundation"] if obj else [])]

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, rules.normalise_number(search_term))

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            values = {name: form.cleaned_data[name] for name in form.fields if name != "seen_version"}
            obj.pk = services.open_proceeding(values.pop("case"), **values, by=request.user).pk
            obj.refresh_from_db()

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for row in formset.new_objects:
            if formset.model is DocketNumber:
                self._add_number(request, row)
            else:
                parts = {"group": row.group, "claim_ground": row.claim_ground, "defendant": row.defendant}
                services.open_track(row.proceeding, **parts, by=request.user)

    def _add_number(self, request, row):
        values = {"court": row.court, "started_on": row.started_on, "source": row.source}
        added = services.add_docket_number(row.proceeding, number=row.number, **values, by=request.user)
        court = {"court_code": row.court.code, "instance": row.court.instance} if row.court else {}
        for warning in rules.number_warnings(added.number, **court):
            messages.warning(request, f"{added.number}: {warning.text(get_language())}")


@admin.register(DocketNumber)
class DocketNumberAdmin(ReadOnlyAdmin):
    list_display = ["number", "kind", "court", "proceeding", "started_on", "ended_on"]
    list_filter = ["kind", "court"]
    list_select_related = ["court", "proceeding__foundation", "proceeding__case"]
    search_fields = ["number", "as_entered", "proceeding__case__title", "proceeding__foundation__short_name"]
    search_help_text = gettext_lazy("A number in any spelling, a case or a foundation.")

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, rules.normalise_number(search_term))


@admin.register(Track)
class TrackAdmin(ReadOnlyAdmin):
    list_display = ["proceeding", "group", "claim_ground", "defendant"]
    list_filter = ["proceeding__case", "proceeding__foundation"]
    list_select_related = ["proceeding__foundation", "proceeding__case", "group__case", "claim_ground", "defendant"]
    search_fields = ["proceeding__case__title", "proceeding__foundation__short_name", "group__name"]


@admin.register(StageEntry)
class StageEntryAdmin(ReadOnlyAdmin):
    list_display = ["stage_name", "track", "entered_on", "is_superseded"]
    list_filter = ["is_superseded", "track__proceeding__case"]
    list_select_related = ["track__proceeding__foundation", "track__group", "track__claim_ground", "track__defendant"]
    search_fields = ["stage", "track__proceeding__case__title"]

    @display(description=gettext_lazy("stage"), ordering="stage")
    def stage_name(self, entry):
        return entry.stage_name


@admin.register(Overlay)
class OverlayAdmin(ReadOnlyAdmin):
    list_display = ["name", "track", "started_on", "ended_on", "is_superseded"]
    list_filter = ["code", "is_superseded", "track__proceeding__case"]
    list_select_related = ["track__proceeding__foundation", "track__group", "track__claim_ground", "track__defendant"]
    search_fields = ["code", "track__proceeding__case__title"]

    @display(description=gettext_lazy("condition"), ordering="code")
    def name(self, overlay):
        return overlay.name


class MoveInline(AddOnlyInline):
    model = HearingMove
    fields = ["from_on", "to_on", "reason", "by"]

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Hearing)
class HearingAdmin(BaseAdmin):
    list_display = ["subject", "case", "planned_on", "starts_at", "court", "state"]
    list_filter = ["state", "court", "case"]
    list_select_related = ["case", "court"]
    search_fields = ["subject", "case__title"]
    date_hierarchy = "planned_on"
    inlines = [MoveInline]
    change_form_outer_before_template = "staff/case/hearing_buttons.html"
    fields = ["case", "proceedings", "subject", ("planned_on", "starts_at"), "court", "is_public", "source"]

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, *(["case", "proceedings", "planned_on", "state", "state_reason"] if obj else [])]

    def get_fields(self, request, obj=None):
        return [*self.fields, *([("state", "state_reason")] if obj else [])]

    def get_urls(self):
        def view(function):
            return self.admin_site.admin_view(function)

        return [
            path("<path:object_id>/move/", view(self.move_view), name="cases_hearing_move"),
            path("<path:object_id>/cancel/", view(self.cancel_view), name="cases_hearing_cancel"),
            path("<path:object_id>/held/", view(require_POST(self.held_view)), name="cases_hearing_held"),
            *super().get_urls(),
        ]

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            values = {name: form.cleaned_data[name] for name in form.fields if name != "seen_version"}
            obj.pk = services.plan_hearing(values.pop("case"), **values, by=request.user).pk
            obj.refresh_from_db()

    def move_view(self, request, object_id):
        return self._ask(request, object_id, MoveForm, services.move_hearing, _("Move: %(hearing)s"))

    def cancel_view(self, request, object_id):
        return self._ask(request, object_id, ReasonForm, services.cancel_hearing, _("Cancel: %(hearing)s"))

    def held_view(self, request, object_id):
        services.mark_hearing_held(self._hearing(request, object_id), by=request.user)
        messages.success(request, _("Noted."))
        return redirect("admin:cases_hearing_change", object_id)

    def _ask(self, request, object_id, form_class, service, title):
        hearing = self._hearing(request, object_id)
        form = form_class(request.POST or None)
        if form.is_valid():
            try:
                service(hearing, **form.cleaned_data, by=request.user)
            except DomainError as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            else:
                messages.success(request, _("Noted."))
                return redirect("admin:cases_hearing_change", hearing.pk)
        context = {"title": title % {"hearing": hearing}, "opts": self.opts, "form": form}
        return TemplateResponse(request, "staff/form.html", self.admin_site.each_context(request) | context)

    def _hearing(self, request, object_id) -> Hearing:
        hearing = self.row_or_404(request, object_id)
        if not self.has_change_permission(request, hearing):
            raise PermissionDenied
        return hearing


@admin.register(HearingMove)
class HearingMoveAdmin(ReadOnlyAdmin):
    list_display = ["hearing", "from_on", "to_on", "reason"]
    list_select_related = ["hearing"]
    search_fields = ["hearing__subject", "reason"]


@admin.register(Expectation)
class ExpectationAdmin(BaseAdmin):
    list_display = ["case", "group", "named_stage", "expected_from", "expected_until", "by"]
    list_filter = ["case"]
    list_select_related = ["case", "group__case", "by"]
    search_fields = ["case__title", "reason"]
    fields = ["case", "group", ("expected_from", "expected_until"), "reason"]

    def get_fields(self, request, obj=None):
        return [*self.fields, *(["named_stage", "by"] if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["named_stage", "by"] if obj else [])]

    def has_change_permission(self, request, obj=None):
        """What people have read stays as it was: a new expectation is said anew."""
        return obj is None and super().has_change_permission(request, obj)

    @display(description=gettext_lazy("stage"), ordering="stage")
    def named_stage(self, expectation):
        return expectation.stage_name

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in form.fields if name != "seen_version"}
        obj.pk = services.expect_next_step(values.pop("case"), **values, by=request.user).pk
        obj.refresh_from_db()
