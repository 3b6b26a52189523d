"""Forms of the staff site for windows, declarations and what goes to and comes from the registry."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from cases.core.forms import RowForm
from claimants.declarations import rules
from claimants.declarations.models import Window
from claimants.people.identity import normalise_reference
from claimants.people.models import Claimant

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
PLAUSIBLE = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


class WindowForm(RowForm):
    """A window by its days."""

    opens_on = forms.DateField(
        label=_("First day"), widget=DAY, validators=PLAUSIBLE, help_text=_("From 00:00 in Amsterdam.")
    )
    closes_on = forms.DateField(
        label=_("Last day"),
        widget=DAY,
        validators=PLAUSIBLE,
        help_text=_("As the court set it; the whole of this day is still in time."),
    )

    class Meta:
        model = Window
        fields = ["group", "kind", "settlement", "residence", "legal_text", "court", "event", "source"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["opens_on"] = rules.day_of(self.instance.opens_at)
            self.initial["closes_on"] = rules.last_day(self.instance.closes_at)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day comes before the first."))
        return cleaned


class ExtensionForm(forms.Form):
    """The new last day that the court gave, and where it says so."""

    closes = forms.DateField(
        label=_("New last day"), widget=DAY, validators=PLAUSIBLE, help_text=_("The whole of this day is in time.")
    )
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("The decision that says so."))


class DeclarationForm(RowForm):
    """A letter or e-mail that came in."""

    file = forms.FileField(
        label=_("Letter"),
        required=False,
        widget=forms.FileInput(attrs={"class": "w-full"}),
        help_text=_("Only its checksum is kept; keep the letter in your own file."),
    )


class ReasonForm(forms.Form):
    """Why a declaration is taken back."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Why this is taken back. Name nobody: it is kept for good.")
    )


class ListForm(forms.Form):
    """The list the registry gave."""

    file = forms.FileField(
        label=_("List of the registry"),
        help_text=_("CSV with columns kenmerk, naam and datum; the first line names them."),
    )
    received_on = forms.DateField(label=_("Received on"), widget=DAY, help_text=_("The day the registry gave it."))


class SettleForm(forms.Form):
    """Whom a line of the registry names."""

    reference = forms.CharField(
        label=_("Reference"), max_length=40, required=False, help_text=_("Empty: nobody in this file.")
    )

    def clean_reference(self):
        typed = normalise_reference(self.cleaned_data["reference"])
        if not typed:
            return None
        person = Claimant.objects.filter(reference=typed).first()
        if person is None:
            raise forms.ValidationError(_("Nobody in this file has this reference."))
        return person
