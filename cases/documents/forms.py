"""The form of a new paper with its file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.forms import RowForm
from cases.core.widgets import FileBox


class NewDocumentForm(RowForm):
    """A paper as a link, a PDF, or both; the service looks into the file."""

    file = forms.FileField(label=_("File"), required=False, widget=FileBox, help_text=_("A PDF of at most 10 MB."))

    def _get_validation_exclusions(self):
        return {*super()._get_validation_exclusions(), "file"}
