"""Court events on the staff site: recorded in one form, read on one page, never changed in place."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cases.core.admin import BaseAdmin, display
from cases.core.dates import shown
from cases.core.errors import DomainError
from cases.dossier.models import Case
from cases.law.events import EVENT_ROWS
from cases.proceedings import services
from cases.proceedings.forms import ChooseCaseForm, CorrectionForm, EventForm, ReasonForm
from cases.proceedings.models import CourtEvent
from cases.proceedings.recording import UNDO_WITHIN, may_undo

TRACK_PARTS = ("proceeding__foundation", "group", "claim_ground", "defendant")


class Standing(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("yes", gettext_lazy("counts")), ("no", gettext_lazy("corrected or withdrawn"))]

    def queryset(self, request, queryset):
        standing = CourtEvent.objects.standing().values("pk")
        if self.value() == "yes":
            return queryset.filter(pk__in=standing)
        return queryset.exclude(pk__in=standing) if self.value() == "no" else queryset


class WhatHappened(admin.SimpleListFilter):
    title = gettext_lazy("what happened")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(kind.code, CourtEvent(kind=kind.code).kind_name) for kind in EVENT_ROWS if kind.happens_to == "track"]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


class CourtEventAdmin(BaseAdmin):
    """What a room above registers, with a rehearsal before the recording."""

    list_display = ["kind_name", "case", "shown_date", "court", "is_public"]
    list_filter = [WhatHappened, Standing, "is_public", "case"]
    list_select_related = ["case", "court"]
    search_fields = ["case__title", "kind", "source", "summary"]
    date_hierarchy = "happened_on"
    autocomplete_fields = ["case", "court"]

    class Media:
        css = {"all": ["staff/event.css"]}
        js = ["staff/event.js"]

    @display(description=gettext_lazy("what happened"), ordering="kind")
    def kind_name(self, event):
        return event.kind_name

    @display(description=gettext_lazy("date"), ordering="happened_on")
    def shown_date(self, event):
        return shown(event.happened_on, event.precision)

    def get_urls(self):
        def view(function):
            return self.admin_site.admin_view(function)

        return [
            path("<path:object_id>/undo/", view(require_POST(self.undo_view)), name="cases_courtevent_undo"),
            path("<path:object_id>/correct/", view(self.correct_view), name="cases_courtevent_correct"),
            path("<path:object_id>/withdraw/", view(self.withdraw_view), name="cases_courtevent_withdraw"),
            *super().get_urls(),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj:
            kwargs["form"] = CorrectionForm
        else:
            kwargs["form"] = EventForm if _chosen_case(request) else ChooseCaseForm
        form = super().get_form(request, obj, change=change, **kwargs)
        form.chosen_case = _chosen_case(request)
        return form

    def get_fieldsets(self, request, obj=None):
        if obj is None and not _chosen_case(request):
            return [(None, {"fields": ["case"], "description": _("First choose the case.")})]
        case = obj.case if obj else _chosen_case(request)
        return [
            (case.title, {"fields": [*(["reason"] if obj else []), "case", "kind", "happened_on", "tracks",
                                     "appellant", "court_set_on"]}),
            (_("Evidence"), {"fields": ["court", "document", "source"]}),
            (_("For the public"), {"fields": ["is_public", "summary", "summary_en"]}),
            (_("More"), {"fields": ["leads_to", "note"], "classes": ["collapse"]}),
        ]  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        return []

    def get_changeform_initial_data(self, request):
        case = _chosen_case(request)
        return {"case": case.pk, "is_public": True} if case else {}

    def add_view(self, request, form_url="", extra_context=None):
        case = _chosen_case(request)
        if request.method == "POST" and case and "kind" not in request.POST:
            return redirect(f"{reverse('admin:cases_courtevent_add')}?case={case.pk}")
        return super().add_view(request, form_url, {"title": _("Record a court event")} | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page is for reading; what is wrong is corrected by a new event."""
        event = self._event(request, object_id)
        context = self.admin_site.each_context(request) | {
            "title": event.kind_name,
            "opts": self.opts,
            "event": event,
            "entries": self._entries(event, 20),
            "is_standing": not event.is_withdrawn and not hasattr(event, "corrected_by"),
            "may_change": self.has_change_permission(request, event),
            "undo_until": event.created_at + UNDO_WITHIN if may_undo(event) else None,
            "tracks": event.tracks.select_related(*TRACK_PARTS),
            "entries_of_stage": event.stage_entries.all(),
            "overlays": event.overlays.all(),
            "deadlines": event.deadlines.visible_to(getattr(request, "foundation", None)).select_related(
                *(f"track__{part}" for part in TRACK_PARTS)
            ),
        }
        return TemplateResponse(request, "staff/case/event.html", context)

    def correct_view(self, request, object_id):
        event = self._event(request, object_id)
        if not self.has_change_permission(request, event):
            raise PermissionDenied
        return super().change_view(request, object_id, extra_context={"title": _("Correct: %s") % event.kind_name})

    def withdraw_view(self, request, object_id):
        event = self._event(request, object_id)
        if not self.has_change_permission(request, event):
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        if form.is_valid() and self._is_done(form, services.withdraw_event, event, by=request.user):
            messages.success(request, _("The event no longer counts. It stays in the history."))
            return redirect("admin:cases_courtevent_change", event.pk)
        title = _("Withdraw: %(event)s") % {"event": event}
        context = self.admin_site.each_context(request) | {"title": title, "opts": self.opts, "form": form}
        return TemplateResponse(request, "staff/form.html", context)

    def undo_view(self, request, object_id):
        event = self._event(request, object_id)
        if not self.has_change_permission(request, event):
            raise PermissionDenied
        try:
            event = services.undo_event(event, by=request.user)
            messages.success(request, _("Undone. What was recorded stays in the history, without effect."))
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        return redirect("admin:cases_courtevent_change", event.pk)

    def enter(self, form, corrected: CourtEvent | None, *, by) -> CourtEvent:
        """Do what a filled-in form says: record an event, or correct this one. Raises DomainError."""
        if corrected is None:
            return services.record_event(form.cleaned_data["case"], **form.facts(), by=by)
        stored = CourtEvent.objects.get(pk=corrected.pk)
        return services.correct_event(stored, reason=form.cleaned_data["reason"], **form.facts(), by=by)

    def save_model(self, request, obj, form, change):
        new = self.enter(form, obj if change else None, by=request.user)
        for warning in new.warnings:
            messages.warning(request, warning)
        obj.pk = new.pk
        obj.refresh_from_db()

    def save_related(self, request, form, formsets, change):
        """The service wrote the tracks already."""

    def response_add(self, request, obj, post_url_continue=None):
        messages.success(request, _("The event is recorded."))
        return redirect("admin:cases_courtevent_change", obj.pk)

    def response_change(self, request, obj):
        messages.success(request, _("The correction is recorded; the earlier event stays in the history."))
        return redirect("admin:cases_courtevent_change", obj.pk)

    def _event(self, request, object_id) -> CourtEvent:
        event = self.row_or_404(request, object_id)
        if not self.has_view_permission(request, event):
            raise PermissionDenied
        return event

    @staticmethod
    def _is_done(form, service, event, *, by) -> bool:
        try:
            service(event, **form.cleaned_data, by=by)
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return False
        return True


def _chosen_case(request) -> Case | None:
    """The case the form is about, from the address or the form itself."""
    if not hasattr(request, "chosen_case"):
        key = request.POST.get("case") or request.GET.get("case") or ""
        known = Case.objects.filter(pk=int(key)) if key.isascii() and key.isdigit() and len(key) < 19 else None
        request.chosen_case = known.first() if known is not None else None
    return request.chosen_case
