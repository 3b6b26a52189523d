"""Possible doubles on the staff site: two files side by side, why they look alike, and one decision."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from cases.core.admin import action, display
from claimants.duplicates import services
from claimants.duplicates.choices import PairState
from claimants.duplicates.models import Pair
from claimants.people import services as people
from claimants.people.admin import PeopleAdmin
from claimants.people.models import Claimant

STATES = {"open": "warning", "merged": "success", "not_the_same": "info"}
COMPARED = ("full_name", "called_name", "born_on", "email", "phone", "street", "postcode", "city", "country")
FITTING = {
    PairState.OPEN: ["keep_older", "keep_newer", "not_the_same"],
    PairState.NOT_THE_SAME: [],
    PairState.MERGED: ["part"],
}


@admin.register(Pair)
class PairAdmin(PeopleAdmin):
    list_display = ["shown_score", "first_name", "second_name", "why", "shown_state"]
    list_filter = ["state"]
    list_select_related = ["first", "second"]
    search_fields = ["first__reference", "second__reference"]
    search_help_text = _("A reference of either.")
    fields = ["shown_score", "why", "side_by_side", "shown_state", "decided_at", "decided_by"]
    actions_detail = ["keep_older", "keep_newer", "not_the_same", "part"]

    def person_of(self, row) -> Claimant:
        return row.first

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *self.fields]

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        if shown := getattr(response, "context_data", {}).get("cl"):
            people.note_listed((row.second for row in shown.result_list), by=request.user)
        return response

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            people.note_viewed(obj.second, by=request.user)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @display(description=_("score"), ordering="-score")
    def shown_score(self, pair):
        return f"{pair.score} / 100"

    @display(description=_("older file"))
    def first_name(self, pair):
        return f"{pair.first.full_name} ({pair.first.reference})"

    @display(description=_("newer file"))
    def second_name(self, pair):
        return f"{pair.second.full_name} ({pair.second.reference})"

    @display(description=_("why"))
    def why(self, pair):
        return format_html_join(" ", "{}", ((reason,) for reason in pair.shown_reasons))

    @display(description=_("state"), ordering="state", label=STATES)
    def shown_state(self, pair):
        return pair.state, pair.get_state_display()

    @display(description=_("side by side"))
    def side_by_side(self, pair):
        titles = [(name, Claimant._meta.get_field(name).verbose_name) for name in COMPARED]
        lines = [(title, [getattr(one, name) for one in pair.both]) for name, title in titles]
        return render_to_string("staff/duplicates/pair.html", {"people": pair.both, "lines": lines})

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.change_pair")

    def get_actions_detail(self, request, object_id):
        pair = self.get_object(request, str(object_id))
        fitting = FITTING[pair.state] if pair else []
        return [one for one in super().get_actions_detail(request, object_id) if one.path in fitting]

    @action(description=_("Merge: the older file stays"), permissions=["step"])
    def keep_older(self, request, object_id):
        pair = self.row_or_404(request, object_id)
        return self.back(request, services.merge(pair, keep=pair.first, by=request.user))

    @action(description=_("Merge: the newer file stays"), permissions=["step"])
    def keep_newer(self, request, object_id):
        pair = self.row_or_404(request, object_id)
        return self.back(request, services.merge(pair, keep=pair.second, by=request.user))

    @action(description=_("Not the same person"), permissions=["step"])
    def not_the_same(self, request, object_id):
        return self.back(request, services.mark_not_the_same(self.row_or_404(request, object_id), by=request.user))

    @action(description=_("Undo merging"), permissions=["step"])
    def part(self, request, object_id):
        return self.back(request, services.part(self.row_or_404(request, object_id), by=request.user))

    def back(self, request, pair):
        messages.success(request, _("Saved."))
        return redirect("admin:claimants_pair_change", pair.pk)
