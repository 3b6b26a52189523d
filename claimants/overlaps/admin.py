"""Overlaps on the staff site: ask another foundation, agree, and read the number."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, action, display
from cases.core.errors import DomainError
from cases.core.tenancy import acting_foundation_id
from claimants.overlaps import services
from claimants.overlaps.choices import OverlapState
from claimants.overlaps.models import Overlap

LABELS = {"asked": "warning", "agreed": "info", "counting": "info", "counted": "success", "ended": "danger"}
FITTING = {"agree": (OverlapState.ASKED,), "end": (OverlapState.ASKED, OverlapState.AGREED)}


@admin.register(Overlap)
class OverlapAdmin(BaseAdmin):
    list_display = ["created_at", "case", "other", "shown_state", "in_common"]
    list_filter = ["state", "case"]
    list_select_related = ["case", "other"]
    search_fields = ["other__name"]
    search_help_text = _("The name of the other foundation.")
    fields = ["case", "other"]
    actions_detail = ["agree", "end"]

    @display(description=_("state"), ordering="state", label=LABELS)
    def shown_state(self, overlap):
        return overlap.state, overlap.get_state_display()

    @display(description=_("on both lists"))
    def in_common(self, overlap):
        if overlap.state != OverlapState.COUNTED:
            return "–"
        return _("fewer than 10") if overlap.in_common_count is None else overlap.in_common_count

    def changelist_view(self, request, extra_context=None):
        if acting_foundation_id() is None:
            messages.warning(request, _("People belong to a foundation. You do not work for one now."))
            return redirect("admin:index")
        return super().changelist_view(request, extra_context)

    def get_fields(self, request, obj=None):
        told = ["shown_state", "in_common", "agreed_by", "agreed_at", "counted_at"]
        return [*self.fields, *(told if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(self.get_fields(request, obj) if obj else [])]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.pk = services.ask(
                request.foundation, other=form.cleaned_data["other"], case=form.cleaned_data["case"], by=request.user
            ).pk
            obj.refresh_from_db()

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.confirm_overlap")

    def get_actions_detail(self, request, object_id):
        overlap = self.get_object(request, str(object_id))
        found = super().get_actions_detail(request, object_id)
        return [one for one in found if overlap and overlap.state in FITTING[one.path]]

    def step(self, request, object_id, service):
        overlap = self.row_or_404(request, object_id)
        name = request.resolver_match.url_name.removeprefix("claimants_overlap_")
        if overlap.state not in FITTING[name]:
            raise DomainError(_("This step is not possible now."))
        service(overlap, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("admin:claimants_overlap_change", overlap.pk)

    @action(description=_("Agree"), permissions=["step"])
    def agree(self, request, object_id):
        return self.step(request, object_id, services.agree)

    @action(description=_("Do not count"), permissions=["step"])
    def end(self, request, object_id):
        return self.step(request, object_id, services.end)
