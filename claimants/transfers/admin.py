"""Transfers on the staff site: what we let go, with consent, and what others offer us."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, action, display, opens_page
from cases.core.errors import DomainError
from cases.core.tenancy import acting_foundation_id
from claimants.people import services as people
from claimants.people.admin import PeopleAdmin
from claimants.people.models import Claimant
from claimants.transfers import services
from claimants.transfers.choices import ArrivalState, TransferState
from claimants.transfers.forms import RefusalForm
from claimants.transfers.models import Arrival, Transfer

LABELS = {"asked": "warning", "offered": "warning", "accepted": "success", "refused": "danger", "taken_back": "info"}


@admin.register(Transfer)
class TransferAdmin(PeopleAdmin):
    list_display = ["asked_at", "reference", "to_foundation", "to_group", "shown_state"]
    list_filter = ["state", "channel"]
    list_select_related = ["registration__claimant", "to_foundation", "to_group__case"]
    search_fields = ["registration__claimant__reference"]
    search_help_text = _("A reference.")
    fields = ["registration", "to_foundation", "to_group", "channel", "evidence"]
    actions_detail = ["offer", "take_back"]

    def person_of(self, row) -> Claimant:
        return row.registration.claimant

    @display(description=_("reference"))
    def reference(self, transfer):
        return transfer.registration.claimant.reference

    @display(description=_("state"), ordering="state", label=LABELS)
    def shown_state(self, transfer):
        return transfer.state, transfer.get_state_display()

    def get_fields(self, request, obj=None):
        told = ["state", "asked_at", "terms", "recorded_by", "sent_by", "sent_at", "closed_at", "close_reason"]
        return [*self.fields, *(told if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(self.get_fields(request, obj) if obj else [])]

    def save_model(self, request, obj, form, change):
        if not change:
            values = {name: form.cleaned_data[name] for name in self.fields if name != "registration"}
            obj.pk = services.ask(form.cleaned_data["registration"], **values, by=request.user).pk
            obj.refresh_from_db()

    def has_step_permission(self, request, object_id=None):
        user = request.user
        return user.has_perm("claimants.change_transfer") or user.has_perm("claimants.confirm_transfer")

    def get_actions_detail(self, request, object_id):
        transfer = self.get_object(request, str(object_id))
        found = super().get_actions_detail(request, object_id)
        return [one for one in found if transfer and self.may(request.user, transfer, one.path)]

    def may(self, user, transfer: Transfer, name: str) -> bool:
        """Whether this person may press this button now."""
        if name == "take_back":
            return transfer.is_open and user.has_perm("claimants.change_transfer")
        is_other = transfer.recorded_by_id != user.pk
        return transfer.state == TransferState.ASKED and is_other and user.has_perm("claimants.confirm_transfer")

    def step(self, request, object_id, name, service):
        transfer = self.row_or_404(request, object_id)
        if not self.may(request.user, transfer, name):
            raise DomainError(_("This step is not possible now."))
        service(transfer, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("admin:claimants_transfer_change", transfer.pk)

    @action(description=_("Offer to the other foundation"), permissions=["step"])
    def offer(self, request, object_id):
        return self.step(request, object_id, "offer", services.offer)

    @action(description=_("Take back"), permissions=["step"])
    def take_back(self, request, object_id):
        return self.step(request, object_id, "take_back", services.take_back)


@admin.register(Arrival)
class ArrivalAdmin(BaseAdmin):
    """Before acceptance it says what the claim is about and not whose it is."""

    list_display = ["created_at", "from_foundation", "group", "consented_at", "shown_state"]
    list_filter = ["state"]
    list_select_related = ["from_foundation", "group__case", "claimant"]
    search_fields = ["claimant__reference"]
    search_help_text = _("A reference, once somebody was taken over.")
    fields = ["from_foundation", "group", "state", "consented_at", "facts", "elsewhere", "claimant", "registration"]
    fields += ["decided_by", "decided_at", "reason"]
    actions_detail = ["accept", "refuse"]

    def changelist_view(self, request, extra_context=None):
        if acting_foundation_id() is None:
            messages.warning(request, _("People belong to a foundation. You do not work for one now."))
            return redirect("admin:index")
        return super().changelist_view(request, extra_context)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and obj.claimant:
            people.note_viewed(obj.claimant, by=request.user)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *self.fields]

    @display(description=_("state"), ordering="state", label=LABELS)
    def shown_state(self, arrival):
        return arrival.state, arrival.get_state_display()

    @display(description=_("what the claim is about"))
    def facts(self, arrival):
        return render_to_string("staff/transfers/facts.html", {"package": arrival.package}) if arrival.package else "–"

    @display(description=_("declarations with the other foundation"))
    def elsewhere(self, arrival):
        declarations = {"declarations": arrival.declarations}
        return render_to_string("staff/transfers/elsewhere.html", declarations) if arrival.declarations else "–"

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.confirm_arrival")

    def get_actions_detail(self, request, object_id):
        arrival = self.get_object(request, str(object_id))
        is_open = bool(arrival and arrival.state == ArrivalState.OFFERED)
        return super().get_actions_detail(request, object_id) if is_open else []

    @action(description=_("Take over"), permissions=["step"])
    def accept(self, request, object_id):
        arrival = services.accept(self.row_or_404(request, object_id), by=request.user)
        people.note_viewed(arrival.claimant, by=request.user)
        return self.back(request, arrival)

    @opens_page
    @action(description=_("Refuse"), permissions=["step"])
    def refuse(self, request, object_id):
        arrival = self.row_or_404(request, object_id)
        form = RefusalForm(request.POST or None)
        if form.is_valid():
            return self.back(request, services.refuse(arrival, **form.cleaned_data, by=request.user))
        context = self.admin_site.each_context(request) | {"title": f"{_('Refuse')}: {arrival}", "opts": self.opts}
        return TemplateResponse(request, "staff/form.html", context | {"form": form})

    def back(self, request, arrival):
        messages.success(request, _("Saved."))
        return redirect("admin:claimants_arrival_change", arrival.pk)
