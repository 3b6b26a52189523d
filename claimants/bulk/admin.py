"""Steps for many on the staff site: choose, look, decide, agree, watch, undo; and the way to it from the list."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, action, display
from cases.core.errors import DomainError
from cases.core.tenancy import acting_foundation_id
from cases.journal import services as journal
from claimants.bulk import result, services, steps
from claimants.bulk.forms import ChoiceForm
from claimants.bulk.models import BulkRow, BulkStep
from claimants.people import services as people
from claimants.people.admin import ReadOnlyInline
from claimants.registrations.admin import RegistrationAdmin
from claimants.registrations.models import Registration

CARRIED = {"state__exact": "from_state", "level__exact": "level", "group__case__id__exact": "case"}
LABELS = {
    "choosing": "info", "proposed": "warning", "approval": "warning", "running": "info", "finished": "success",
    "undoing": "info", "undone": "info", "cancelled": "info",
}  # fmt: skip


class BulkRowInline(ReadOnlyInline):
    model = BulkRow
    fields = ["step", "from_state", "code"]
    verbose_name_plural = _("Steps it took with many others")


@admin.register(Registration)
class RegistrationsAdmin(RegistrationAdmin):
    inlines = [*RegistrationAdmin.inlines, BulkRowInline]
    list_before_template = "staff/bulk/from_list.html"

    def get_inlines(self, request, obj):
        """A registration that is being made took no step yet."""
        return [one for one in super().get_inlines(request, obj) if obj or one is not BulkRowInline]

    def changelist_view(self, request, extra_context=None):
        carried = {CARRIED[name]: value for name, value in request.GET.items() if name in CARRIED}
        link = f"{reverse('admin:claimants_bulkstep_add')}?{urlencode(carried)}"
        context = {"bulk_link": link if request.user.has_perm("claimants.add_bulkstep") else ""}
        return super().changelist_view(request, context | (extra_context or {}))


@admin.register(BulkStep)
class BulkStepAdmin(BaseAdmin):
    form = ChoiceForm
    list_display = ["created_at", "to_state", "case", "shown_state", "chosen_count", "fitting_count", "proposed_by"]
    list_filter = ["state", "to_state", "case"]
    list_select_related = ["case", "proposed_by"]
    search_fields = ["reason"]
    search_help_text = _("A word of the reason.")
    actions_detail = ["take", "approve", "cancel", "undo"]
    fields = ["case", "group", "from_state", "level", "registered_from", "registered_until", "references"]
    fields += ["to_state", "reason"]

    @display(description=_("state"), ordering="state", label=LABELS)
    def shown_state(self, step):
        return step.state, step.get_state_display()

    def changelist_view(self, request, extra_context=None):
        if acting_foundation_id() is None:
            messages.warning(request, _("People belong to a foundation. You do not work for one now."))
            return redirect("admin:index")
        return super().changelist_view(request, extra_context)

    def get_urls(self):
        view = self.admin_site.admin_view(self.result_view)
        return [path("<int:pk>/result.csv", view, name="claimants_bulkstep_result"), *super().get_urls()]

    def save_model(self, request, obj, form, change):
        asked = {name: form.cleaned_data[name] for name in services.FILTER}
        words = {name: form.cleaned_data[name] for name in ("to_state", "reason", "references")}
        obj.pk = services.propose(request.foundation, **asked, **words, by=request.user).pk

    def response_add(self, request, obj, post_url_continue=None):
        return self.to(obj)

    def to(self, step):
        return redirect("admin:claimants_bulkstep_change", step.pk)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        step = self.get_object(request, object_id)
        if step is None or not self.has_view_permission(request, step):
            return super().change_view(request, object_id, form_url, extra_context)
        if request.method != "GET":
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {"opts": self.opts, "step": step}
        context |= steps.shown(step, request.user) | {"entries": self._entries(step, 20)}
        people.note_listed((row.registration.claimant for row in context["rows"]), by=request.user)
        again = {"Refresh": "5"} if context["is_at_work"] else None
        return TemplateResponse(request, "staff/bulk/step.html", context, headers=again)

    def result_view(self, request, pk):
        step = self.row_or_404(request, pk)
        if not self.has_view_permission(request, step):
            raise PermissionDenied
        journal.record("bulk.exported", step, case=step.case, by=request.user)
        response = StreamingHttpResponse(result.lines(step), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="stap-{str(step.public_id)[:8]}.csv"'
        return response

    def has_step_permission(self, request, object_id=None):
        user = request.user
        return user.has_perm("claimants.change_bulkstep") or user.has_perm("claimants.confirm_bulkstep")

    def get_actions_detail(self, request, object_id):
        step = self.get_object(request, str(object_id))
        found = super().get_actions_detail(request, object_id)
        return [one for one in found if step and steps.may(step, one.path, request.user)]

    def step(self, request, object_id, service):
        row = self.row_or_404(request, object_id)
        name = request.resolver_match.url_name.removeprefix("claimants_bulkstep_")
        if not steps.may(row, name, request.user):
            raise DomainError(_("This step is not possible now."))
        return self.to(service(row, by=request.user))

    @action(description=_("Take this step"), permissions=["step"])
    def take(self, request, object_id):
        return self.step(request, object_id, services.decide)

    @action(description=_("Agree"), permissions=["step"])
    def approve(self, request, object_id):
        return self.step(request, object_id, services.approve)

    @action(description=_("Change nothing"), permissions=["step"])
    def cancel(self, request, object_id):
        return self.step(request, object_id, services.cancel)

    @action(description=_("Undo this step"), permissions=["step"])
    def undo(self, request, object_id):
        return self.step(request, object_id, services.undo)
