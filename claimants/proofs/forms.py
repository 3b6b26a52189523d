"""What staff say of a proof."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.widgets import TextBox


class RefusalForm(forms.Form):
    """Why a file proves nothing."""

    reason = forms.CharField(
        label=_("Why is this no proof?"),
        max_length=300,
        widget=TextBox,
        help_text=_("The person reads this. Such as: the date cannot be read."),
    )
