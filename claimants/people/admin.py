"""People on the staff site: only those of the foundation one works for, and every look is written down."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, BaseTabularInline, action, display
from cases.core.tenancy import acting_foundation_id
from claimants.people import rules, services
from claimants.people.models import Claimant, ComingOfAge, Guardianship


class PeopleAdmin(BaseAdmin):
    """A page about people: it needs a foundation, and it writes down whose page was read."""

    def changelist_view(self, request, extra_context=None):
        if acting_foundation_id() is None:
            messages.warning(request, _("People belong to a foundation. You do not work for one now."))
            return redirect("admin:index")
        response = super().changelist_view(request, extra_context)
        if shown := getattr(response, "context_data", {}).get("cl"):
            services.note_listed((self.person_of(row) for row in shown.result_list), by=request.user)
        return response

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            services.note_viewed(self.person_of(obj), by=request.user)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def person_of(self, row) -> Claimant:
        return row


class ReadOnlyInline(BaseTabularInline):
    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class GuardianInline(ReadOnlyInline):
    model = Guardianship
    fk_name = "minor"
    fields = ["guardian", "kind", "started_on", "ended_on"]
    verbose_name_plural = _("Who acts for this person")


class WardInline(ReadOnlyInline):
    model = Guardianship
    fk_name = "guardian"
    fields = ["minor", "kind", "started_on", "ended_on"]
    verbose_name_plural = _("For whom this person acts")


class ClaimantAdmin(PeopleAdmin):
    """The room of the registrations puts it on the site, with the registrations on it."""

    list_display = ["reference", "full_name", "city", "shown_age"]
    list_filter = ["language", "country"]
    search_fields = ["reference"]
    search_help_text = _("A reference, a whole e-mail address, or the beginning of a name.")
    inlines = [GuardianInline, WardInline]
    readonly_fields = ["reference", "is_contested", "merged_into"]
    actions_detail = ["contest", "settle"]
    fieldsets = [
        (
            None,
            {"fields": ["reference", "full_name", "called_name", "born_on", "language", "is_contested", "merged_into"]},
        ),
        (_("How to reach this person"), {"fields": ["email", "phone", "street", "postcode", "city"]}),
        (_("Where this person lives"), {"fields": ["country", "resident_from", "country_before"]}),
    ]

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj else []

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, "")
        term = search_term.replace("\x00", "").strip()
        return (found.matching(term) if term else found), may_repeat

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.change_guardianship")

    def get_actions_detail(self, request, object_id):
        person = self.get_object(request, str(object_id))
        found = super().get_actions_detail(request, object_id)
        fitting = {
            "contest": bool(person and not person.is_contested and rules.is_minor(person.born_on, timezone.localdate()))
        }
        fitting["settle"] = bool(person and person.is_contested)
        return [one for one in found if fitting.get(one.path, True)]

    @action(description=_("Who acts is contested"), permissions=["step"])
    def contest(self, request, object_id):
        return self._back(request, services.contest(self.row_or_404(request, object_id), by=request.user))

    @action(description=_("It is clear again who acts"), permissions=["step"])
    def settle(self, request, object_id):
        return self._back(request, services.settle(self.row_or_404(request, object_id), by=request.user))

    def _back(self, request, person):
        messages.success(request, _("Saved."))
        return redirect("admin:claimants_claimant_change", person.pk)

    @display(description=_("age"))
    def shown_age(self, claimant):
        return rules.age_on(claimant.born_on, timezone.localdate()) if claimant.born_on else "–"

    def save_model(self, request, obj, form, change):
        fields = {name: form.cleaned_data[name] for name in form.cleaned_data if name in services.CONTACT}
        if change:
            fields = {name: value for name, value in fields.items() if name in form.changed_data}
            services.change_contact(obj, version=form.cleaned_data["seen_version"], by=request.user, **fields)
        else:
            obj.pk = services.add_claimant(request.foundation, by=request.user, **fields).pk
        obj.refresh_from_db()


@admin.register(Guardianship)
class GuardianshipAdmin(PeopleAdmin):
    list_display = ["minor", "guardian", "kind", "started_on", "shown_until"]
    list_filter = ["kind"]
    list_select_related = ["minor", "guardian"]
    search_fields = ["minor__reference", "guardian__reference", "minor__full_name", "guardian__full_name"]
    search_help_text = _("A reference or a name of either.")
    fields = ["minor", "guardian", "kind", "started_on", "ended_on"]

    def person_of(self, row) -> Claimant:
        return row.minor

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "minor", "guardian", "kind", "started_on"] if obj else fixed

    @display(description=_("until"))
    def shown_until(self, guardianship):
        return rules.acts_until(guardianship.minor.born_on, guardianship.ended_on)

    def save_model(self, request, obj, form, change):
        if change:
            services.end_guardianship(obj, ended_on=form.cleaned_data["ended_on"], by=request.user)
        else:
            values = {name: form.cleaned_data[name] for name in ("kind", "started_on", "ended_on")}
            made = services.add_guardian(obj.minor, obj.guardian, **values, by=request.user)
            obj.pk = made.pk
            obj.refresh_from_db()


@admin.register(ComingOfAge)
class ComingOfAgeAdmin(PeopleAdmin):
    """Who turns eighteen within a month, and for whom that was done; the clock writes these rows."""

    list_display = ["claimant", "shown_day", "announced_at", "turned_at"]
    list_filter = ["turned_at"]
    list_select_related = ["claimant"]
    search_fields = ["claimant__reference"]
    search_help_text = _("A reference.")
    fields = ["claimant", "shown_day", "announced_at", "turned_at"]
    readonly_fields = ["shown_day"]

    def person_of(self, row) -> Claimant:
        return row.claimant

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @display(description=_("turns eighteen on"), ordering="claimant__born_on")
    def shown_day(self, row):
        born_on = row.claimant.born_on
        return rules.birthday(born_on, rules.MAJORITY) if born_on else "–"
