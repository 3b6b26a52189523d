from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, ReadOnlyAdmin, display
from cases.journal.models import Entry, Reaction
from cases.journal.services import record


def note(row, *, by, added, fields):
    """What a page that has no service of its own writes down about a row it saved."""
    case = row if row._meta.model_name == "case" else getattr(row, "case", None)
    if added:
        record("row.added", row, case=case, by=by)
    else:
        record("row.changed", row, case=case, by=by, fields=fields)


BaseAdmin.note = staticmethod(note)


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "action", "case", "subject_kind", "by", "foundation"]
    list_filter = ["at", "subject_kind"]
    list_select_related = ["case", "by", "foundation"]
    search_fields = ["action", "subject_kind", "=subject_id", "case__title", "by__username"]

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to_acting()


@admin.register(Reaction)
class ReactionAdmin(ReadOnlyAdmin):
    list_display = ["name", "state", "shown_entry", "due_at", "attempt_count", "last_error"]
    list_filter = ["state"]
    list_select_related = ["entry"]
    search_fields = ["name", "entry__action"]

    @display(description=_("entry"))
    def shown_entry(self, reaction):
        return reaction.entry.action
