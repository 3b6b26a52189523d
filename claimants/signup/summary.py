"""The answers of a sign-up as a list to check, each with the step at which it is changed."""

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claimants.people.countries import country_name
from claimants.signup.choices import Uses
from claimants.signup.models import SignUp
from claimants.signup.rules import Share

NO_BREAK = "\N{NO-BREAK SPACE}"


def summary(sign_up: SignUp) -> list[tuple[str, str, str]]:
    """What was asked, what was answered, and the name of the page where it is changed."""
    is_for_child = sign_up.is_for_child
    rows = [
        (_("Foundation"), sign_up.foundation.name, "start"),
        (_("Group"), sign_up.opening.group.shown_name, "start"),
        (_("About"), sign_up.get_about_display(), "start"),
        (_("Used it"), _use(sign_up), "situation"),
        (_("Country"), country_name(sign_up.country, get_language()), "situation"),
        (_("Name of the child") if is_for_child else _("Name"), sign_up.full_name, "who"),
        (_("Date of birth"), date_format(sign_up.born_on, "j F Y"), "who"),
        (_("Your own name"), sign_up.guardian_name, "who"),
        (_("E-mail address"), sign_up.email, "who"),
        (_("E-mail address of the other parent"), sign_up.second_email, "who"),
    ]
    return [row for row in rows if row[1]]


def money(share: Share) -> dict[str, str]:
    """An award divided, in euros; without cents where there are none."""
    return {name: _euros(getattr(share, name)) for name in ("award", "fee", "left")}


def _euros(cents: int) -> str:
    amount = number_format(cents / 100, 2 if cents % 100 else 0, force_grouping=True)
    return f"€{'' if get_language() == 'en' else NO_BREAK}{amount}"


def _use(sign_up: SignUp) -> str:
    if sign_up.uses != Uses.YES:
        return str(Uses(sign_up.uses).label) if sign_up.uses else ""
    first = date_format(sign_up.used_from, "F Y") if sign_up.used_from else _("unknown")
    last = date_format(sign_up.used_until, "F Y") if sign_up.used_until else _("now")
    return _("Yes, from %(first)s until %(last)s") % {"first": first, "last": last}
