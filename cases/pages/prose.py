"""Text of the case in the reader's language, or in Dutch with the honesty to say so."""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Prose:
    """A text and the language it is in; `is_foreign` when the reader asked for another one."""

    text: str
    language: str = "nl"

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def is_foreign(self) -> bool:
        return self.language != language_now()


def language_now() -> str:
    return "en" if (get_language() or "").startswith("en") else "nl"


def prose(row, field: str) -> Prose:
    """The field in the active language when it is filled in, otherwise in Dutch."""
    english = getattr(row, f"{field}_en", "")
    return Prose(english, "en") if language_now() == "en" and english else Prose(getattr(row, field))
