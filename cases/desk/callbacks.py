"""What the staff site's frame asks for, by name, in `config.settings.admin`."""

from django.conf import settings
from django.utils.translation import gettext as _

from cases.desk import week


def environment(request) -> list[str] | None:
    """A pill on every page of an installation that is not the real one."""
    return None if settings.SECURE_SSL_REDIRECT else [_("trial environment"), "warning"]


def dashboard(request, context: dict) -> dict:
    """The start page."""
    return context | {"week": week.of(request)}
