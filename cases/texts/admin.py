"""Texts of a stage on the staff site: written by one person, seen as people will see them, approved by another."""

import difflib
from datetime import timedelta

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, action, display, opens_page
from cases.texts import checks, services
from cases.texts.choices import TextState
from cases.texts.forms import StageTextForm
from cases.texts.models import StageText
from cases.texts.rules import registration_text, stage_text
from cases.texts.shelf import shelf
from cases.texts.shelves import as_written
from cases.texts.written import PARTS

PLACE = ["case", "group", "foundation", "code", "variant", "audience", "language"]
WORDS = [(part, f"{part}_after") for part in PARTS]
TOLD = ["number", "state", "is_withdrawal", "written_by", "approved_by", "approved_at"]


@admin.register(StageText)
class StageTextAdmin(BaseAdmin):
    form = StageTextForm
    list_display = ["code", "case", "group", "foundation", "audience", "language", "number", "shown_state", "ease"]
    list_filter = ["state", "audience", "language", "case"]
    list_select_related = ["case", "group", "foundation"]
    search_fields = ["code", "heading"]
    actions_detail = ["look", "approve", "reject", "withdraw"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return (
            rows.filter(foundation__in=[request.foundation]) | rows.filter(foundation=None)
            if request.foundation
            else rows
        )

    def get_fields(self, request, obj=None):
        return [*PLACE, *WORDS, "is_asking", *(TOLD if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(TOLD if obj else [])]

    def has_change_permission(self, request, obj=None):
        """A version stays as it was written: what should read otherwise is the next version."""
        return obj is None and super().has_change_permission(request, obj)

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("cases.confirm_stagetext")

    def get_actions_detail(self, request, object_id):
        text = self.get_object(request, str(object_id))
        may = {"look"}
        if text and text.state == TextState.DRAFT and text.written_by_id != request.user.pk:
            may |= {"approve", "reject"}
        if text and text.state == TextState.APPROVED and not text.is_withdrawal:
            may |= {"withdraw"}
        return [one for one in super().get_actions_detail(request, object_id) if one.path in may]

    def save_model(self, request, obj, form, change):
        fields = {name: form.cleaned_data[name] for name in [*PLACE, *sum(WORDS, ()), "is_asking"]}
        obj.pk = services.write_text(fields.pop("case"), **fields, by=request.user).pk
        obj.refresh_from_db()

    @display(description=_("state"), ordering="state", label={"draft": "warning", "approved": "success"})
    def shown_state(self, text):
        return text.state, text.get_state_display()

    @display(description=_("reads easily"))
    def ease(self, text):
        found = readability_of(text)
        return f"{found.ease:.0f}" + ("" if found.is_plain else " ⚠")

    @opens_page
    @action(description=_("See it as people do"), permissions=["view"])
    def look(self, request, object_id):
        text = self.row_or_404(request, object_id)
        context = self.admin_site.each_context(request) | {
            "title": _("See it as people do"),
            "opts": self.opts,
            "text": text,
            "shown": shown(text),
            "readability": readability_of(text),
            "changes": changes(services.version_before(text), text),
        }
        return TemplateResponse(request, "staff/texts/look.html", context)

    @action(description=_("Approve"), permissions=["step"])
    def approve(self, request, object_id):
        text = services.approve_text(self.row_or_404(request, object_id), by=request.user)
        messages.success(request, _("Approved: people read this from now on."))
        return redirect("admin:cases_stagetext_change", text.pk)

    @action(description=_("Reject"), permissions=["step"])
    def reject(self, request, object_id):
        text = services.reject_text(self.row_or_404(request, object_id), by=request.user)
        messages.success(request, _("Rejected: people read what they read before."))
        return redirect("admin:cases_stagetext_change", text.pk)

    @action(description=_("Withdraw"), permissions=["step"])
    def withdraw(self, request, object_id):
        text = services.withdraw_text(self.row_or_404(request, object_id), by=request.user)
        messages.success(request, _("Noted. It is withdrawn once somebody else approves this version."))
        return redirect("admin:cases_stagetext_change", text.pk)


def readability_of(text: StageText) -> checks.Readability:
    """How the text reads, its parts together."""
    return checks.readability(
        " ".join(f"{getattr(text, part)}." for part in PARTS if getattr(text, part)), text.language
    )


def shown(text: StageText) -> list[tuple]:
    """The text as a claimant sees it, before and after the last day, with what the case itself fills in."""
    today = timezone.localdate()
    group, foundation, case = text.group, text.foundation, text.case
    values = {
        "defendant": case.concern.name if case.concern else "",
        "group": group.shown_name if group else "",
        "foundation": foundation.short_name if foundation else "",
        "date": today + timedelta(days=30),
    }
    about = {"language": text.language, "audience": text.audience, "group": text.group_id, "variables": values}
    if not text.is_withdrawal:
        about["written"] = [as_written(text)]
    tell = registration_text if text.code in shelf("registrations") else _stage
    days = [(_("Until the last day"), today), (_("After the last day"), today + timedelta(days=31))]
    return [(label, tell(text.code, today=day, **about)) for label, day in days]


def _stage(code: str, **about):
    is_stage = code in shelf("stages")["stages"]
    return stage_text(code if is_stage else None, overlays=() if is_stage else [code], **about)


def changes(before: StageText | None, text: StageText) -> list[tuple[str, str]]:
    """Line by line what this version takes away and adds: pairs of a sign and a line."""
    lines = [[f"{getattr(one, name)}" for pair in WORDS for name in pair if getattr(one, name)] if one else []
             for one in (before, text)]  # fmt: skip
    return [(line[0], line[2:]) for line in difflib.ndiff(*lines) if line[0] in "+-"]
