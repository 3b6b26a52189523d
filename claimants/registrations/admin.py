"""Registrations on the staff site, and the page of a person with the registrations on it."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseTabularInline, DaysFilter, action, display, opens_page
from claimants.consents.models import Consent
from claimants.people.admin import ClaimantAdmin, PeopleAdmin, ReadOnlyInline
from claimants.people.models import Claimant
from claimants.registrations import rules, services, telling, use
from claimants.registrations.choices import Level, RegistrationState
from claimants.registrations.forms import ReasonForm
from claimants.registrations.models import Registration, UsePeriod

LEADS_TO = {
    "confirm": RegistrationState.RECEIVED,
    "review": RegistrationState.IN_REVIEW,
    "verify": RegistrationState.VERIFIED,
    "refuse": RegistrationState.NOT_ELIGIBLE,
    "leave": RegistrationState.WITHDRAWN,
}
TOLD = ["level", "state", "state_reason", "left_at", "member", "registered_at", "source_name"]
LABELS = {
    "verified": "success", "received": "info", "in_review": "info", "not_eligible": "danger",
    "email_unconfirmed": "warning", "guardian_pending": "warning", "on_hold": "danger",
}  # fmt: skip


class RegistrationInline(ReadOnlyInline):
    model = Registration
    fields = ["group", "level", "state", "member", "registered_at"]
    readonly_fields = ["member"]

    @display(description=_("member of the group, by own account"))
    def member(self, registration):
        return telling.in_words(use.membership_of(registration, today=timezone.localdate()))


class ConsentInline(ReadOnlyInline):
    model = Consent
    fk_name = "claimant"
    fields = ["terms", "act", "given_at", "channel", "via"]


@admin.register(Claimant)
class PersonAdmin(ClaimantAdmin):
    inlines = [RegistrationInline, ConsentInline, *ClaimantAdmin.inlines]


class UseInline(BaseTabularInline):
    model = UsePeriod
    fields = ["used_from", "used_until"]
    show_change_link = False


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


class RegistrationAdmin(PeopleAdmin):
    """The room of the steps for many puts it on the site, with those steps on it."""

    list_display = ["claimant", "name", "group", "shown_state", "level", "registered_at"]
    list_filter = ["state", "level", "group__case", ("registered_at", DaysFilter)]
    list_select_related = ["claimant", "group__case"]
    search_fields = ["claimant__reference"]
    search_help_text = _("A reference, a whole e-mail address, or the beginning of a name.")
    fields = ["claimant", "group"]
    inlines = [UseInline]
    actions_detail = ["confirm", "review", "verify", "refuse", "raise_level", "leave", "rejoin"]
    refuse = with_reason(services.mark_not_eligible, _("Does not fit"))
    leave = with_reason(services.leave, _("Stops"))

    def person_of(self, row) -> Claimant:
        return row.claimant

    def get_fields(self, request, obj=None):
        return [*self.fields, *(TOLD if obj else ["level"])]

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

    @display(description=_("member of the group, by own account"))
    def member(self, registration):
        return telling.told(use.membership_of(registration, today=timezone.localdate()))

    def save_model(self, request, obj, form, change):
        if not change:
            level = form.cleaned_data["level"]
            made = services.register(obj.claimant, obj.group, level=level, source_name="beheer", by=request.user)
            obj.pk = made.pk
            obj.refresh_from_db()

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        for period, _fields in formset.changed_objects:
            row_form = next(one for one in formset.initial_forms if one.instance == period)
            dates = {name: row_form.cleaned_data[name] for name in UseInline.fields}
            use.change_use(period, version=row_form.cleaned_data["seen_version"], **dates, by=request.user)
        for period in formset.new_objects:
            dates = {name: getattr(period, name) for name in UseInline.fields}
            use.add_use(form.instance, **dates, by=request.user)

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.change_registration")

    def get_actions_detail(self, request, object_id):
        registration = self.get_object(request, str(object_id))
        found = super().get_actions_detail(request, object_id)
        return [one for one in found if registration and self.may_follow(registration, one.path)]

    def may_follow(self, registration, name):
        if name == "raise_level":
            return rules.may_rise(registration.level, Level.PARTICIPANT)
        if name == "rejoin":
            return services.may_come_back(registration)
        return rules.may_step(registration.state, LEADS_TO[name])

    @action(description=_("Agreed or confirmed"), permissions=["step"])
    def confirm(self, request, object_id):
        return self.back(request, services.confirm(self.row_or_404(request, object_id), by=request.user))

    @action(description=_("Check"), permissions=["step"])
    def review(self, request, object_id):
        return self.back(request, services.review(self.row_or_404(request, object_id), by=request.user))

    @action(description=_("Complete"), permissions=["step"])
    def verify(self, request, object_id):
        return self.back(request, services.verify(self.row_or_404(request, object_id), by=request.user))

    @action(description=_("Takes part"), permissions=["step"])
    def raise_level(self, request, object_id):
        return self.back(request, services.raise_level(self.row_or_404(request, object_id), by=request.user))

    @action(description=_("Undo leaving"), permissions=["step"])
    def rejoin(self, request, object_id):
        return self.back(request, services.rejoin(self.row_or_404(request, object_id), by=request.user))

    def back(self, request, registration):
        messages.success(request, _("Saved."))
        return redirect("admin:claimants_registration_change", registration.pk)
