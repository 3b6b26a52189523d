"""What staff say when they refuse."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.widgets import TextBox
from claimants.transfers.models import Arrival


class RefusalForm(forms.Form):
    """Why somebody is not taken over."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=Arrival._meta.get_field("reason").max_length,
        widget=TextBox,
        help_text=_("The person and the other foundation read this. Write it in the language of the person."),
    )
