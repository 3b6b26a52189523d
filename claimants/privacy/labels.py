"""Names of fields in words, for the page that somebody gets of their own data."""

from functools import cache

from django.apps import apps
from django.utils.translation import gettext_lazy as _

ROOMS = {
    "people": _("Who you are"),
    "registrations": _("What you joined"),
    "consents": _("What you agreed to"),
    "declarations": _("What you chose"),
    "notices": _("What we wrote to you"),
    "signin": _("Changes of your address"),
    "proofs": _("What you sent in"),
    "imports": _("What others gave us about you"),
    "duplicates": _("With which files yours was compared"),
    "bulk": _("Steps that were taken for many at once"),
    "merged_files": _("What stands in another file of yours"),
    "transfers": _("What went to another foundation"),
    "privacy": _("What you asked about your data"),
    "outbox": _("Mails of the last weeks"),
    "reads": _("Who looked at your data"),
    "changes": _("What was changed, and by whom"),
}


@cache
def _fields() -> dict:
    models = [model for app in ("cases", "claimants") for model in apps.get_app_config(app).get_models()]
    return {field.name: field.verbose_name for model in models for field in model._meta.concrete_fields}


def of(name: str) -> str:
    """The name of a room or a field as a person reads it; else the name itself, without underscores."""
    return str(ROOMS.get(name) or _fields().get(name) or name.replace("_", " "))


def spoken(value) -> dict:
    """The same value for the page: `pairs` of a label and a value, `parts` of a list, or `text`; nothing empty."""
    if isinstance(value, dict):
        kept = {name: inner for name, inner in value.items() if inner not in (None, "", [], {})}
        return {"pairs": [(of(name), spoken(inner)) for name, inner in kept.items()]}
    if isinstance(value, list):
        return {"parts": [spoken(inner) for inner in value]}
    return {"text": _said(value)}


def _said(value) -> str:
    return str({True: _("yes"), False: _("no")}[value] if isinstance(value, bool) else value)
