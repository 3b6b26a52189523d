"""For which day figures are asked."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DayForm(forms.Form):
    day = forms.DateField(
        label=_("As at"), widget=forms.DateInput(attrs={"type": "date"}), help_text=_("By the end of that day.")
    )
    known_on = forms.DateField(
        label=_("As known on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Only what we knew by the end of that day; empty: also what we heard later."),
    )
