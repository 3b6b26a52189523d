"""Whether a text that staff wrote can be shown to people: its variables, its words, and how hard it reads; pure."""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass

from cases.texts.shelf import shelf

VARIABLES = frozenset(
    ["defendant", "group", "foundation", "party", "date", "summary", "next_step", "reason", "period",
     "address", "reference", "days", "list", "product", "amount"]
)  # fmt: skip
LONGEST_SENTENCE = 15
VOWELS = {"nl": "aeiouyáéíóúàèëïöüâêîôû", "en": "aeiouy"}


@dataclass(frozen=True, slots=True)
class Readability:
    """How a text reads: ease from 0 (hard) to about 120 (easy), LIX (below 30 is easy), and its longest sentence."""

    ease: float
    lix: float
    longest: int

    @property
    def is_plain(self) -> bool:
        """Easy enough for B1, as far as a formula can tell: a smoke alarm, no proof."""
        return self.ease >= 60 and self.longest <= LONGEST_SENTENCE


def unknown_variable(text: str) -> str | None:
    """The first `{…}` that nothing can fill in, or None; a brace that does not close counts as one.

    >>> unknown_variable("Tot en met {date}."), unknown_variable("Beste {naam}"), unknown_variable("Beste {")
    (None, 'naam', '{')
    >>> unknown_variable("{date.year}"), unknown_variable("{date!r}")
    ('date.year', 'date!r')
    """
    try:
        parsed = list(string.Formatter().parse(text))
    except ValueError:
        return "{" if "{" in text else "}"
    for _literal, name, form, conversion in parsed:
        shown = f"{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}"
        if name is not None and shown not in VARIABLES:
            return shown
    return None


def forbidden_word(text: str, language: str) -> str | None:
    """The first word that only lawyers use, or None.

    >>> forbidden_word("De eis is niet-ontvankelijk.", "nl"), forbidden_word("Wij hebben verloren.", "nl")
    ('niet-ontvankelijk', None)
    """
    words = "|".join(shelf("forbidden")[language])
    found = re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE)
    return found.group().lower() if found else None


def missing_afterwards(before: Mapping[str, str], after: Mapping[str, str]) -> str | None:
    """The first part that names a last day without saying what stands there when it has passed, or None.

    >>> missing_afterwards({"now": "Dat kan tot en met {date}."}, {})
    'now'
    """
    return next((part for part, text in before.items() if "{date}" in text and not after.get(part)), None)


def readability(text: str, language: str) -> Readability:
    """How easily a text reads.

    Dutch: W. H. Douma, De leesbaarheid van landbouwbladen (1960): 206.84 − 0.93 × words a sentence − 77 × syllables a
    word. English: R. Flesch, A new readability yardstick (1948): 206.835 − 1.015 × … − 84.6 × …. LIX: C. H. Björnsson,
    Läsbarhet (1968): words a sentence plus the percentage of words of more than six letters.

    >>> easy = readability("Wij praten met Shell.", "nl")
    >>> hard = readability("Onherroepelijke verbindendverklaring.", "nl")
    >>> easy.is_plain, hard.is_plain, easy.longest
    (True, False, 4)
    """
    sentences = [part for part in re.split(r"(?<=[.?!])\s+", text.strip()) if re.search(r"\w", part)]
    lengths = [len(_words(sentence)) for sentence in sentences]
    words = [word for sentence in sentences for word in _words(sentence)]
    if not words:
        return Readability(120.0, 0.0, 0)
    per_sentence = len(words) / len(sentences)
    per_word = sum(syllables(word, language) for word in words) / len(words)
    base, by_sentence, by_word = (206.84, 0.93, 77.0) if language == "nl" else (206.835, 1.015, 84.6)
    lix = per_sentence + 100 * sum(len(word) > 6 for word in words) / len(words)
    return Readability(round(base - by_sentence * per_sentence - by_word * per_word, 1), round(lix, 1), max(lengths))


def syllables(word: str, language: str) -> int:
    """About how many syllables a word has: groups of vowels; a silent e at the end of an English word is none.

    >>> [syllables(word, "nl") for word in ("stichting", "rechter", "geld")], syllables("made", "en")
    ([2, 2, 1], 1)
    """
    groups = re.findall(f"[{VOWELS[language]}]+", word.lower())
    silent = language == "en" and len(groups) > 1 and re.search(r"[^aeiouyl]e$", word.lower())
    return max(1, len(groups) - bool(silent))


def _words(sentence: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", sentence)
