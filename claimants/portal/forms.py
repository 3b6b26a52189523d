"""The forms of somebody's own pages: few fields, one subject each."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claimants.notices.choices import Rhythm
from claimants.notices.rules import OPTIONAL
from claimants.people.countries import countries
from claimants.signup.forms import box, year_box


class DetailForm(forms.Form):
    """One detail of a person; it knows which version of the person it was filled in for."""

    seen_version = forms.IntegerField(required=False, min_value=1, max_value=2_147_483_647, widget=forms.HiddenInput)

    def __init__(self, *args, claimant, **kwargs):
        kwargs["initial"] = {name: getattr(claimant, name) for name in self.details()} | kwargs.get("initial", {})
        kwargs["initial"].setdefault("seen_version", claimant.version)
        super().__init__(*args, **kwargs)

    @classmethod
    def details(cls) -> list[str]:
        return [name for name in cls.base_fields if name != "seen_version"]


class NameForm(DetailForm):
    full_name = forms.CharField(
        label=_("Full name"),
        max_length=200,
        error_messages={"required": _("Fill in your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class CalledForm(DetailForm):
    called_name = forms.CharField(
        label=_("How we may address you"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )


class PhoneForm(DetailForm):
    phone = forms.CharField(
        label=_("Telephone number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


class HomeForm(DetailForm):
    street = forms.CharField(
        label=_("Street and house number"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )
    postcode = forms.CharField(
        label=_("Postcode"),
        max_length=12,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "class": "short"}),
    )
    city = forms.CharField(
        label=_("Town or city"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    country = forms.ChoiceField(label=_("Country"), widget=forms.Select(attrs={"autocomplete": "country"}))

    def __init__(self, *args, claimant, **kwargs):
        super().__init__(*args, claimant=claimant, **kwargs)
        self.fields["country"].choices = countries(get_language(), also=claimant.country)


class LanguageForm(DetailForm):
    language = forms.ChoiceField(
        label=_("The language in which we write to you"),
        choices=[("nl", "Nederlands"), ("en", "English")],
        widget=forms.RadioSelect,
    )


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("Your new e-mail address"),
        max_length=254,
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("Write an e-mail address with an @, such as name@example.nl."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "off", "spellcheck": "false"}),
    )


class WishesForm(forms.Form):
    """How soon somebody wants to hear each kind of news that may be refused."""

    def __init__(self, *args, said, **kwargs):
        super().__init__(*args, **kwargs)
        for kind in OPTIONAL:
            self.fields[kind] = forms.ChoiceField(
                label=kind.label, choices=Rhythm.choices, initial=said[kind], widget=forms.RadioSelect
            )


class ProofForm(forms.Form):
    file = forms.FileField(
        label=_("Choose a file"),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty. Choose it again.")},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )


class PostedForm(ProofForm):
    """When a letter to the court was posted, in three boxes (`posted_on` when it is a date), and what shows it."""

    posted_day = box(_("Day"))
    posted_month = box(_("Month"), highest=12)
    posted_year = year_box()

    @property
    def boxes(self) -> list:
        return [self["posted_day"], self["posted_month"], self["posted_year"]]

    def clean(self):
        found = super().clean()
        parts = [found.get(name) for name in ("posted_year", "posted_month", "posted_day")]
        if not {"posted_day", "posted_month", "posted_year"} & self.errors.keys():
            try:
                found["posted_on"] = date(*parts)
            except (TypeError, ValueError):
                self.add_error("posted_day", _("Fill in the day on which you posted it, such as 27 3 2026."))
            else:
                if found["posted_on"] > timezone.localdate():
                    self.add_error("posted_day", _("This day has not come yet."))
        return found


class StopForm(forms.Form):
    what = forms.ChoiceField(
        label=_("What do you want to stop?"),
        choices=[
            ("messages", _("I want fewer e-mails, or none")),
            ("foundation", _("I want to leave this foundation")),
            ("court", _("I do not want to take part in the case")),
            ("data", _("Erase my data")),
        ],
        error_messages={"required": _("Choose what you want to stop.")},
        widget=forms.RadioSelect,
    )


class SwitchForm(forms.Form):
    """Where somebody wants to go: a foundation and the group it acts for."""

    place = forms.ChoiceField(
        label=_("To which foundation do you want to go?"),
        error_messages={"required": _("Choose a foundation."), "invalid_choice": _("Choose a foundation.")},
        widget=forms.RadioSelect,
    )
    is_understood = forms.BooleanField(
        label=_("I have read this and I agree"), error_messages={"required": _("Tick the box if you agree.")}
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {str(one.pk): one for one in places}
        named = [(pk, f"{one.foundation.name} ({one.group.shown_name})") for pk, one in self.places.items()]
        self.fields["place"].choices = named

    @property
    def chosen(self):
        """The foundation and the group, as the service asks for them."""
        found = self.places[self.cleaned_data["place"]]
        return {"to_foundation": found.foundation, "to_group": found.group}


class UnderstoodForm(forms.Form):
    is_understood = forms.BooleanField(
        label=_("I have read this and I am sure"), error_messages={"required": _("Tick the box if you are sure.")}
    )
