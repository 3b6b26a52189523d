"""A template and a context become subject, text and html."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.template import Context
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import timezone
from django.utils.translation import override


class Rendered(NamedTuple):
    """What a message says: one-line subject, plain text, and HTML or None."""

    subject: str
    text: str
    html: str | None


def render(template: str, context: dict, *, language: str) -> Rendered:
    """Render `templates/mail/<template>.{subject.txt,txt,html}` in one language, as of today.

    The context is JSON: what ends in `_on` is an ISO date and in `_at` an ISO moment, and becomes one. A date comes
    with its distance in days: `ends_on` brings `ends_in_days`, right on the day of sending whenever it was put.
    Raises TemplateDoesNotExist when subject or text is missing; html is optional.
    """
    context = {"base_url": settings.BASE_URL, "language": language} | spoken(context, timezone.localdate())
    with override(language):
        subject = " ".join(_plain(f"mail/{template}.subject.txt", context).split())
        text = _plain(f"mail/{template}.txt", context).strip() + "\n"
        try:
            html = render_to_string(f"mail/{template}.html", context)
        except TemplateDoesNotExist:
            html = None
    return Rendered(subject, text, html)


def _plain(name: str, context: dict) -> str:
    """Plain text shows an ampersand as it is; only HTML escapes it."""
    return get_template(name).template.render(Context(context, autoescape=False))


def spoken(context: dict[str, Any], today: date) -> dict[str, Any]:
    """The context with real dates and moments, also in its lists.

    >>> spoken({"ends_on": "2026-12-14", "sent_at": ""}, date(2026, 12, 7))
    {'ends_on': datetime.date(2026, 12, 14), 'ends_in_days': 7, 'sent_at': None}
    """
    found: dict[str, Any] = {}
    for key, value in context.items():
        if key.endswith("_on") and isinstance(value, str):
            found[key] = date.fromisoformat(value) if value else None
            if value:
                found[f"{key[:-3]}_in_days"] = (found[key] - today).days
        elif key.endswith("_at") and isinstance(value, str):
            found[key] = datetime.fromisoformat(value) if value else None
        elif isinstance(value, list):
            found[key] = [spoken(item, today) if isinstance(item, dict) else item for item in value]
        else:
            found[key] = value
    return found
