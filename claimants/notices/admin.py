"""Notices and messages on the staff site."""

from django.contrib import admin, messages
from django.db.models import Count, Q, Sum
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, ReadOnlyAdmin, action, display, opens_page
from claimants.notices import audiences, services
from claimants.notices.choices import Fate, NoticeState
from claimants.notices.forms import NAMES, ApproveForm, NoticeForm
from claimants.notices.models import ClaimantMessage, Notice, Tiding
from claimants.notices.rules import DELAY, PARTS
from claimants.notices.samples import samples_of
from claimants.people.admin import PeopleAdmin, ReadOnlyInline

AUDIENCE = ["case", "group", "kind", "level", "residence", "age"]
TOLD = ["state", "written_by", "approved_by", "person_count", "goes_at", "progress"]
SAMPLED = 10


@admin.register(Notice)
class NoticeAdmin(BaseAdmin):
    form = NoticeForm
    list_display = ["__str__", "kind", "case", "group", "shown_state", "person_count", "goes_at", "progress"]
    list_filter = ["state", "kind", "case"]
    list_select_related = ["case", "group"]
    search_fields = ["case__title", "cause"]
    actions_detail = ["approve", "cancel"]
    readonly_fields = TOLD

    def get_queryset(self, request):
        stretches = Count("ranges", distinct=True)
        done = Count("ranges", filter=Q(ranges__state="done"), distinct=True)
        return super().get_queryset(request).annotate(stretches=stretches, done=done, told=Sum("ranges__told_count"))

    def get_fields(self, request, obj=None):
        return [*AUDIENCE, *(f"{part}_{language}" for language in NAMES for part in PARTS), *(TOLD if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(AUDIENCE if obj else [])]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.state == NoticeState.DRAFT)

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.confirm_notice")

    def get_actions_detail(self, request, object_id):
        notice = self.get_object(request, str(object_id))
        may = {"approve"} if notice and notice.state == NoticeState.DRAFT else set()
        may |= {"cancel"} if notice and notice.state != NoticeState.CANCELLED else set()
        return [one for one in super().get_actions_detail(request, object_id) if one.path in may]

    def save_model(self, request, obj, form, change):
        if change:
            services.reword_notice(obj, words=form.words(), by=request.user)
        else:
            audience = {name: getattr(obj, name) for name in AUDIENCE}
            made = services.draft_notice(request.foundation, **audience, words=form.words(), by=request.user)
            obj.pk, obj.foundation = made.pk, made.foundation
            obj.refresh_from_db()

    @display(description=_("state"), ordering="state", label={"draft": "warning", "approved": "success"})
    def shown_state(self, notice):
        return notice.state, notice.get_state_display()

    @display(description=_("progress"))
    def progress(self, notice):
        if not getattr(notice, "stretches", 0):
            return "–"
        return _("%(done)d of %(all)d parts, %(told)d people told") % {
            "done": notice.done, "all": notice.stretches, "told": notice.told or 0
        }  # fmt: skip

    @opens_page
    @action(description=_("Look at it and approve"), permissions=["step"])
    def approve(self, request, object_id):
        notice = self.row_or_404(request, object_id)
        form = ApproveForm(request.POST or None)
        if form.is_valid():
            services.approve(notice, count=form.cleaned_data["count"], by=request.user)
            minutes = DELAY.seconds // 60
            messages.success(request, _("Approved. It goes out in %(minutes)d minutes.") % {"minutes": minutes})
            return redirect("admin:claimants_notice_change", notice.pk)
        today = timezone.localdate()
        people = audiences.people_of(notice, today=today).order_by("pk")
        context = self.admin_site.each_context(request) | {
            "title": _("Look at it and approve"),
            "opts": self.opts,
            "notice": notice,
            "count": audiences.count(notice, today=today),
            "samples": samples_of(notice),
            "references": list(people.values_list("reference", flat=True)[:SAMPLED]),
            "is_own": notice.written_by_id == request.user.pk,
            "form": form,
        }
        return TemplateResponse(request, "staff/notices/approve.html", context)

    @action(description=_("Stop"), permissions=["step"])
    def cancel(self, request, object_id):
        notice = services.cancel(self.row_or_404(request, object_id), by=request.user)
        messages.success(request, _("Stopped. Who was not mailed yet hears nothing."))
        return redirect("admin:claimants_notice_change", notice.pk)


class TidingInline(ReadOnlyInline):
    model = Tiding
    fields = ["kind", "notice", "case", "due_at"]


class WhatBecameOfIt(admin.SimpleListFilter):
    """Finds what could not be mailed, so that it can go by post."""

    title = _("what became of it")
    parameter_name = "fate"

    def lookups(self, request, model_admin):
        return Fate.choices

    def queryset(self, request, queryset):
        return queryset.filter(fate=self.value()) if self.value() in Fate.values else queryset


@admin.register(ClaimantMessage)
class ClaimantMessageAdmin(PeopleAdmin, ReadOnlyAdmin):
    list_display = ["created_at", "claimant", "kind", "subject", "code", "shown_fate"]
    list_filter = [WhatBecameOfIt, "kind", "language", "claimant"]
    list_select_related = ["claimant", "outbox"]
    search_fields = ["=code", "claimant__reference"]
    search_help_text = _("A code of a mail, or a reference.")
    fields = ["claimant", "kind", "language", "code", "subject", "text", "shown_fate"]
    readonly_fields = ["shown_fate"]
    inlines = [TidingInline]

    def person_of(self, row):
        return row.claimant

    def get_queryset(self, request):
        return super().get_queryset(request).with_fate()

    @display(description=_("what became of it"))
    def shown_fate(self, message):
        return Fate(message.fate).label
