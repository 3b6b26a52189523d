"""Numbers as people type them: blanks, dots and dashes are left out, a leading zero stays."""

import re

from django import forms

from cases.core.forms import RowForm

SEPARATORS = re.compile(r"[\s.\-]+")


class NumberField(forms.CharField):
    """A number of an organisation, without what only helps the eye."""

    def to_python(self, value):
        return SEPARATORS.sub("", super().to_python(value))

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"maxlength": "20", "inputmode": "numeric"}


class FoundationForm(RowForm):
    """A foundation; its numbers may be typed with blanks."""

    class Meta:
        field_classes = {"kvk_number": NumberField, "rsin": NumberField}
