"""The questions of signing up, one small form a page. Dates are typed in boxes, never picked from a calendar."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.core import text
from claimants.people.countries import countries
from claimants.people.models import MAILABLE
from claimants.people.rules import is_minor, is_plausible_birth
from claimants.signup import rules
from claimants.signup.choices import About, Uses

WRONG_ADDRESS = _("Write an e-mail address with an @, such as name@example.nl.")


class NameField(forms.CharField):
    """A name on one line, in the one spelling in which it is stored."""

    default_validators = [text.validate_line]

    def to_python(self, value):
        return text.normalise(super().to_python(value))


class AddressField(forms.EmailField):
    """An e-mail address to which mail can go."""

    default_validators = [*forms.EmailField.default_validators, MAILABLE]

    def __init__(self, **options):
        looks = {"autocomplete": "email", "autocapitalize": "off", "spellcheck": "false"}
        said = {"required": _("Fill in an e-mail address."), "invalid": WRONG_ADDRESS}
        widget = forms.EmailInput(attrs=looks | options.pop("attrs", {}))
        super().__init__(max_length=254, error_messages=said, widget=widget, **options)


def box(label, *, autocomplete: str = "", lowest: int = 1, highest: int = 31) -> forms.IntegerField:
    """One box of a date."""
    looks = {"inputmode": "numeric", "class": "short", "autocomplete": autocomplete or "off"}
    said = dict.fromkeys(["invalid", "min_value", "max_value"], _("Write a number, such as 27 3 2012."))
    return forms.IntegerField(
        label=label, required=False, min_value=lowest, max_value=highest, error_messages=said,
        widget=forms.TextInput(attrs=looks),
    )  # fmt: skip


def year_box(**options) -> forms.IntegerField:
    return box(_("Year"), lowest=1900, highest=2100, **options)


class WithBirth(forms.Form):
    """A date of birth in three boxes; `born_on` when it is one."""

    born_day = box(_("Day"), autocomplete="bday-day")
    born_month = box(_("Month"), autocomplete="bday-month", highest=12)
    born_year = year_box(autocomplete="bday-year")
    must_have_birth = True

    @property
    def birth(self) -> list:
        return [self["born_day"], self["born_month"], self["born_year"]]

    def clean(self):
        found = super().clean()
        self.cleaned_data["born_on"] = None
        if not {"born_day", "born_month", "born_year"} & self.errors.keys():
            self._clean_birth()
        return found

    def _clean_birth(self):
        parts = [self.cleaned_data.get(name) for name in ("born_year", "born_month", "born_day")]
        if not any(parts) and not self.must_have_birth:
            return
        try:
            born_on = date(*parts)
        except (TypeError, ValueError):
            self.add_error("born_day", _("Fill in a date of birth, such as 27 3 2012."))
            return
        if not is_plausible_birth(born_on, timezone.localdate()):
            self.add_error("born_day", _("Write a date of birth between 1900 and today."))
            return
        self.cleaned_data["born_on"] = born_on


class SituationForm(forms.Form):
    """What decides whether somebody belongs to a group; "I do not know" is an answer."""

    uses = forms.ChoiceField(
        label=_("Did you use the product?"),
        choices=Uses,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer. You may choose “I do not know”.")},
    )
    from_month = box(_("Month"), highest=12)
    from_year = year_box()
    until_month = box(_("Month"), highest=12)
    until_year = year_box()
    country = forms.ChoiceField(
        label=_("In which country do you live now?"), widget=forms.Select(attrs={"autocomplete": "country"})
    )

    def __init__(self, *args, about: str = About.ADULT, asks_use: bool = True, against: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        is_child = about in rules.FOR_CHILDREN
        self.fields["country"].choices = countries(get_language())
        if is_child:
            self.fields["country"].label = _("In which country does the child live now?")
        if not asks_use:
            for name in ("uses", "from_month", "from_year", "until_month", "until_year"):
                del self.fields[name]
        elif against:
            asked = _("Did the child use %(name)s?") if is_child else _("Did you use %(name)s?")
            self.fields["uses"].label = asked % {"name": against}

    @property
    def first_use(self) -> list:
        return [self["from_month"], self["from_year"]] if "from_month" in self.fields else []

    @property
    def last_use(self) -> list:
        return [self["until_month"], self["until_year"]] if "until_month" in self.fields else []

    def clean(self):
        found = super().clean()
        used_from = self._month("from", rules.first_day)
        used_until = self._month("until", rules.last_day)
        if self.cleaned_data.get("uses") != Uses.YES:
            used_from = used_until = None
        if used_from and used_from > timezone.localdate():
            self.add_error("from_month", _("This month has yet to come."))
        if used_from and used_until and used_until < used_from:
            self.add_error("until_month", _("The last month comes before the first."))
        self.cleaned_data |= {"used_from": used_from, "used_until": used_until}
        return found

    def _month(self, name: str, day_of) -> date | None:
        month, year = (self.cleaned_data.get(f"{name}_{part}") for part in ("month", "year"))
        if month and year:
            return day_of(year, month)
        if (month or year) and not {f"{name}_month", f"{name}_year"} & self.errors.keys():
            self.add_error(f"{name}_month", _("Fill in the month and the year, such as 3 2020. Or leave both empty."))
        return None

    @property
    def answers(self) -> dict:
        """The answers as they are stored."""
        names = ("uses", "used_from", "used_until", "country")
        return {name: self.cleaned_data.get(name) or (None if name.startswith("used") else "") for name in names}


class BelongForm(WithBirth, SituationForm):
    """All that is asked of somebody who wants to know whether they belong to a group; nothing of it is stored."""

    must_have_birth = False


class StartForm(forms.Form):
    """About whom, and through whom when there is a choice; nothing else is asked before this."""

    about = forms.ChoiceField(
        label=_("Is it about you?"),
        choices=About,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose about whom it is.")},
    )
    opening = forms.ChoiceField(
        label=_("Through which foundation, and for which group?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a foundation.")},
    )
    website = forms.CharField(label=_("Leave this empty"), required=False, max_length=200)

    def __init__(self, *args, offers, **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = {str(offer.opening.public_id): offer for offer in offers}
        names = {
            key: f"{one.opening.foundation.name}: {one.opening.group.shown_name}" for key, one in self.offers.items()
        }
        self.fields["opening"].choices = list(names.items())
        if len(names) == 1:
            self.fields["opening"].required = False
            self.fields["opening"].widget = forms.HiddenInput()

    def clean(self):
        found = super().clean()
        chosen = self.cleaned_data.get("opening") or (next(iter(self.offers)) if len(self.offers) == 1 else "")
        self.cleaned_data["offer"] = offer = self.offers.get(chosen)
        about = self.cleaned_data.get("about")
        if offer and about in rules.FOR_CHILDREN and not offer.takes_children:
            self.add_error("about", _("Children cannot be signed up here with this foundation. Ask the foundation."))
        return found


class WhoForm(WithBirth):
    """Who joins, and where the mail goes."""

    field_order = [
        "full_name", "born_day", "born_month", "born_year", "guardian_name", "email", "second_email", "website",
    ]  # fmt: skip
    full_name = NameField(
        label=_("Your full name"),
        max_length=200,
        error_messages={"required": _("Fill in a name."), "max_length": _("A name has at most 200 characters.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    guardian_name = NameField(
        label=_("Your own full name"),
        max_length=200,
        error_messages={"required": _("Fill in a name."), "max_length": _("A name has at most 200 characters.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = AddressField(label=_("Your e-mail address"))
    second_email = AddressField(
        label=_("E-mail address of the other parent, if you know it"), required=False, attrs={"autocomplete": "off"}
    )
    website = forms.CharField(label=_("Leave this empty"), required=False, max_length=200)

    def __init__(self, *args, about: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_for_child = about in rules.FOR_CHILDREN
        if self.is_for_child:
            self.fields["full_name"].label = _("Full name of the child")
            self.fields["full_name"].widget.attrs["autocomplete"] = "off"
            for name in ("born_day", "born_month", "born_year"):
                self.fields[name].widget.attrs["autocomplete"] = "off"
        else:
            del self.fields["guardian_name"], self.fields["second_email"]

    def clean(self):
        found = super().clean()
        born_on = self.cleaned_data.get("born_on")
        if self.is_for_child and born_on and not is_minor(born_on, timezone.localdate()):
            self.add_error("born_day", _("This person is eighteen or older and signs up alone."))
        return found

    @property
    def answers(self) -> dict:
        names = ("full_name", "born_on", "guardian_name", "email", "second_email")
        return {name: self.cleaned_data.get(name) or (None if name == "born_on" else "") for name in names}


class TermsForm(forms.Form):
    """Each consent on its own, none of them ticked beforehand."""

    agrees = forms.BooleanField(
        label=_("I agree to the participation agreement."),
        error_messages={"required": _("You can only join if you agree to the agreement.")},
    )
    declares = forms.BooleanField(
        label=_("I declare what stands above."),
        error_messages={"required": _("Only who may act for the child can sign it up.")},
    )
    wants_news = forms.BooleanField(
        label=_("I want to get the newsletter. You can stop it at any time."), required=False
    )

    def __init__(self, *args, offer, is_for_child: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_for_child:
            del self.fields["declares"]
        if "newsletter" not in offer.terms:
            del self.fields["wants_news"]

    def ticked(self, offer) -> list:
        """The texts that were agreed to."""
        kinds = {"agrees": "participation_agreement", "declares": "guardian_consent", "wants_news": "newsletter"}
        return [offer.terms[kind] for name, kind in kinds.items() if self.cleaned_data.get(name)]


class ParentForm(forms.Form):
    """All that is asked of a child."""

    email = AddressField(label=_("E-mail address of your parent or guardian"), attrs={"autocomplete": "off"})
    website = forms.CharField(label=_("Leave this empty"), required=False, max_length=200)
