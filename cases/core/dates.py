"""Dates as precisely as they are known: a day, a month, a year, or not at all."""

from datetime import date

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    """How much of a stored date is known; the rest is filler and is never shown."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")
    UNKNOWN = "unknown", _("unknown")


FORMATS = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}


def shown(on: date | None, precision: str = Precision.DAY) -> str:
    """The date as a person reads it, in the active language; "date unknown" when it is."""
    if on is None or precision == Precision.UNKNOWN:
        return gettext("date unknown")
    return date_format(on, FORMATS[Precision(precision)])


def written(on: date | None, precision: str = Precision.DAY) -> str:
    """The date as a machine reads it: ISO 8601, cut to what is known; empty when unknown.

    >>> written(date(2025, 7, 1), "month")
    '2025-07'
    """
    if on is None or precision == Precision.UNKNOWN:
        return ""
    return on.isoformat()[: {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[Precision(precision)]]


def parsed(text: str) -> tuple[date | None, str]:
    """Read an ISO date of any precision; raises ValueError on anything else.

    >>> parsed("2025-07")
    (datetime.date(2025, 7, 1), 'month')
    >>> parsed("")
    (None, 'unknown')
    """
    parts = [int(part) for part in text.split("-")] if text else []
    if not parts:
        return None, Precision.UNKNOWN.value
    if len(parts) > 3:
        raise ValueError(f"not a date: {text}")
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(parts) - 1]
    return date(*(parts + [1, 1])[:3]), precision.value
