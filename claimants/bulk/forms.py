"""What staff fill in to choose many registrations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.forms import RowForm
from cases.core.widgets import ProseBox

LONGEST = 400_000


class ChoiceForm(RowForm):
    """A filter, and within it a list of references if one was pasted."""

    references = forms.CharField(
        label=_("Only these references"),
        required=False,
        max_length=LONGEST,
        widget=ProseBox,
        help_text=_("One on each line, such as the first column of a list; empty: everybody the questions above name."),
    )
