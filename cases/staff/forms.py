"""What is asked about a member of staff."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.forms import RowForm
from cases.core.widgets import TextBox
from cases.staff.models import User

DAYS = ["%d-%m-%Y", "%Y-%m-%d"]


class UserForm(RowForm):
    """A member of staff; a password is only set here, never shown."""

    new_password = forms.CharField(
        label=_("new password"),
        required=False,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least fifteen characters. Leave empty to keep the password as it is."),
    )

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "language", "is_active", "is_superuser"]

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean(self):
        cleaned = super().clean()
        if not self.instance.pk and not cleaned.get("new_password") and "new_password" not in self.errors:
            self.add_error("new_password", _("Give a first password."))
        return cleaned


class AbsenceForm(forms.Form):
    """The days on which one is away; both empty: at work."""

    absent_from = forms.DateField(
        label=_("First day away"),
        required=False,
        input_formats=DAYS,
        widget=TextBox(attrs={"placeholder": _("dd-mm-yyyy"), "autocomplete": "off"}),
        help_text=_("Typed as dd-mm-yyyy. Leave both empty when you are at work."),
    )
    absent_until = forms.DateField(
        label=_("Last day away"),
        required=False,
        input_formats=DAYS,
        widget=TextBox(attrs={"placeholder": _("dd-mm-yyyy"), "autocomplete": "off"}),
        help_text=_("Empty when you do not know yet."),
    )
