"""Windows, the ledger, and what goes to and comes from the registry, on the staff site."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as text_of
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, action, display, opens_page
from cases.core.errors import DomainError
from cases.core.tenancy import acting_foundation_id
from claimants.declarations import chain, reconciliation, rules, services, submissions
from claimants.declarations.choices import Channel
from claimants.declarations.forms import DeclarationForm, ExtensionForm, ListForm, ReasonForm, WindowForm
from claimants.declarations.models import Declaration, RegistryNote, Window
from claimants.people.admin import PeopleAdmin, ReadOnlyInline
from claimants.people.models import Claimant

CHAIN = ["chain_position", "shown_hash", "shown_previous"]


def asked(page, request, title, form, subtitle=""):
    """A page with one form and two buttons."""
    context = page.admin_site.each_context(request) | {"title": title, "opts": page.opts, "form": form}
    return TemplateResponse(request, "staff/form.html", context | {"subtitle": subtitle})


@admin.register(Window)
class WindowAdmin(BaseAdmin):
    form = WindowForm
    list_display = ["group", "kind", "settlement", "opens_at", "last_day", "shown_state"]
    list_filter = ["kind", "is_superseded", "group__case"]
    list_select_related = ["group__case"]
    search_fields = ["group__name", "group__case__title", "settlement"]
    fields = [
        ("group", "kind"), "settlement", "residence", ("opens_on", "closes_on"), "event", "court", "legal_text",
        "source",
    ]  # fmt: skip
    actions_detail = ["extend", "take_in_list", "make_list"]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["group", "kind"] if obj else [])]

    @display(description=_("last day"), ordering="closes_at")
    def last_day(self, window):
        return rules.last_day(window.closes_at)

    @display(description=_("state"), label={"in_force": "success", "superseded": "default"})
    def shown_state(self, window):
        return ("superseded", _("superseded")) if window.is_superseded else ("in_force", _("in force"))

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in services.EDITABLE if name in form.cleaned_data}
        days = {"opens": form.cleaned_data["opens_on"], "closes": form.cleaned_data["closes_on"]}
        if change:
            values = {name: value for name, value in values.items() if name in form.changed_data}
            values |= {name: day for name, day in days.items() if f"{name}_on" in form.changed_data}
            made = services.change_window(obj, version=form.cleaned_data["seen_version"], by=request.user, **values)
        else:
            made = services.record_window(obj.group, kind=obj.kind, by=request.user, **values, **days)
            obj.pk = made.pk
        obj.refresh_from_db()
        for warning in made.warnings:
            messages.warning(request, warning)

    def get_actions_detail(self, request, object_id):
        found = super().get_actions_detail(request, object_id)
        window = self.get_object(request, str(object_id))
        if window is None or window.is_superseded:
            return []
        return [one for one in found if one.path == "extend" or acting_foundation_id() is not None]

    def has_extend_permission(self, request, object_id=None):
        return self.has_change_permission(request)

    def has_lists_permission(self, request, object_id=None):
        return acting_foundation_id() is not None and request.user.has_perm("claimants.add_registrylist")

    @opens_page
    @action(description=_("The court gave more time"), permissions=["extend"])
    def extend(self, request, object_id):
        window = self.row_or_404(request, object_id)
        form = ExtensionForm(request.POST or None)
        if form.is_valid():
            longer = services.replace_window(window, by=request.user, **form.cleaned_data)
            messages.success(request, text_of("Saved."))
            return redirect("admin:claimants_window_change", longer.pk)
        return asked(self, request, text_of("The court gave more time"), form, str(window))

    @opens_page
    @action(description=_("Lay the registry's list beside the file"), permissions=["lists"])
    def take_in_list(self, request, object_id):
        window = self.row_or_404(request, object_id)
        form = ListForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            given = {"content": form.cleaned_data["file"].read(), "received_on": form.cleaned_data["received_on"]}
            try:
                made = reconciliation.take_in(request.foundation, window, by=request.user, **given)
            except DomainError as error:
                form.add_error(error.field if error.field in form.fields else None, error.message)
            else:
                return redirect("admin:claimants_registrylist_change", made.pk)
        return asked(self, request, text_of("Lay the registry's list beside the file"), form, str(window))

    @action(description=_("Make the list for the registry"), permissions=["lists"])
    def make_list(self, request, object_id):
        made = submissions.make(request.foundation, self.row_or_404(request, object_id), by=request.user)
        return redirect("admin:claimants_submission_change", made.pk)


class NoteInline(ReadOnlyInline):
    model = RegistryNote
    fields = ["kind", "happened_on", "noted_by"]


@admin.register(Declaration)
class DeclarationAdmin(PeopleAdmin):
    form = DeclarationForm
    list_display = ["chain_position", "claimant", "shown_kind", "window", "received_at", "is_in_time", "channel"]
    list_filter = ["kind", "is_in_time", "channel", "window"]
    list_select_related = ["claimant", "window__group__case"]
    search_fields = ["claimant__reference"]
    search_help_text = _("A reference, a whole e-mail address, or the beginning of a name.")
    date_hierarchy = "received_at"
    fields = ["claimant", "window", "channel", "received_at", "file"]
    told = [
        "claimant", "kind", "window", ("received_at", "is_in_time"), "channel", "reverses", "reason", "text_version",
        "shown_evidence", "recorded_by", *CHAIN,
    ]  # fmt: skip
    inlines = [NoteInline]
    actions_detail = ["reverse"]

    def person_of(self, row) -> Claimant:
        return row.claimant

    def has_change_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        shown = ["shown_hash", "shown_previous", "shown_evidence"]
        return [*super().get_readonly_fields(request, obj), *(shown if obj else [])]

    def get_fields(self, request, obj=None):
        return self.told if obj else self.fields

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if obj else []

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, "")
        term = search_term.replace("\x00", "").strip()
        return (found.filter(claimant__in=Claimant.objects.matching(term)) if term else found), may_repeat

    @display(description=_("what"), ordering="kind")
    def shown_kind(self, declaration):
        return declaration.get_kind_display()

    @display(description=_("hash"))
    def shown_hash(self, declaration):
        return chain.in_groups(declaration.hash)

    @display(description=_("previous hash"))
    def shown_previous(self, declaration):
        return chain.in_groups(declaration.previous_hash) or "–"

    @display(description=_("evidence"))
    def shown_evidence(self, declaration):
        return chain.in_groups(declaration.evidence_sha256) or "–"

    def get_changeform_initial_data(self, request):
        return {"channel": Channel.LETTER} | super().get_changeform_initial_data(request)

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in ("channel", "received_at")}
        letter = form.cleaned_data.get("file")
        values |= {"kind": obj.window.kind, "evidence": letter.read() if letter else None}
        obj.pk = services.declare(obj.claimant, obj.window, **values, by=request.user).pk
        obj.refresh_from_db()

    def has_reverse_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.change_declaration")

    def get_actions_detail(self, request, object_id):
        found = super().get_actions_detail(request, object_id)
        is_standing = Declaration.objects.standing().filter(pk=object_id).exists()
        return found if is_standing else []

    @opens_page
    @action(description=_("Take back"), permissions=["reverse"])
    def reverse(self, request, object_id):
        declaration = self.row_or_404(request, object_id)
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            made = services.reverse(declaration, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, text_of("Saved."))
            return redirect("admin:claimants_declaration_change", made.pk)
        return asked(self, request, text_of("Take back"), form, str(declaration.claimant))
