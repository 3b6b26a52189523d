"""People on the staff site: only those of the foundation one works for, and every look is written down."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, BaseTabularInline, display
from cases.core.tenancy import acting_foundation_id
from claimants.people import rules, services
from claimants.people.models import Claimant, Guardianship


class PeopleAdmin(BaseAdmin):
    """A page about people: it needs a foundation, and it writes down whose page was read."""

    def changelist_view(self, request, extra_context=None):
        if acting_foundation_id() is None:
            messages.warning(request, _("People belong to a foundation. You do not work for one now."))
            return redirect("admin:index")
        return super().changelist_view(request, extra_context)

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
    readonly_fields = ["reference"]
    fieldsets = [
        (None, {"fields": ["reference", "full_name", "called_name", "born_on", "language"]}),
        (_("How to reach this person"), {"fields": ["email", "phone", "street", "postcode", "city", "country"]}),
    ]

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj else []

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, "")
        term = search_term.replace("\x00", "").strip()
        return (found.matching(term) if term else found), may_repeat

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
