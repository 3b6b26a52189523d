"""Sentences in two languages, and dates and lengths in words. No gettext: a proof must read the same anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

LANGUAGES = ("nl", "en")

_DAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni",
           "juli", "augustus", "september", "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}  # fmt: skip
_UNITS = {
    "nl": {"hour": ("uur", "uur"), "day": ("dag", "dagen"), "week": ("week", "weken"),
           "month": ("maand", "maanden"), "year": ("jaar", "jaar")},
    "en": {"hour": ("hour", "hours"), "day": ("day", "days"), "week": ("week", "weeks"),
           "month": ("month", "months"), "year": ("year", "years")},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same sentence in Dutch and in English."""

    nl: str
    en: str

    def text(self, language: str = "nl") -> str:
        """Return the sentence in the language asked.

        >>> Sentence("ja", "yes").text("en")
        'yes'
        """
        return self.en if language_of(language) == "en" else self.nl


def language_of(code: str | None) -> str:
    """Reduce a language code to one the law speaks: English if asked for, otherwise Dutch.

    >>> language_of("en-gb"), language_of("nl"), language_of(None)
    ('en', 'nl', 'nl')
    """
    return "en" if (code or "").lower().startswith("en") else "nl"


def day_in_words(on: date, language: str = "nl") -> str:
    """Write a date with its weekday.

    >>> day_in_words(date(2026, 4, 3)), day_in_words(date(2026, 4, 3), "en")
    ('vrijdag 3 april 2026', 'Friday 3 April 2026')
    """
    language = language_of(language)
    return f"{_DAYS[language][on.weekday()]} {on.day} {_MONTHS[language][on.month - 1]} {on.year}"


def moment_in_words(at: datetime, language: str = "nl") -> str:
    """Write a moment with its weekday, time and offset.

    >>> moment_in_words(datetime.fromisoformat("2026-04-03T09:30+02:00"), "en")
    'Friday 3 April 2026 09:30 (+02:00)'
    """
    offset = at.isoformat()[-6:]
    return f"{day_in_words(at.date(), language)} {at:%H:%M} ({offset})"


def length_in_words(length: int, unit: str, language: str = "nl") -> str:
    """Write a length with its unit in the right number.

    >>> length_in_words(3, "month"), length_in_words(1, "week", "en")
    ('3 maanden', '1 week')
    """
    one, many = _UNITS[language_of(language)][unit]
    return f"{length} {one if length == 1 else many}"
