"""What staff must say when they close a message by hand."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SettleForm(forms.Form):
    """Why no mail is needed any more."""

    reason = forms.CharField(
        label=_("How was this settled?"), max_length=200, help_text=_("Such as: called by telephone on 3 December.")
    )
