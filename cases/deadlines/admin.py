"""Deadlines on the staff site: a list with lights, a proof sheet, and a button for each step."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cases.calendar.in_force import calendar_in_force
from cases.core.admin import BaseAdmin, action, display, opens_page
from cases.core.errors import DomainError
from cases.core.pdf import PdfImpossible, tagged_pdf
from cases.deadlines import daybook, people, rules, services, sheet
from cases.deadlines.choices import DateSource, DeadlineState
from cases.deadlines.filters import TABS, Mine, Tab, within
from cases.deadlines.forms import DayForm, EvidenceForm, ManualForm, NewDayForm, PeopleForm, ReasonForm, ResumeForm
from cases.deadlines.models import Deadline
from cases.staff.models import User

WHEN_RUNNING = ("acknowledge", "confirm", "meet", "extend", "reschedule", "assign", "suspend", "lapse")


def asked(service, form_class, description):
    """A button that opens a form page and, once answered, calls the service with the answers."""

    @opens_page
    @action(description=description, permissions=["step"])
    def page(self, request, object_id):
        deadline = self.row_or_404(request, object_id)
        form = self.form_for(form_class, deadline, request.POST or None)
        if form.is_valid():
            try:
                service(deadline, **form.cleaned_data, by=request.user)
                return self.back(request, deadline)
            except DomainError as error:
                form.add_error(error.field if error.field in form.fields else None, error.message)
        title = f"{description}: {deadline.shown_title}, {date_format(deadline.ends_on, 'j F Y')}"
        context = self.admin_site.each_context(request) | {"title": title, "opts": self.opts, "form": form}
        return TemplateResponse(request, "staff/form.html", context)

    return page


@admin.register(Deadline)
class DeadlineAdmin(BaseAdmin):
    form = ManualForm
    list_display = [
        "shown_light", "shown_title", "shown_place", "legal_basis", "responsible", "shown_confirmed", "shown_source",
    ]  # fmt: skip
    list_display_links = ["shown_light", "shown_title"]
    list_filter = [Tab, Mine, "source", "state", "is_provisional"]
    list_select_related = ["case", "track__group", "foundation", "responsible", "confirmed_by"]
    search_fields = ["title", "term", "legal_basis", "case__title", "track__group__name", "=public_id"]
    search_help_text = _("A title, an article, a case or a group.")
    date_hierarchy = "ends_on"
    list_before_template = "staff/deadline/tabs.html"
    change_form_template = "staff/deadline/change_form.html"
    fields = ManualForm.Meta.fields
    actions_detail = [
        "acknowledge", "confirm", "meet", "extend", "reschedule", "assign", "resume", "reopen", "proof_sheet",
        {"title": _("More"), "items": ["proof_pdf", "miss", "lapse", "suspend"]},
    ]  # fmt: skip
    meet = asked(services.meet, EvidenceForm, _("Done"))
    extend = asked(services.extend, NewDayForm, _("Extended by the court"))
    reschedule = asked(services.reschedule, NewDayForm, _("Move"))
    assign = asked(services.assign, PeopleForm, _("Assign"))
    miss = asked(services.miss, ReasonForm, _("Missed"))
    lapse = asked(services.lapse, ReasonForm, _("Nobody has to act"))
    suspend = asked(services.suspend, ReasonForm, _("Suspend"))
    resume = asked(services.resume, ResumeForm, _("Resume"))
    reopen = asked(services.reopen, ReasonForm, _("Open again"))

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.foundation)

    def get_urls(self):
        view = self.admin_site.admin_view(self.daybook_view)
        return [path("daybook/", view, name="cases_deadline_daybook"), *super().get_urls()]

    def has_change_permission(self, request, obj=None):
        return False  # a deadline changes by the steps on its page, never by overwriting fields

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("cases.change_deadline")

    def has_confirm_permission(self, request, object_id=None):
        return request.user.has_perm("cases.confirm_deadline")

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj)[1:] if obj else super().get_fieldsets(request, obj)

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in ManualForm.Meta.fields}
        made = services.set_manual(**values, foundation=request.foundation, by=request.user)
        obj.pk = made.pk
        obj.refresh_from_db()

    def changelist_view(self, request, extra_context=None):
        rows = self.get_queryset(request)
        counted = [(name, title, within(name, rows).count()) for name, title in TABS.items()]
        context = {"tabs": counted, "open_tab": request.GET.get("tab", "")}
        return super().changelist_view(request, context | (extra_context or {}))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = extra_context or {}
        if object_id and (deadline := self.get_object(request, object_id)):
            context = {"sheet": sheet.of(deadline), "light": sheet.light(deadline, timezone.localdate())} | context
        return super().changeform_view(request, object_id, form_url, context)

    def get_actions_detail(self, request, object_id):
        deadline = self.get_object(request, str(object_id))
        found = super().get_actions_detail(request, object_id)
        return [one for one in found if deadline and self._fits(one.path, deadline, request)]

    def _fits(self, step, deadline, request):
        state, running = deadline.state, deadline.is_running
        if step == "confirm":
            return running and not deadline.confirmed_by_id and deadline.created_by_id != request.user.pk
        if step == "miss":
            return rules.may_become(state, DeadlineState.MISSED) and deadline.ends_on < timezone.localdate()
        if step in ("resume", "reopen"):
            is_suspended = state == DeadlineState.SUSPENDED
            return is_suspended == (step == "resume") and not running and state != DeadlineState.SUPERSEDED
        return running if step in WHEN_RUNNING else True

    @action(description=_("I saw it"), permissions=["view"])
    def acknowledge(self, request, object_id):
        return self.done(request, object_id, services.acknowledge)

    @action(description=_("Confirm the count"), permissions=["confirm"])
    def confirm(self, request, object_id):
        return self.done(request, object_id, services.confirm)

    @opens_page
    @action(description=_("Print"), permissions=["view"])
    def proof_sheet(self, request, object_id):
        deadline = self.row_or_404(request, object_id)
        return TemplateResponse(request, "staff/deadline/print.html", {"sheet": sheet.of(deadline)})

    @opens_page
    @action(description=_("Proof sheet (PDF)"), permissions=["view"])
    def proof_pdf(self, request, object_id):
        deadline = self.row_or_404(request, object_id)
        try:
            content = tagged_pdf(render_to_string("staff/deadline/print.html", {"sheet": sheet.of(deadline)}))
        except PdfImpossible:
            context = self.admin_site.each_context(request) | {"title": _("No PDF here"), "opts": self.opts}
            return TemplateResponse(request, "staff/no_pdf.html", context | {"deadline": deadline}, status=503)
        name = f'inline; filename="bewijsblad-{deadline.ends_on.isoformat()}-{str(deadline.public_id)[:8]}.pdf"'
        return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name})

    def daybook_view(self, request):
        """What was entered and changed on one day; today unless a day is asked for."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        today = timezone.localdate()
        form = DayForm(request.GET if "day" in request.GET else {"day": today.strftime("%d-%m-%Y")})
        day = form.cleaned_data["day"] if form.is_valid() else today
        before, after = daybook.working_days_around(day, calendar_in_force(), today)
        context = {"day": day, "lines": daybook.lines(day, self.get_queryset(request), request.foundation)}
        if "print" in request.GET:
            context |= {"foundation": request.foundation, "printed_by": request.user}
            return TemplateResponse(request, "staff/deadline/daybook_print.html", context)
        context |= {"form": form, "before": before, "after": after, "title": _("Journal of deadlines")}
        context |= self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, "staff/deadline/daybook.html", context)

    def form_for(self, form_class, deadline, answers):
        if form_class is not PeopleForm:
            return form_class(answers)
        today = timezone.localdate()
        ids = [person.pk for person in people.candidates(deadline, today)]
        return PeopleForm(answers, deadline=deadline, people=User.objects.filter(pk__in=ids))

    def done(self, request, object_id, service):
        deadline = self.row_or_404(request, object_id)
        try:
            service(deadline, by=request.user)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect("admin:cases_deadline_change", deadline.pk)
        return self.back(request, deadline)

    def back(self, request, deadline):
        messages.success(request, _("Noted: %(deadline)s.") % {"deadline": deadline})
        return redirect("admin:cases_deadline_change", deadline.pk)

    @display(
        description=_("at the latest"),
        ordering="ends_on",
        label={"danger": "danger", "warning": "warning", "success": "success", "default": "info"},
    )
    def shown_light(self, deadline):
        light = sheet.light(deadline, timezone.localdate())
        return light.colour, f"{date_format(deadline.ends_on, 'D d-m-Y')} · {light}"

    @display(description=_("term"), ordering="title")
    def shown_title(self, deadline):
        return deadline.shown_title

    @display(description=_("case"), ordering="case__title")
    def shown_place(self, deadline):
        group = deadline.track.group if deadline.track else None
        return f"{deadline.case.shown_title} · {group.shown_name}" if group else deadline.case.shown_title

    @display(description=_("confirmed by"), ordering="confirmed_by")
    def shown_confirmed(self, deadline):
        return f"{deadline.confirmed_by}" if deadline.confirmed_by_id else sheet.standing(deadline)

    @display(description=_("source"), ordering="source")
    def shown_source(self, deadline):
        return DateSource(deadline.source).label
