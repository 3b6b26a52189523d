"""Decree days on the staff site: a list of what is closed, one form, and no change without two people."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.calendar import services
from cases.calendar.choices import DecreeState
from cases.calendar.forms import DecreeDayForm, WithdrawalForm
from cases.calendar.in_force import calendar_in_force
from cases.calendar.models import DecreeDay
from cases.core.admin import BaseAdmin, action, display, opens_page

YEARS_SHOWN = 3


@admin.register(DecreeDay)
class DecreeDayAdmin(BaseAdmin):
    form = DecreeDayForm
    list_display = ["closed_on", "decree", "source", "shown_state", "added_by"]
    list_filter = ["state"]
    list_select_related = ["added_by"]
    search_fields = ["decree", "source"]
    list_before_template = "staff/calendar/closed_days.html"
    fields = ["closed_on", "decree", "source", "valid_from", "state", "state_reason", "added_by"]
    actions_detail = ["survey", "withdraw"]

    def has_change_permission(self, request, obj=None):
        return False  # a day in force changes only by a proposal that two people accept

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("cases.add_decreeday")

    def get_fieldsets(self, request, obj=None):
        sets = super().get_fieldsets(request, obj)
        return sets if obj else [(None, {"fields": DecreeDayForm.Meta.fields})]

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in DecreeDayForm.Meta.fields}
        made = services.propose_decree_day(**values, by=request.user)
        obj.pk = made.pk
        obj.refresh_from_db()

    def response_add(self, request, obj, post_url_continue=None):
        messages.success(request, _("Entered. Nothing moves yet: two people must accept what it does."))
        return redirect(survey_of(obj))

    def changelist_view(self, request, extra_context=None):
        calendar, year = calendar_in_force(), timezone.localdate().year
        years = [(one, calendar.closed_days(one), calendar.known_through.year >= one) for one in
                 range(year, year + YEARS_SHOWN)]  # fmt: skip
        return super().changelist_view(request, {"years": years} | (extra_context or {}))

    def get_actions_detail(self, request, object_id):
        day = self.get_object(request, str(object_id))
        found = super().get_actions_detail(request, object_id)
        return [one for one in found if day and (one.path == "survey" or day.state == DecreeState.ACCEPTED)]

    @opens_page
    @action(description=_("What it does"), permissions=["view"])
    def survey(self, request, object_id):
        return redirect(survey_of(self.row_or_404(request, object_id)))

    @opens_page
    @action(description=_("Withdraw"), permissions=["step"])
    def withdraw(self, request, object_id):
        day = self.row_or_404(request, object_id)
        form = WithdrawalForm(request.POST or None)
        if form.is_valid():
            services.propose_withdrawal(day, **form.cleaned_data, by=request.user)
            messages.success(request, _("Entered. The day stays closed until two people accept."))
            return redirect(survey_of(day))
        context = self.admin_site.each_context(request) | {"title": f"{_('Withdraw')}: {day}", "opts": self.opts}
        return TemplateResponse(request, "staff/form.html", context | {"form": form})

    @display(
        description=_("state"),
        ordering="state",
        label={"proposed": "warning", "accepted": "success", "rejected": "info", "withdrawn": "info"},
    )
    def shown_state(self, day):
        return day.state, day.get_state_display()


def survey_of(day: DecreeDay) -> str:
    """The page with what the day does to the open deadlines; the list of them where nobody looked yet."""
    newest = day.surveys.order_by("-id").first()
    return (
        reverse("admin:cases_survey_change", args=[newest.pk]) if newest else reverse("admin:cases_survey_changelist")
    )
