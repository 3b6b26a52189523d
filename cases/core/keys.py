"""Who may open which door of the staff site."""

from django.db.models import URLField
from django.forms import ModelChoiceField

from cases.core.tenancy import OwnedByFoundation, acting_foundation_id


class RowField(ModelChoiceField):
    """A choice of one row; what cannot be the number of a row is refused and not looked up again to be shown."""

    def bound_data(self, data, initial):
        shown = super().bound_data(data, initial)
        return shown if is_number(shown) else None


class Keys:
    """Who may open which door, the same for pages and for the rows inside them."""

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return self._is_somebodys() and super().has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._is_somebodys() and super().has_change_permission(request, obj)

    def has_add_permission(self, request, *args):
        return self._is_somebodys() and super().has_add_permission(request, *args)

    def _is_somebodys(self) -> bool:
        """Whether there may be anything to see: people belong to the foundation one works for (R45)."""
        return not issubclass(self.model, OwnedByFoundation) or acting_foundation_id() is not None

    def get_queryset(self, request):
        return super().get_queryset(request) if self._is_somebodys() else self.model.objects.none()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs = {"form_class": RowField} | self._within_reach(db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, **self._within_reach(db_field, request, kwargs))

    def _within_reach(self, db_field, request, kwargs):
        """Only rows that this person could also see on their own page can be chosen, also by a forged form (A03)."""
        other = self.admin_site._registry.get(db_field.remote_field.model)
        return kwargs if other is None else {"queryset": other.get_queryset(request)} | kwargs

    def get_autocomplete_fields(self, request):
        """Every foreign key whose other side can be searched, unless the page names its own."""
        if self.autocomplete_fields:
            return self.autocomplete_fields
        relations = [*self.model._meta.fields, *self.model._meta.many_to_many]
        return [field.name for field in relations if field.remote_field and self._can_search(field.remote_field.model)]

    def _can_search(self, model) -> bool:
        other = self.admin_site._registry.get(model)
        return bool(other and other.search_fields)


def is_number(value) -> bool:
    """Whether this can be the number of a row, or all of a list can."""
    keys = value if isinstance(value, list) else [value]
    return all(key.isascii() and key.isdigit() and len(key) < 19 for key in map(str, keys))
