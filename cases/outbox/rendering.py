"""A template and a context become subject, text and html."""

from typing import NamedTuple

from django.conf import settings
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import override


class Rendered(NamedTuple):
    """What a message says: one-line subject, plain text, and HTML or None."""

    subject: str
    text: str
    html: str | None


def render(template: str, context: dict, *, language: str) -> Rendered:
    """Render `templates/mail/<template>.{subject.txt,txt,html}` in one language.

    Raises TemplateDoesNotExist when subject or text is missing; html is optional.
    """
    context = {"base_url": settings.BASE_URL, "language": language} | context
    with override(language):
        subject = " ".join(render_to_string(f"mail/{template}.subject.txt", context).split())
        text = render_to_string(f"mail/{template}.txt", context).strip() + "\n"
        try:
            html = render_to_string(f"mail/{template}.html", context)
        except TemplateDoesNotExist:
            html = None
    return Rendered(subject, text, html)
