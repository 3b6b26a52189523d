"""What staff fill in about a request."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.widgets import SelectBox, TextBox
from claimants.privacy.choices import Identity


class IdentityForm(forms.Form):
    """How we know who asks."""

    identity = forms.ChoiceField(
        label=_("How do we know who asks?"),
        choices=Identity,
        widget=SelectBox,
        help_text=_("Never ask for a copy of an identity card: a code to the address on file will do."),
    )


class ExtensionForm(forms.Form):
    """Why it takes longer."""

    reason = forms.CharField(
        label=_("Why does it take longer?"),
        max_length=300,
        widget=TextBox,
        help_text=_("The person reads this. Two months more, once, told within the first month (art. 12 lid 3 AVG)."),
    )


class AnswerForm(forms.Form):
    """What is answered."""

    answer = forms.CharField(
        label=_("Answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "privacy-answer"}),
        help_text=_("The person reads this. When you refuse: why, and that they can complain to the authority."),
    )
