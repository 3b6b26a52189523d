"""Forms of the calendar: a decree day with typed dates, and the question before one is withdrawn."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.calendar.models import DecreeDay
from cases.core.forms import RowForm
from cases.core.widgets import TextBox
from cases.proceedings.forms import TypedDateField


class DecreeDayForm(RowForm):
    """A day closed by decree, as it is read in the Staatscourant."""

    closed_on = TypedDateField(
        label=_("Closed day"), max_length=20, help_text=_("Typed as dd-mm-yyyy. Never a day in a weekend.")
    )
    valid_from = TypedDateField(
        label=_("In force from"), max_length=20, required=False, help_text=_("Typed as dd-mm-yyyy; may stay empty.")
    )

    class Meta:
        model = DecreeDay
        fields = ["closed_on", "decree", "source", "valid_from"]

    def clean_closed_on(self):
        closed_on = self.cleaned_data["closed_on"]
        if DecreeDay.objects.standing().filter(closed_on=closed_on).exists():
            raise forms.ValidationError(_("This day was entered before."), code="entered-before")
        return closed_on


class WithdrawalForm(forms.Form):
    """Why a day should not be closed after all."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=TextBox, help_text=_("One sentence; it stays with the day.")
    )
