"""One's own calendars on the staff site: make one, see whether it is used, revoke it."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from cases.agenda import services
from cases.agenda.models import CalendarKey
from cases.core.admin import BaseAdmin, action, display


@admin.register(CalendarKey)
class CalendarKeyAdmin(BaseAdmin):
    list_display = ["foundation", "level", "shown_state", "used_at", "created_at"]
    list_display_links = ["foundation"]
    list_filter = ["level"]
    list_select_related = ["foundation"]
    search_fields = ["foundation__short_name", "=public_id"]
    list_before_template = "staff/agenda/about.html"
    fields = ["foundation", "level", "revoked_at", "used_at"]
    actions_detail = ["revoke"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(user=request.user)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("cases.view_hearing")  # of one's own; who has no work there has no calendar

    def has_add_permission(self, request):
        return request.foundation is not None and self.has_view_permission(request)

    def has_change_permission(self, request, obj=None):
        return False

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else [(None, {"fields": ["level"]})]

    def save_model(self, request, obj, form, change):
        made, request.issued_address = services.issue_key(
            request.user, request.foundation, level=form.cleaned_data["level"], by=request.user
        )
        obj.pk = made.pk
        obj.refresh_from_db()

    def response_add(self, request, obj, post_url_continue=None):
        """Shown here and nowhere else: not kept in a message, a session or a log."""
        title = _("Your calendar is ready")
        context = self.admin_site.each_context(request) | {"title": title, "opts": self.opts, "key": obj}
        return TemplateResponse(request, "staff/agenda/issued.html", context | {"address": request.issued_address})

    def get_actions_detail(self, request, object_id):
        key = self.get_object(request, str(object_id))
        return super().get_actions_detail(request, object_id) if key and not key.is_revoked else []

    @action(description=_("Revoke"), permissions=["view"])
    def revoke(self, request, object_id):
        key = self.row_or_404(request, object_id)
        services.revoke_key(key, by=request.user)
        self.message_user(request, _("Revoked: the address no longer exists."))
        return self.response_post_save_change(request, key)

    @display(description=_("state"), label={True: "success", False: "info"})
    def shown_state(self, key):
        return not key.is_revoked, _("revoked") if key.is_revoked else _("in use")
