"""Forms of the staff site: a deadline by hand, and the question behind each button."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.forms import RowForm
from cases.core.widgets import SelectBox, TextBox
from cases.deadlines.choices import DateSource
from cases.deadlines.models import Deadline
from cases.proceedings.forms import TypedDateField
from cases.staff.models import User

FIRST_DAY = date(2000, 1, 1)


class ManualForm(RowForm):
    """A deadline that no event starts."""

    ends_on = TypedDateField(
        label=_("Last day"), max_length=20, help_text=_("Typed as dd-mm-yyyy. The whole of this day is still in time.")
    )
    source = forms.ChoiceField(
        label=_("Source of the date"),
        initial=DateSource.MANUAL,
        widget=SelectBox,
        choices=[choice for choice in DateSource.choices if choice[0] != DateSource.COMPUTED],
        help_text=_("Who set the date."),
    )

    class Meta:
        model = Deadline
        fields = ["case", "title", "ends_on", "legal_basis", "source", "track", "responsible", "deputy"]


class ReasonForm(forms.Form):
    """Why a deadline is closed, or opened again."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=TextBox, help_text=_("One sentence; it stays with the deadline.")
    )


class EvidenceForm(forms.Form):
    """Where it can be seen that what had to be done was done."""

    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=300,
        widget=TextBox,
        help_text=_("Such as: notice of appeal served on 3 December, see the documents."),
    )


class NewDayForm(ReasonForm):
    """Another last day."""

    ends_on = TypedDateField(label=_("New last day"), max_length=20)
    field_order = ["ends_on", "reason"]


class ResumeForm(ReasonForm):
    """A suspended term runs again, to the same day or another."""

    ends_on = TypedDateField(
        label=_("Last day"), max_length=20, required=False, help_text=_("Empty: the day it had before.")
    )
    field_order = ["ends_on", "reason"]


class DayForm(forms.Form):
    """Of which day the journal is shown."""

    day = TypedDateField(max_length=20)

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not FIRST_DAY <= day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that has been, from the year 2000."), code="no-such-day")
        return day


class PeopleForm(forms.Form):
    """Who answers for a deadline, among the people it concerns."""

    responsible = forms.ModelChoiceField(User.objects.none(), label=_("Responsible"), widget=SelectBox)
    deputy = forms.ModelChoiceField(User.objects.none(), label=_("Deputy"), widget=SelectBox, required=False)

    def __init__(self, *args, deadline: Deadline, people, **kwargs):
        initial = {"responsible": deadline.responsible_id, "deputy": deadline.deputy_id}
        super().__init__(*args, initial=initial, **kwargs)
        for field in self.fields.values():
            field.queryset = people
