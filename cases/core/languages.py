"""What is told in the active language; Dutch where nobody wrote English."""

from typing import Protocol

from django.db import models
from django.utils.translation import get_language


class Pair(Protocol):
    """Anything that has its name in both languages, such as a row of a law table."""

    nl: str
    en: str


def is_english() -> bool:
    """Whether the reader asked for English; every other language is answered in Dutch."""
    return (get_language() or "").startswith("en")


def name_of(pair: Pair) -> str:
    """The name of a row of a law table."""
    return pair.en if is_english() else pair.nl


def translated(row: models.Model, field: str) -> str:
    """A text that staff write in `field`, and in English in `field`_en when they do."""
    english = getattr(row, f"{field}_en") if is_english() else ""
    return english or getattr(row, field)
