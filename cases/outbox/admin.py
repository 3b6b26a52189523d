from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ReadOnlyAdmin, action, display, opens_page
from cases.core.text import masked_email
from cases.outbox import services
from cases.outbox.forms import SettleForm
from cases.outbox.models import Message


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "template", "masked_address", "shown_state", "due_at", "attempt_count", "last_error"]
    list_filter = ["state", "template", "is_possible_duplicate"]
    search_fields = ["template", "=public_id", "last_error"]
    actions_detail = ["try_again", "settle_by_hand"]
    fields = [
        "template", "masked_address", "language", "foundation", "state", "due_at", "attempt_count", "last_error",
        "is_possible_duplicate", "done_at", "settled_reason",
    ]  # fmt: skip
    readonly_fields = ["masked_address"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.filter(foundation=request.foundation) if request.foundation else rows

    @display(description=_("address"))
    def masked_address(self, message):
        return masked_email(message.address) or "–"

    @display(description=_("state"), ordering="state", label={"dead": "danger", "done": "success", "waiting": "info"})
    def shown_state(self, message):
        return message.state, message.get_state_display()

    def has_settle_permission(self, request, object_id=None):
        message = self.get_object(request, str(object_id)) if object_id else None
        is_given_up = message is None or message.state == Message.State.DEAD
        return is_given_up and request.user.has_perm("cases.change_message")

    @action(description=_("Try again"), permissions=["settle"])
    def try_again(self, request, object_id):
        services.try_again(self.row_or_404(request, object_id), by=request.user)
        messages.success(request, _("The message will be sent once more."))
        return self._back(object_id)

    @opens_page
    @action(description=_("Settle by hand"), permissions=["settle"])
    def settle_by_hand(self, request, object_id):
        form = SettleForm(request.POST or None)
        if form.is_valid():
            services.settle_by_hand(
                self.row_or_404(request, object_id), reason=form.cleaned_data["reason"], by=request.user
            )
            messages.success(request, _("The message is closed."))
            return self._back(object_id)
        context = self.admin_site.each_context(request) | {"title": _("Settle by hand"), "opts": self.opts}
        return TemplateResponse(request, "staff/form.html", context | {"form": form})

    def _back(self, object_id):
        return HttpResponseRedirect(reverse("admin:cases_message_change", args=[object_id]))
