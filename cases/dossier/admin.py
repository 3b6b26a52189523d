"""The dossier on the staff site: the form of a case, its groups and who represents them."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, BaseTabularInline, ReadOnlyAdmin
from cases.dossier import services
from cases.dossier.models import (
    Case,
    CaseRelation,
    ClaimantGroup,
    ClaimGround,
    DefendantRole,
    PeopleEstimate,
    Representation,
)


class DefendantInline(BaseTabularInline):
    model = DefendantRole
    fields = ["defendant", "note"]


class ClaimGroundInline(BaseTabularInline):
    model = ClaimGround
    fields = ["code", "name", "name_en", "regime"]


class GroupInline(BaseTabularInline):
    model = ClaimantGroup
    fields = ["slug", "name", "name_en", "age_from", "age_until"]


class EstimateInline(BaseTabularInline):
    model = PeopleEstimate
    fields = ["kind", "low_count", "high_count", "as_of_on", "as_of_precision", "said_by", "source"]


class RelationInline(BaseTabularInline):
    model = CaseRelation
    fk_name = "case"
    fields = ["kind", "other", "reason", "started_on", "source"]


class RepresentationInline(BaseTabularInline):
    model = Representation
    fields = ["foundation", "kind", "started_on", "ended_on", "source"]
    readonly_fields = ["ended_on"]

    def has_change_permission(self, request, obj=None):
        return False


# What adding a row inside a page means.
ADDING = {
    DefendantRole: lambda row, by: services.sue_defendant(row.case, defendant=row.defendant, note=row.note, by=by),
    ClaimGround: lambda row, by: services.add_claim_ground(row.case, **_values(row, ClaimGroundInline), by=by),
    ClaimantGroup: lambda row, by: services.define_group(row.case, **_values(row, GroupInline), by=by),
    PeopleEstimate: lambda row, by: services.set_estimate(row.case, **_values(row, EstimateInline), by=by),
    CaseRelation: lambda row, by: services.relate_cases(row.case, **_values(row, RelationInline), by=by),
    Representation: lambda row, by: services.appoint_representative(
        row.group, foundation=row.foundation, kind=row.kind, started_on=row.started_on, source=row.source, by=by
    ),
}


def _values(row, inline) -> dict:
    return {name: getattr(row, name) for name in inline.fields}


class AddsByService(BaseAdmin):
    """A page whose new inner rows are written by the service of their noun."""

    def save_formset(self, request, form, formset, change):
        add = ADDING[formset.model]
        formset.save(commit=False)
        for row in formset.new_objects:
            add(row, request.user)
        formset.new_objects = []
        super().save_formset(request, form, formset, change)


class CaseAdmin(AddsByService):
    """The form of a case; how it is read is built on top of this, where the proceedings are known."""

    list_display = ["title", "concern", "is_published", "checked_on"]
    list_filter = ["is_published", "concern"]
    list_select_related = ["concern"]
    search_fields = ["title", "title_en", "slug", "concern__name", "defendants__name"]
    readonly_fields = ["is_published"]
    inlines = [DefendantInline, ClaimGroundInline, GroupInline, EstimateInline, RelationInline]
    fieldsets = [
        (
            None,
            {"fields": [("title", "title_en"), ("slug", "is_published"), ("concern", "checked_on"), "is_sensitive"]},
        ),
        (_("For the public"), {"fields": ["summary", "summary_en", ("events_from", "events_until")]}),
    ]
    prepopulated_fields = {"slug": ["title"]}

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in form.fields if name != "seen_version"}
        if change:
            stored = Case.objects.get(pk=obj.pk)
            stored.version = form.cleaned_data["seen_version"]
            changed = {name: values[name] for name in form.changed_data if name in values}
            services.change_case(stored, **changed, by=request.user)
        else:
            obj.pk = services.open_case(**values, by=request.user).pk
        obj.refresh_from_db()


@admin.register(ClaimantGroup)
class ClaimantGroupAdmin(AddsByService):
    list_display = ["name", "case", "used_from", "used_until", "age_from", "age_until", "is_confirmed"]
    list_filter = ["is_confirmed", "residence", "case"]
    list_select_related = ["case"]
    search_fields = ["name", "name_en", "slug", "case__title", "definition"]
    inlines = [RepresentationInline]
    fieldsets = [
        (None, {"fields": ["case", ("name", "name_en"), ("slug", "is_confirmed"), "definition", "source"]}),
        (_("Who is in it"), {"fields": [("used_from", "used_until"), ("age_from", "age_until"),
                                        ("residence", "residence_on")]}),
    ]  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["case"] if obj else [])]

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in form.fields if name != "seen_version"}
        if change:
            stored = ClaimantGroup.objects.select_related("case").get(pk=obj.pk)
            stored.version = form.cleaned_data["seen_version"]
            changed = {name: values[name] for name in form.changed_data if name in values}
            services.redefine_group(stored, **changed, by=request.user)
        else:
            obj.pk = services.define_group(values.pop("case"), **values, by=request.user).pk
        obj.refresh_from_db()
        for warning in services.group_warnings(obj):
            messages.warning(request, warning)


@admin.register(ClaimGround)
class ClaimGroundAdmin(ReadOnlyAdmin):
    list_display = ["name", "case", "regime"]
    list_filter = ["regime", "case"]
    list_select_related = ["case"]
    search_fields = ["name", "name_en", "code", "case__title"]


@admin.register(Representation)
class RepresentationAdmin(ReadOnlyAdmin):
    list_display = ["foundation", "group", "kind", "started_on", "ended_on"]
    list_filter = ["kind", "foundation"]
    list_select_related = ["foundation", "group__case"]
    search_fields = ["foundation__name", "foundation__short_name", "group__name", "group__case__title"]


@admin.register(PeopleEstimate)
class PeopleEstimateAdmin(ReadOnlyAdmin):
    list_display = ["case", "group", "kind", "low_count", "high_count", "as_of_on", "said_by"]
    list_filter = ["kind"]
    list_select_related = ["case", "group__case"]
    search_fields = ["case__title", "said_by"]


@admin.register(CaseRelation)
class CaseRelationAdmin(ReadOnlyAdmin):
    list_display = ["case", "kind", "other", "reason"]
    list_filter = ["kind"]
    list_select_related = ["case", "other"]
    search_fields = ["case__title", "other__title", "reason"]


@admin.register(DefendantRole)
class DefendantRoleAdmin(ReadOnlyAdmin):
    list_display = ["defendant", "case", "note"]
    list_select_related = ["case", "defendant"]
    search_fields = ["defendant__name", "case__title", "note"]
