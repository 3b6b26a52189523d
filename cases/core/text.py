"""The floor for all input text: what may be stored, and in which form."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_BREAKS = frozenset("\n\r\t")
FORMULA = re.compile("[\\s\u200b-\u200f\u2060\ufeff'\"]*[=+@\uff1d\uff0b\uff0d\uff20-]|[\t\r\n]")


def normalise(text: str) -> str:
    """The one stored spelling of `text`: NFC, line ends as LF, no blanks around it.

    >>> normalise(" Zoe\u0308 \\r\\n")
    'Zo\u00eb'
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def forbidden_in(text: str, *, may_break: bool) -> str | None:
    """The name of the first character that may not be stored, or None.

    NUL and surrogates cannot be stored everywhere; control and bidi characters can make a
    line show something else than it says.

    >>> forbidden_in("a\\x00", may_break=True)
    'U+0000'
    >>> forbidden_in("a\\nb", may_break=True) is None
    True
    """
    for char in text:
        category = unicodedata.category(char)
        if category == "Cs" or char in BIDI_CONTROLS or (category == "Cc" and not (may_break and char in LINE_BREAKS)):
            return f"U+{ord(char):04X}"
    return None


def validate_line(text: str) -> None:
    """Refuse text that is not one plain line; raises ValidationError."""
    _validate(text, may_break=False)


def validate_prose(text: str) -> None:
    """Refuse text with characters that cannot be stored or shown; raises ValidationError."""
    _validate(text, may_break=True)


def _validate(text, *, may_break):
    if found := forbidden_in(text, may_break=may_break):
        raise ValidationError(_("The character %(character)s is not allowed here."), "character", {"character": found})


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, whatever stands before the sign.

    >>> safe_cell("=1+1"), safe_cell(" +31 6"), safe_cell("Noor")
    ("'=1+1", "' +31 6", 'Noor')
    """
    return f"'{text}" if FORMULA.match(text) else text


def masked_email(address: str) -> str:
    """An address that its owner recognises and a bystander does not.

    >>> masked_email("noor@voorbeeld.example")
    'n***@voorbeeld.example'
    """
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}***{at}{domain}" if at else ""
