"""The one place where the staff site's library is imported: every staff page stands on these bases."""

from django.apps import apps
from django.contrib import messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.utils import get_fields_from_path, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.contrib.filters.admin import AutocompleteSelectFilter
from unfold.decorators import action, display

from cases.core.actions import confirmed, opens_page
from cases.core.days_filter import DaysFilter
from cases.core.errors import DomainError
from cases.core.forms import RowForm
from cases.core.keys import Keys, is_number
from cases.core.lists import CappedPaginator, has_too_many_terms, is_readable
from cases.core.models import Base
from cases.core.rows import save_as_read

__all__ = [
    "BaseAdmin", "BaseStackedInline", "BaseTabularInline", "DaysFilter", "ReadOnlyAdmin", "action", "display",
    "opens_page",
]  # fmt: skip

RECORD_FIELDS = ("public_id", "created_at", "changed_at")
ENTRIES_SHOWN = 20


class BaseAdmin(Keys, ModelAdmin):
    """A staff page: nothing is deleted, nothing overwritten unseen, nothing listed without end.

    `save_model` of a room calls its service; a DomainError becomes an error of the form.
    """

    form = RowForm
    paginator = CappedPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 50
    list_filter_submit = True
    show_facets = ShowFacets.NEVER
    actions_on_top = True
    save_on_top = False
    note = None  # the journal puts its pen here

    def get_actions(self, request):
        return {name: found for name, found in super().get_actions(request).items() if name != "delete_selected"}

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, *(name for name in self._record_fields() if name not in fixed)]

    def _record_fields(self):
        return RECORD_FIELDS if issubclass(self.model, Base) else ()

    def get_fieldsets(self, request, obj=None):
        hidden = {"seen_version", *self._record_fields()}
        sets = [(name, options | {"fields": _without(options["fields"], hidden)}) for name, options in
                super().get_fieldsets(request, obj)]  # fmt: skip
        if obj and self._record_fields():
            sets.append((gettext_lazy("Record"), {"fields": [self._record_fields()], "classes": ["collapse"]}))
        return sets

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refused", None)
        return form

    def get_changeform_initial_data(self, request):
        """What the address proposes; for a relation only what can be the number of a row."""
        proposed = super().get_changeform_initial_data(request)
        return {name: value for name, value in proposed.items() if not self._is_relation(name) or is_number(value)}

    def _is_relation(self, name) -> bool:
        return any(one.name == name and one.is_relation for one in self.opts.get_fields())

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        row = self.get_object(request, unquote(object_id)) if object_id else None
        context = {"entries": self._entries(row, ENTRIES_SHOWN)} | (extra_context or {})
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except DomainError as error:
            if getattr(request, "refused", None):
                raise
            request.refused = error
            return super().changeform_view(request, object_id, form_url, context)

    def save_model(self, request, obj, form, change):
        self._write(obj, form.cleaned_data.get("seen_version") if change else None)
        self._note(request, obj, added=not change, fields=form.changed_data)

    def save_formset(self, request, form, formset, change):
        formset.save(commit=False)
        seen = {row_form.instance: row_form.cleaned_data.get("seen_version") for row_form in formset.initial_forms}
        for row, fields in formset.changed_objects:
            self._write(row, seen[row])
            self._note(request, row, added=False, fields=fields)
        for row in formset.new_objects:
            row.save()
            self._note(request, row, added=True, fields=[])
        formset.save_m2m()

    def _write(self, row, seen):
        if seen is None:
            row.save()
        else:
            row.version = seen
            save_as_read(row)

    def _note(self, request, row, *, added, fields):
        if BaseAdmin.note:
            BaseAdmin.note(
                row, by=request.user, added=added, fields=[name for name in fields if name != "seen_version"]
            )

    def log_addition(self, request, obj, message):
        """The journal keeps what happened; Django's own log would hold names."""

    log_change = log_deletion = log_addition

    def history_view(self, request, object_id, extra_context=None):
        row = self.row_or_404(request, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {"title": _("History"), "opts": self.opts, "object": row}
        return TemplateResponse(request, "staff/history.html", context | {"entries": self._entries(row, 500)})

    def row_or_404(self, request, object_id):
        """The row an address names, if this person may see it; raises Http404."""
        row = self.get_object(request, unquote(str(object_id)))
        if row is None:
            raise Http404
        return row

    def _entries(self, row, limit):
        if not isinstance(row, Base):
            return []
        return apps.get_model("cases", "Entry").objects.about(row).visible_to_acting().select_related("by")[:limit]

    def changelist_view(self, request, extra_context=None):
        if not is_readable(request.META.get("QUERY_STRING", ""), request.GET.values()):
            messages.error(request, _("That search is too long or holds characters that cannot be searched."))
            return HttpResponseRedirect(request.path)
        return super().changelist_view(request, extra_context)

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the page offers as a filter can be asked of the address bar."""
        items = self.get_list_filter(request)
        if any(lookup in DaysFilter.names_of(item) for item in items):
            return True
        others = [item for item in items if not DaysFilter.names_of(item)]
        offered = [item[0] if isinstance(item, (list, tuple)) else item for item in others]
        paths = [item if isinstance(item, str) else getattr(item, "parameter_name", "") for item in offered]
        paths += [self.date_hierarchy] if self.date_hierarchy else []
        return any(lookup == path or lookup.startswith(f"{path}__") for path in paths if path)

    def get_list_filter(self, request):
        """A relation is filtered by searching its other side, never by a list of all there is."""
        return [self._searched(item) for item in super().get_list_filter(request)]

    def _searched(self, item):
        last = get_fields_from_path(self.model, item)[-1] if isinstance(item, str) else None
        relation = getattr(last, "remote_field", None)
        return (item, AutocompleteSelectFilter) if relation and self._can_search(relation.model) else item

    def get_search_results(self, request, queryset, search_term):
        if has_too_many_terms(search_term):
            messages.error(request, _("Search for at most twenty words at a time."))
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term.replace("\x00", ""))

    def get_unfold_action(self, name):
        found = super().get_unfold_action(name)
        found.method = confirmed(self, found)
        return found


def _without(fields, hidden):
    return [name for name in fields if not isinstance(name, str) or name not in hidden]


class ReadOnlyAdmin(BaseAdmin):
    """A page to look at: the rows are written elsewhere."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class _Rows(Keys):
    form = RowForm
    extra = 0
    can_delete = False
    show_change_link = True

    def get_fieldsets(self, request, obj=None):
        """The version each row was read with travels along, whatever fields the page names."""
        (name, options), *others = super().get_fieldsets(request, obj)
        fields = _without(options["fields"], {"seen_version"})
        if self.has_change_permission(request, obj):
            fields.append("seen_version")
        return [(name, options | {"fields": fields}), *others]


class BaseTabularInline(_Rows, TabularInline):
    """Rows of another model on a page, as a table."""


class BaseStackedInline(_Rows, StackedInline):
    """Rows of another model on a page, one below the other."""
