"""Changes of the law on the staff site: what each does to the open deadlines, and the word of two people."""

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ReadOnlyAdmin, action, display, opens_page
from cases.radar import corrections, services
from cases.radar.choices import SurveyState
from cases.radar.forms import RejectionForm
from cases.radar.models import Portion, Survey

ROWS_A_PAGE = 100
SHOWN_WITH = ("deadline__case", "deadline__foundation", "deadline__track__group", "deadline__responsible")


@admin.register(Survey)
class SurveyAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "kind", "decree_day", "shown_state", "counted_count", "proposed_by"]
    list_filter = ["state", "kind"]
    list_select_related = ["decree_day", "proposed_by"]
    search_fields = ["decree_day__decree", "decree_day__source"]
    list_before_template = "staff/radar/corrections.html"
    actions_list = ["look"]
    actions_detail = ["accept", "reject"]

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("cases.confirm_survey")

    def get_actions_detail(self, request, object_id):
        survey = self.get_object(request, str(object_id))
        if not survey or not survey.is_proposed:
            return []
        found = super().get_actions_detail(request, object_id)
        return [one for one in found if one.path != "accept" or survey.first_by_id != request.user.pk]

    def changelist_view(self, request, extra_context=None):
        context = {"corrections": corrections.recent(request.foundation)}
        return super().changelist_view(request, context | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        survey = self.row_or_404(request, object_id)
        if not self.has_view_permission(request, survey):
            return super().change_view(request, object_id, form_url, extra_context)
        visible = survey.shifts.visible_to(request.foundation)
        page = Paginator(visible.select_related(*SHOWN_WITH), ROWS_A_PAGE).get_page(request.GET.get("page"))
        total = survey.shifts.count()
        context = self.admin_site.each_context(request) | {
            "title": str(survey),
            "opts": self.opts,
            "survey": survey,
            "page": page,
            "total": total,
            "elsewhere": total - page.paginator.count,
            "earlier": visible.filter(days__lt=0).count(),
            "skipped": survey.shifts.filter(state="skipped").count(),
            "may_accept": survey.is_proposed and self.has_step_permission(request),
            "waits_for_another": survey.first_by_id == request.user.pk,
            "progress": _progress(survey),
            "entries": self._entries(survey, 20),
        }
        return TemplateResponse(request, "staff/radar/survey.html", context)

    @action(description=_("Count all open deadlines now"), permissions=["step"])
    def look(self, request):
        survey = services.look(by=request.user)
        if survey is None:
            messages.success(request, _("All open deadlines end on the day that the law counts."))
            return redirect("admin:cases_survey_changelist")
        return redirect("admin:cases_survey_change", survey.pk)

    @action(description=_("Agree"), permissions=["step"])
    def accept(self, request, object_id):
        survey = services.accept(self.row_or_404(request, object_id), by=request.user)
        if survey.is_proposed:
            messages.success(request, _("Noted. Nothing moves until a second person agrees."))
        else:
            messages.success(request, _("Accepted by two people: the deadlines are being changed."))
        return redirect("admin:cases_survey_change", survey.pk)

    @opens_page
    @action(description=_("Reject"), permissions=["step"])
    def reject(self, request, object_id):
        survey = self.row_or_404(request, object_id)
        form = RejectionForm(request.POST or None)
        if form.is_valid():
            services.reject(survey, **form.cleaned_data, by=request.user)
            messages.success(request, _("Rejected: nothing moves."))
            return redirect("admin:cases_survey_change", survey.pk)
        context = self.admin_site.each_context(request) | {"title": f"{_('Reject')}: {survey}", "opts": self.opts}
        return TemplateResponse(request, "staff/form.html", context | {"form": form})

    @display(
        description=_("state"),
        ordering="state",
        label={
            "proposed": "warning",
            "applying": "warning",
            "applied": "success",
            "rejected": "info",
            "replaced": "info",
        },
    )
    def shown_state(self, survey):
        return survey.state, survey.get_state_display()


def _progress(survey: Survey) -> dict | None:
    """How far the carrying out is; None before two people agreed, and when all is done."""
    if survey.state != SurveyState.APPLYING:
        return None
    waiting = survey.shifts.waiting().count()
    failing = survey.portions.exclude(last_error="").exclude(state=Portion.State.DONE).count()
    return {"done": survey.shifts.count() - waiting, "waiting": waiting, "failing": failing}
