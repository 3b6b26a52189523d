"""Requests about data on the staff site: a queue with the last days of the law, and a button for each step."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.core.admin import action, display, opens_page
from cases.core.errors import DomainError
from claimants.people.admin import PeopleAdmin
from claimants.people.models import Claimant
from claimants.privacy import pages, rules, services
from claimants.privacy.choices import RequestKind
from claimants.privacy.forms import AnswerForm, ExtensionForm, IdentityForm
from claimants.privacy.models import DataSubjectRequest, Erasure, Hold
from claimants.privacy.querysets import OPEN

COPIES = (RequestKind.ACCESS, RequestKind.PORTABILITY)
LIGHTS = {"late": "danger", "soon": "warning", "later": "info", "closed": "success"}
TOLD = [
    "state", "due_on", "asked_at", "identity", "handled_by", "extension_reason", "answer", "answered_at", "held",
    "erasure", "looks",
]  # fmt: skip


def asked(service, form_class, description):
    """A button that opens a form page and, once answered, calls the service with the answers."""

    @opens_page
    @action(description=description, permissions=["step"])
    def page(self, request, object_id):
        found = self.row_or_404(request, object_id)
        form = form_class(request.POST or None)
        if form.is_valid():
            try:
                return self.back(request, service(found, **form.cleaned_data, by=request.user))
            except DomainError as error:
                form.add_error(error.field if error.field in form.fields else None, error.message)
        context = self.admin_site.each_context(request) | {"title": f"{description}: {found}", "opts": self.opts}
        return TemplateResponse(request, "staff/form.html", context | {"form": form})

    return page


@admin.register(DataSubjectRequest)
class DataSubjectRequestAdmin(PeopleAdmin):
    list_display = ["shown_due", "reference", "kind", "shown_state", "channel", "handled_by"]
    list_display_links = ["shown_due", "reference"]
    list_filter = ["state", "kind", "channel"]
    list_select_related = ["claimant", "handled_by"]
    search_fields = ["claimant__reference"]
    search_help_text = _("A reference, a whole e-mail address, or the beginning of a name.")
    date_hierarchy = "asked_at"
    list_before_template = "staff/privacy/links.html"
    fields = ["claimant", "kind", "channel", "wish"]
    actions_detail = ["start", "extend", "answer", "copy", "approve", "refuse", "cancel", "release"]
    start = asked(services.start, IdentityForm, _("Take up"))
    extend = asked(services.extend, ExtensionForm, _("Two months more"))
    answer = asked(services.answer, AnswerForm, _("Answer"))
    refuse = asked(services.refuse, AnswerForm, _("Refuse"))

    def person_of(self, row) -> Claimant:
        return row.claimant

    def get_fields(self, request, obj=None):
        return [*self.fields, *(TOLD if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, *self.fields, *TOLD] if obj else fixed

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, "")
        term = search_term.replace("\x00", "").strip()
        return (found.filter(claimant__in=Claimant.objects.matching(term)) if term else found), may_repeat

    def get_urls(self):
        views = {"retention/": pages.retention_page, "register/": pages.register_page,
                 "person/<int:pk>/": pages.person_page}  # fmt: skip
        named = [
            path(address, self.admin_site.admin_view(self._guarded(view)), name=f"claimants_privacy_{view.__name__}")
            for address, view in views.items()
        ]
        return [*named, *super().get_urls()]

    def _guarded(self, view):
        def page(request, *args, **kwargs):
            if not self.has_view_permission(request):
                raise PermissionDenied
            return view(self, request, *args, **kwargs)

        return page

    def save_model(self, request, obj, form, change):
        if not change:
            values = {name: form.cleaned_data[name] for name in ("kind", "channel", "wish")}
            made = services.ask(obj.claimant, values.pop("kind"), **values, by=request.user)
            obj.pk = made.pk
            obj.refresh_from_db()

    def back(self, request, found):
        messages.success(request, _("Saved."))
        return redirect("admin:claimants_datasubjectrequest_change", found.pk)

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.change_datasubjectrequest")

    def get_actions_detail(self, request, object_id):
        found = self.get_object(request, str(object_id))
        buttons = super().get_actions_detail(request, object_id)
        return [one for one in buttons if found and one.path.strip("/") in steps_of(found)]

    @action(description=_("Save the copy and answer"), permissions=["step"])
    def copy(self, request, object_id):
        found = self.row_or_404(request, object_id)
        content = services.hand_over(found.claimant, found.kind, channel=found.channel, by=request.user)
        name = f'attachment; filename="{found.claimant.reference}.zip"'
        return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": name})

    @action(description=_("Approve the erasure"), permissions=["step"])
    def approve(self, request, object_id):
        services.approve_erasure(self.row_or_404(request, object_id), by=request.user)
        return self.back(request, self.row_or_404(request, object_id))

    @action(description=_("Taken back"), permissions=["step"])
    def cancel(self, request, object_id):
        return self.back(request, services.cancel(self.row_or_404(request, object_id), by=request.user))

    @action(description=_("Use the data again"), permissions=["step"])
    def release(self, request, object_id):
        found = self.row_or_404(request, object_id)
        services.lift_restriction(found.claimant, by=request.user)
        return self.back(request, found)

    @display(description=_("answer by"), ordering="due_on", label=LIGHTS)
    def shown_due(self, found):
        today = timezone.localdate()
        day = date_format(found.due_on, "D j M Y")
        if found.state not in OPEN:
            return "closed", day
        return "late" if found.due_on < today else "soon" if found.due_on <= today + rules.SOON else "later", day

    @display(description=_("state"), ordering="state")
    def shown_state(self, found):
        return found.get_state_display()

    @display(description=_("reference"))
    def reference(self, found):
        return found.claimant.reference

    @display(description=_("must be kept because"))
    def held(self, found):
        return " ".join(services.holds_on(found.claimant)) or "–"

    @display(description=_("erasure"))
    def erasure(self, found):
        waiting = Erasure.objects.filter(request=found).select_related("approved_by").first()
        return pages.shown_erasure(waiting) if waiting else "–"

    @display(description=_("who looked, and what changed"))
    def looks(self, found):
        address = reverse("admin:claimants_privacy_person_page", args=[found.claimant_id])
        return format_html('<a href="{}">{}</a>', address, _("Show"))


def steps_of(found: DataSubjectRequest) -> set[str]:
    """The buttons that make sense where this request stands."""
    steps = {"release"} if found.claimant.restricted_at else set()
    if found.state == "received":
        steps |= {"start", "cancel"}
    if found.state == "started":
        steps |= {"refuse", "cancel"} | ({"approve"} if found.kind == RequestKind.ERASURE else {"answer"})
        steps |= {"copy"} if found.kind in COPIES else set()
    return steps | ({"extend"} if services.may_extend(found) else set())


@admin.register(Hold)
class HoldAdmin(PeopleAdmin):
    list_display = ["reason", "reference", "case", "placed_at", "lifted_at"]
    list_filter = ["placed_at", "lifted_at"]
    list_select_related = ["claimant", "case"]
    search_fields = ["reason", "claimant__reference"]
    fields = ["claimant", "case", "reason"]
    actions_detail = ["lift"]

    def person_of(self, row) -> Claimant | None:
        return row.claimant

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, *self.fields, "placed_at", "lifted_at"] if obj else fixed

    def get_fields(self, request, obj=None):
        return [*self.fields, *(["placed_at", "lifted_at"] if obj else [])]

    def save_model(self, request, obj, form, change):
        if not change:
            values = {name: form.cleaned_data[name] for name in self.fields}
            obj.pk = services.place_hold(foundation=request.foundation, **values, by=request.user).pk
            obj.refresh_from_db()

    @display(description=_("reference"))
    def reference(self, hold):
        return hold.claimant.reference if hold.claimant else "–"

    def has_lift_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.change_hold")

    @action(description=_("Lift the hold"), permissions=["lift"])
    def lift(self, request, object_id):
        services.lift_hold(self.row_or_404(request, object_id), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("admin:claimants_hold_change", object_id)
