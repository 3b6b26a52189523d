"""What staff must say with a step."""

from django import forms
from django.utils.translation import gettext_lazy as _

from claimants.registrations.models import Registration


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=Registration._meta.get_field("state_reason").max_length,
        help_text=_("The person reads this. Write it in their language."),
    )
