"""Registrations on the staff site, and the page of a person with the registrations on it."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.core.admin import action, display, opens_page
from claimants.people.admin import ClaimantAdmin, PeopleAdmin, ReadOnlyInline
from claimants.people.models import Claimant
from claimants.registrations import rules, services
from claimants.registrations.choices import RegistrationState
from claimants.registrations.forms import ReasonForm
from claimants.registrations.models import Registration

LEADS_TO = {
    "confirm": RegistrationState.RECEIVED,
    "review": RegistrationState.IN_REVIEW,
    "verify": RegistrationState.VERIFIED,
    "refuse": RegistrationState.NOT_ELIGIBLE,
    "withdraw": RegistrationState.WITHDRAWN,
}
TOLD = ["state", "state_reason", "fit", "registered_at", "source_name"]
LABELS = {
    "verified": "success", "received": "info", "in_review": "info", "not_eligible": "danger",
    "email_unconfirmed": "warning", "guardian_pending": "warning",
}  # fmt: skip


class RegistrationInline(ReadOnlyInline):
    model = Registration
    fields = ["group", "level", "state", "registered_at"]


@admin.register(Claimant)
class PersonAdmin(ClaimantAdmin):
    inlines = [RegistrationInline, *ClaimantAdmin.inlines]


def with_reason(service, description):
    """A button that asks for a reason first."""

    @opens_page
    @action(description=description, permissions=["step"])
    def page(self, request, object_id):
        registration = self.row_or_404(request, object_id)
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            service(registration, reason=form.cleaned_data["reason"], by=request.user)
            return self.back(request, registration)
        context = self.admin_site.each_context(request) | {"title": description, "opts": self.opts, "form": form}
        return TemplateResponse(request, "staff/form.html", context | {"subtitle": str(registration.claimant)})

    return page


@admin.register(Registration)
class RegistrationAdmin(PeopleAdmin):
    list_display = ["claimant", "name", "group", "shown_state", "level", "registered_at"]
    list_filter = ["state", "level", "group__case"]
    list_select_related = ["claimant", "group__case"]
    search_fields = ["claimant__reference"]
    search_help_text = _("A reference, a whole e-mail address, or the beginning of a name.")
    date_hierarchy = "registered_at"
    fields = ["claimant", "group", "level", ("used_from", "used_until")]
    actions_detail = ["confirm", "review", "verify", "refuse", "withdraw"]
    refuse = with_reason(services.mark_not_eligible, _("Does not fit"))
    withdraw = with_reason(services.withdraw, _("Stops"))

    def person_of(self, row) -> Claimant:
        return row.claimant

    def get_fields(self, request, obj=None):
        return [*self.fields, *(TOLD if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["claimant", "group", *TOLD] if obj else [])]

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, "")
        term = search_term.replace("\x00", "").strip()
        return (found.of_people(Claimant.objects.matching(term)) if term else found), may_repeat

    @display(description=_("name"), ordering="claimant__full_name")
    def name(self, registration):
        return registration.claimant.full_name

    @display(description=_("state"), ordering="state", label=LABELS)
    def shown_state(self, registration):
        return registration.state, registration.get_state_display()

    @display(description=_("fits the group, by own account"))
    def fit(self, registration):
        reasons = services.answer_for(registration, today=timezone.localdate()).reasons
        return format_html_join("", "<p>{}</p>", ((one.sentence.text(get_language()),) for one in reasons)) or "–"

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            values = {name: form.cleaned_data[name] for name in ("level", "used_from", "used_until")}
            made = services.register(obj.claimant, obj.group, **values, source_name="beheer", by=request.user)
            obj.pk = made.pk
            obj.refresh_from_db()

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.change_registration")

    def get_actions_detail(self, request, object_id):
        registration = self.get_object(request, str(object_id))
        found = super().get_actions_detail(request, object_id)
        return [one for one in found if registration and rules.may_step(registration.state, LEADS_TO[one.path])]

    @action(description=_("Agreed or confirmed"), permissions=["step"])
    def confirm(self, request, object_id):
        return self.back(request, services.confirm(self.row_or_404(request, object_id), by=request.user))

    @action(description=_("Check"), permissions=["step"])
    def review(self, request, object_id):
        return self.back(request, services.review(self.row_or_404(request, object_id), by=request.user))

    @action(description=_("Complete"), permissions=["step"])
    def verify(self, request, object_id):
        return self.back(request, services.verify(self.row_or_404(request, object_id), by=request.user))

    def back(self, request, registration):
        messages.success(request, _("Saved."))
        return redirect("admin:claimants_registration_change", registration.pk)
