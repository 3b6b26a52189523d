"""The form behind every staff page: it knows which version of the row it was filled in for."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.core.errors import DomainError


class RowForm(forms.ModelForm):
    """A form that refuses to overwrite a newer version, and shows what a service refused."""

    seen_version = forms.IntegerField(required=False, min_value=1, max_value=2_147_483_647, widget=forms.HiddenInput)
    refused: DomainError | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self._is_versioned():
            self.initial["seen_version"] = self.instance.version

    def _is_versioned(self):
        return self.instance.pk is not None and hasattr(self.instance, "version")

    def clean(self):
        cleaned = super().clean()
        if self._is_versioned() and cleaned.get("seen_version") != self.instance.version:
            self._show_what_changed(cleaned)
            raise ValidationError(
                _("Somebody changed this meanwhile. Nothing was saved; load the page again."), code="changed-meanwhile"
            )
        if self.refused:
            known = self.refused.field if self.refused.field in self.fields else None
            self.add_error(known, ValidationError(self.refused.message, code=self.refused.code))
        return cleaned

    def has_changed(self):
        return bool(set(self.changed_data) - {"seen_version"})

    def _show_what_changed(self, cleaned):
        for name in set(self.changed_data) & set(cleaned) - {"seen_version"}:
            self.add_error(name, _("Stored now: %(value)s") % {"value": self._stored(name)})

    def _stored(self, name):
        choice = getattr(self.instance, f"get_{name}_display", None)
        value = choice() if choice else getattr(self.instance, name, self.initial.get(name))
        return "–" if value in (None, "") else value
