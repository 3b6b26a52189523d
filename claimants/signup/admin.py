"""Openings on the staff site."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, display
from claimants.signup import services
from claimants.signup.models import Opening


@admin.register(Opening)
class OpeningAdmin(BaseAdmin):
    list_display = ["group", "opened_on", "closed_on", "alone_from_age", "shown_state"]
    list_filter = ["group__case"]
    list_select_related = ["group__case", "foundation"]
    search_fields = ["group__name", "group__case__title"]
    search_help_text = _("A word of the group or of the case.")
    autocomplete_fields = ["group"]
    fields = ["group", ("opened_on", "closed_on"), "alone_from_age"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(foundation=request.foundation)

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["group"] if obj else [])]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and request.foundation is not None

    @display(description=_("state"), label={True: "success", False: "default"})
    def shown_state(self, opening):
        today = timezone.localdate()
        is_open = opening.opened_on <= today <= (opening.closed_on or today)
        return is_open, _("open") if is_open else _("closed")

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in services.EDITABLE}
        if change:
            obj.version = form.cleaned_data["seen_version"]
            services.change_opening(obj, **values, by=request.user)
        else:
            made = services.open_sign_up(request.foundation, form.cleaned_data["group"], **values, by=request.user)
            obj.pk = made.pk
            obj.refresh_from_db()
