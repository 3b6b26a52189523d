"""Imports on the staff site: upload, name the columns, look at the check, decide, agree, watch, undo."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, action, display
from cases.core.errors import DomainError
from cases.core.tenancy import acting_for, acting_foundation_id
from cases.journal import services as journal
from claimants.imports import errors_file, services, steps
from claimants.imports.choices import ImportState
from claimants.imports.forms import MeaningForm, ReadingForm, UploadForm
from claimants.imports.models import Import

LABELS = {
    "uploaded": "warning", "checked": "warning", "approval": "warning", "paused": "warning", "finished": "success",
    "refused": "danger", "checking": "info", "running": "info", "undoing": "info", "undone": "info",
    "cancelled": "info",
}  # fmt: skip


@admin.register(Import)
class ImportAdmin(BaseAdmin):
    form = UploadForm
    list_display = ["source_name", "case", "shown_state", "row_count", "refused_count", "uploaded_by", "created_at"]
    list_filter = ["state", "case"]
    list_select_related = ["case", "uploaded_by"]
    search_fields = ["source_name"]
    date_hierarchy = "created_at"
    actions_detail = ["take_all", "take_good", "approve", "pause", "resume", "cancel", "undo"]
    fields = ["case", "group", "level", "source_name", "file"]

    @display(description=_("state"), ordering="state", label=LABELS)
    def shown_state(self, batch):
        return batch.state, batch.get_state_display()

    def changelist_view(self, request, extra_context=None):
        if acting_foundation_id() is None:
            messages.warning(request, _("People belong to a foundation. You do not work for one now."))
            return redirect("admin:index")
        return super().changelist_view(request, extra_context)

    def get_urls(self):
        view = self.admin_site.admin_view(self.errors_view)
        return [path("<int:pk>/errors.csv", view, name="claimants_import_errors"), *super().get_urls()]

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in ("case", "group", "level", "source_name")}
        made = services.accept(request.foundation, form.cleaned_data["file"], **values, by=request.user)
        obj.pk, obj.state = made.pk, made.state

    def response_add(self, request, obj, post_url_continue=None):
        if obj.state != ImportState.UPLOADED:
            messages.warning(request, _("This file came in before; this is the import it made."))
        return self.to(obj)

    def to(self, batch):
        return redirect("admin:claimants_import_change", batch.pk)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        batch = self.get_object(request, object_id)
        if batch is None or not self.has_view_permission(request, batch):
            return super().change_view(request, object_id, form_url, extra_context)
        context = self.admin_site.each_context(request) | {"title": str(batch), "opts": self.opts, "batch": batch}
        if batch.state == ImportState.UPLOADED:
            return self.name_columns(request, batch, context)
        if request.method != "GET":
            raise PermissionDenied
        context |= steps.shown(batch, request) | {"entries": self._entries(batch, 20)}
        if context["page"].object_list:
            journal.record("import.viewed", batch, case=batch.case, by=request.user)
        again = {"Refresh": "10"} if context["is_at_work"] else None
        return TemplateResponse(request, "staff/imports/import.html", context, headers=again)

    def name_columns(self, request, batch, context):
        """The first rows, and what their columns mean."""
        reading = ReadingForm(request.POST or request.GET)
        asked = reading.cleaned_data if reading.is_valid() else {}
        asked = {name: asked.get(name) or getattr(batch, name) for name in ("encoding", "delimiter")}
        try:
            look = services.first_look(batch, **asked)
        except DomainError as error:
            context |= {"reading": ReadingForm(initial=asked), "refused": error.message, "may": {"cancel": True}}
            return TemplateResponse(request, "staff/imports/columns.html", context)
        mapping = services.meaning_of(batch, look.headers)
        form = MeaningForm(
            request.POST or None, look=look, mapping=mapping, initial=asked | {"date_order": batch.date_order}
        )
        if request.method == "POST" and form.is_valid():
            if not self.has_change_permission(request, batch):
                raise PermissionDenied
            try:
                values = {name: form.cleaned_data[name] for name in ("encoding", "delimiter", "date_order")}
                services.describe(batch, mapping=form.mapping, **values, by=request.user)
                return self.to(batch)
            except DomainError as error:
                form.add_error(None, error.message)
        context |= {"reading": ReadingForm(initial=asked), "form": form, "look": look, "may": {"cancel": True}}
        return TemplateResponse(request, "staff/imports/columns.html", context)

    def errors_view(self, request, pk):
        batch = self.row_or_404(request, pk)
        if not self.has_view_permission(request, batch):
            raise PermissionDenied
        file = services.file_of(batch)
        journal.record("import.exported", batch, case=batch.case, by=request.user)
        response = StreamingHttpResponse(_streamed(batch, file), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="fouten-{str(batch.public_id)[:8]}.csv"'
        return response

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.change_import") or request.user.has_perm("claimants.confirm_import")

    def get_actions_detail(self, request, object_id):
        batch = self.get_object(request, str(object_id))
        found = super().get_actions_detail(request, object_id)
        return [one for one in found if batch and steps.may(batch, one.path, request.user)]

    def step(self, request, object_id, service, **values):
        batch = self.row_or_404(request, object_id)
        name = request.resolver_match.url_name.removeprefix("claimants_import_")
        if not steps.may(batch, name, request.user):
            raise DomainError(_("This step is not possible now."))
        return self.to(service(batch, **values, by=request.user))

    @action(description=_("Take in all rows"), permissions=["step"])
    def take_all(self, request, object_id):
        return self.step(request, object_id, services.decide, is_partial=False)

    @action(description=_("Take in only the good rows"), permissions=["step"])
    def take_good(self, request, object_id):
        return self.step(request, object_id, services.decide, is_partial=True)

    @action(description=_("Agree"), permissions=["step"])
    def approve(self, request, object_id):
        return self.step(request, object_id, services.approve)

    @action(description=_("Pause"), permissions=["step"])
    def pause(self, request, object_id):
        return self.step(request, object_id, services.pause)

    @action(description=_("Go on"), permissions=["step"])
    def resume(self, request, object_id):
        return self.step(request, object_id, services.resume)

    @action(description=_("Take nothing in"), permissions=["step"])
    def cancel(self, request, object_id):
        return self.step(request, object_id, services.cancel)

    @action(description=_("Undo the whole import"), permissions=["step"])
    def undo(self, request, object_id):
        return self.step(request, object_id, services.undo)


def _streamed(batch, file):
    with acting_for(batch.foundation_id), file:
        yield from errors_file.lines(batch, file)
