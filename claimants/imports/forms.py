"""What staff fill in: the file and where it belongs, and what its columns mean."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.forms import RowForm
from cases.core.widgets import FileBox, SelectBox
from claimants.imports.choices import Column, DateOrder, Delimiter, Encoding
from claimants.imports.formats import Look


class UploadForm(RowForm):
    """A file of registrations; the service looks into it."""

    file = forms.FileField(
        label=_("File"),
        widget=FileBox,
        max_length=None,
        help_text=_("A CSV or XLSX file; the first row names the columns."),
    )

    def _get_validation_exclusions(self):
        return {*super()._get_validation_exclusions(), "file"}


class ReadingForm(forms.Form):
    """How a text file is written; asked again whenever somebody doubts it."""

    encoding = forms.ChoiceField(
        label=_("Letters"), choices=[("", _("find out")), *Encoding.choices], required=False, widget=SelectBox
    )
    delimiter = forms.ChoiceField(
        label=_("Columns are separated by"),
        choices=[("", _("find out")), *Delimiter.choices],
        required=False,
        widget=SelectBox,
    )


class MeaningForm(forms.Form):
    """What each column means, and in which order dates are written."""

    encoding = forms.ChoiceField(choices=[("", ""), *Encoding.choices], required=False, widget=forms.HiddenInput)
    delimiter = forms.ChoiceField(choices=[("", ""), *Delimiter.choices], required=False, widget=forms.HiddenInput)
    date_order = forms.ChoiceField(
        label=_("Dates are written as"),
        choices=[("", _("find out")), *DateOrder.choices],
        required=False,
        widget=SelectBox,
    )

    def __init__(self, *args, look: Look, mapping: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.look = look
        for index, header in enumerate(look.headers):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=header or _("column without a name"),
                choices=[("", _("leave out")), *Column.choices],
                initial=mapping[index] if index < len(mapping) else "",
                required=False,
                widget=SelectBox,
            )

    @property
    def columns(self):
        """Each column with what stands in it in the first rows."""
        for index in range(len(self.look.headers)):
            cells = [row[index] for row in self.look.sample if index < len(row)]
            yield self[f"column_{index}"], [cell[:40] for cell in cells]

    @property
    def mapping(self) -> list[str]:
        return [self.cleaned_data[f"column_{index}"] for index in range(len(self.look.headers))]
