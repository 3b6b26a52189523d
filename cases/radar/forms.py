"""The question before a proposal is put aside."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.widgets import TextBox


class RejectionForm(forms.Form):
    """Why nothing should move."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=TextBox, help_text=_("One sentence; it stays with the proposal.")
    )
