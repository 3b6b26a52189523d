"""What we know of a person, as they read and change it: one detail a page."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claimants.people.countries import country_name
from claimants.portal import forms


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail that can be changed: its page, its form, and what is said when it is done."""

    name: str
    title: Promise
    form: type[forms.DetailForm]
    done: Promise
    is_guarded: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of the list: what it is called, what we have, and where it is changed; no address when it cannot be."""

    title: str
    text: str
    url_name: str = ""
    language: str = ""


DETAILS = {
    one.name: one
    for one in (
        Detail("name", _("Name"), forms.NameForm, _("Your name was changed.")),
        Detail("called", _("What we call you"), forms.CalledForm, _("What we call you was changed.")),
        Detail("phone", _("Telephone"), forms.PhoneForm, _("Your telephone number was changed.")),
        Detail("home", _("Address"), forms.HomeForm, _("Your address was changed."), is_guarded=True),
        Detail("language", _("Language"), forms.LanguageForm, _("The language of our messages was changed.")),
    )
}


def shown(claimant) -> list[Shown]:
    """Everything in the file that the person can read here, in the order of the page."""
    born_on = date_format(claimant.born_on, "j F Y") if claimant.born_on else ""
    return [
        Shown(_("Name"), claimant.full_name, "portal:change-name"),
        Shown(_("What we call you"), claimant.called_name, "portal:change-called"),
        Shown(_("Date of birth"), born_on),
        Shown(_("E-mail"), claimant.email, "portal:change-email"),
        Shown(_("Telephone"), claimant.phone, "portal:change-phone"),
        Shown(_("Address"), old_value(claimant, DETAILS["home"]), "portal:change-home"),
        Shown(_("Language"), old_value(claimant, DETAILS["language"]), "portal:change-language"),
    ]


def old_value(claimant, detail: Detail) -> str:
    """What stands in the file now, in words; lines are kept apart by line breaks."""
    if detail.name == "home":
        country = country_name(claimant.country, get_language())
        town = f"{claimant.postcode} {claimant.city}".strip()
        return "\n".join(line for line in (claimant.street, town, country) if line)
    values = [getattr(claimant, name) for name in detail.form.details()]
    return claimant.get_language_display() if detail.name == "language" else " ".join(values)
