from django.contrib import admin

from cases.core.admin import BaseAdmin, BaseTabularInline
from cases.parties.forms import FoundationForm
from cases.parties.models import (
    Concern,
    Court,
    Defendant,
    Foundation,
    Funder,
    Funding,
    Product,
    Spokesperson,
    Support,
)


class FundingInline(BaseTabularInline):
    model = Funding
    show_change_link = False


class SupportInline(BaseTabularInline):
    model = Support
    show_change_link = False


class SpokespersonInline(BaseTabularInline):
    model = Spokesperson
    show_change_link = False


class ProductInline(BaseTabularInline):
    model = Product
    show_change_link = False


@admin.register(Foundation)
class FoundationAdmin(BaseAdmin):
    form = FoundationForm
    inlines = [SpokespersonInline, FundingInline, SupportInline]
    list_display = ["name", "short_name", "legal_form", "kvk_number", "website"]
    list_filter = ["legal_form"]
    search_fields = ["name", "short_name", "slug", "kvk_number", "rsin"]
    prepopulated_fields = {"slug": ["short_name"]}

    def has_change_permission(self, request, obj=None):
        own = obj is None or request.user.is_superuser or obj == request.foundation
        return own and super().has_change_permission(request, obj)


@admin.register(Funder)
class FunderAdmin(BaseAdmin):
    list_display = ["name", "website"]
    list_filter = ["fundings__foundation"]
    search_fields = ["name"]


@admin.register(Concern)
class ConcernAdmin(BaseAdmin):
    inlines = [ProductInline]
    list_display = ["name", "parent_name", "country"]
    list_filter = ["country"]
    search_fields = ["name", "slug", "parent_name", "products__name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Defendant)
class DefendantAdmin(BaseAdmin):
    list_display = ["name", "kind", "concern", "country"]
    list_filter = ["kind", "country"]
    list_select_related = ["concern"]
    search_fields = ["name", "slug", "concern__name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Court)
class CourtAdmin(BaseAdmin):
    list_display = ["name", "code", "instance", "docket_part", "is_confirmed"]
    list_filter = ["instance", "is_confirmed"]
    search_fields = ["name", "code"]
