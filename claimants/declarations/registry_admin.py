"""What comes from the registry and what goes there, on the staff site."""

from django.contrib import admin, messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as text_of
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ReadOnlyAdmin, action, display, opens_page
from claimants.declarations import chain, reconciliation, submissions
from claimants.declarations.forms import SettleForm
from claimants.declarations.models import RegistryList, RegistryRow, Submission

OUTCOMES = {"matched": "success", "settled": "success", "ambiguous": "warning", "unmatched": "danger"}


class FileAdmin(ReadOnlyAdmin):
    """A page of one foundation's file that is not about one person."""

    @display(description=_("checksum"))
    def checksum(self, row):
        return chain.in_groups(row.sha256)

    def back(self, request, row, sentence):
        messages.success(request, sentence)
        return redirect(f"admin:claimants_{row._meta.model_name}_change", row.pk)


@admin.register(RegistryList)
class RegistryListAdmin(FileAdmin):
    list_display = ["received_on", "window", "row_count", "unsettled"]
    list_filter = ["received_on", "window"]
    list_select_related = ["window__group__case"]
    search_fields = ["sha256"]
    fields = ["window", "received_on", "row_count", "unsettled", "checksum", "uploaded_by"]
    actions_detail = ["note_missing"]

    @display(description=_("not settled"))
    def unsettled(self, registry_list):
        return registry_list.rows.unsettled().count()

    def has_settle_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.change_registryrow")

    @action(description=_("Note who is not on it"), permissions=["settle"])
    def note_missing(self, request, object_id):
        registry_list = self.row_or_404(request, object_id)
        count = reconciliation.note_missing(registry_list, by=request.user)
        return self.back(request, registry_list, text_of("%(count)d are not on the list.") % {"count": count})


@admin.register(RegistryRow)
class RegistryRowAdmin(FileAdmin):
    list_display = ["line", "registry_list", "reference", "name", "stated_on", "shown_outcome", "claimant"]
    list_filter = ["outcome", "registry_list"]
    list_select_related = ["registry_list", "claimant"]
    search_fields = ["reference", "name"]
    fields = ["registry_list", "line", "reference", "name", "stated_on", "outcome", "claimant", "settled_by"]
    actions_detail = ["settle"]

    @display(description=_("outcome"), ordering="outcome", label=OUTCOMES)
    def shown_outcome(self, row):
        return row.outcome, row.get_outcome_display()

    def has_settle_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.change_registryrow")

    def get_actions_detail(self, request, object_id):
        found = super().get_actions_detail(request, object_id)
        return found if RegistryRow.objects.unsettled().filter(pk=object_id).exists() else []

    @opens_page
    @action(description=_("Settle"), permissions=["settle"])
    def settle(self, request, object_id):
        row = self.row_or_404(request, object_id)
        form = SettleForm(request.POST or None)
        if form.is_valid():
            person = form.cleaned_data["reference"]
            if person:
                reconciliation.settle(row, person, by=request.user)
            else:
                reconciliation.set_aside(row, by=request.user)
            return self.back(request, row, text_of("Saved."))
        context = self.admin_site.each_context(request) | {"title": text_of("Settle"), "opts": self.opts, "form": form}
        subtitle = f"{row.line} · {row.reference} · {row.name}"
        return TemplateResponse(request, "staff/form.html", context | {"subtitle": subtitle})


@admin.register(Submission)
class SubmissionAdmin(FileAdmin):
    list_display = ["created_at", "window", "in_time_count", "late_count", "made_by", "approved_by"]
    list_filter = ["window"]
    list_select_related = ["window__group__case", "made_by", "approved_by"]
    search_fields = ["sha256"]
    fields = [
        "window", ("in_time_count", "late_count"), "obstacles", "up_to", "checksum", "made_by", "approved_by",
        "approved_at",
    ]  # fmt: skip
    actions_detail = ["approve", "download"]

    @display(description=_("what is in the way"))
    def obstacles(self, submission):
        return " ".join(submissions.obstacles(submission)) or "–"

    def has_approve_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.confirm_submission")

    @action(description=_("Approve"), permissions=["approve"])
    def approve(self, request, object_id):
        made = submissions.approve(self.row_or_404(request, object_id), by=request.user)
        return self.back(request, made, text_of("Saved."))

    @opens_page
    @action(description=_("Download (CSV)"), permissions=["view"])
    def download(self, request, object_id):
        submission = self.row_or_404(request, object_id)
        state = "" if submission.approved_at else "-concept"
        name = f'attachment; filename="opt-outs-{submission.created_at:%Y-%m-%d}-{submission.sha256[:8]}{state}.csv"'
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        return HttpResponse(bytes(submission.content), content_type="text/csv; charset=utf-8", headers=headers)
