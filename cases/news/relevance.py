"""About this case, about the defendant, or noise, and the sentence why; pure.

The name of a defendant says little: most texts that name a large company are about something
else. A text is about the case when it names the defendant together with one of its foundations
and a word of procedure, or with a mass claim before a court, or when it holds a number of the case.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

PROCEDURE = re.compile(
    r"\b(rechters?|rechtbank|gerechtshof|hof|hoge raad|rechtsza(?:ak|ken)|procedures?|dagvaard\w*|vonnis\w*|arrest|"
    r"(?:niet-)?ontvankelijk\w*|schadevergoeding\w*|schikking\w*|vordering\w*|claimen|claimt|schadeclaims?|"
    r"court|judge|judgment|lawsuit|ruling|damages|settlement|writ|summons|sues?|suing)\b",
    re.IGNORECASE,
)
COURT = re.compile(r"\b(rechters?|rechtbank|gerechtshof|hof|hoge raad|court|judge)\b", re.IGNORECASE)
MASS_CLAIM = re.compile(
    r"\b(massa(?:schade)?claims?|massazaa?k|collectieve acties?|collectieve (?:schade)?vordering\w*|"
    r"claimstichting\w*|wamca|exclusieve? belangenbehartig\w*|class actions?|collective actions?)\b",
    re.IGNORECASE,
)
LEGAL_FORM = re.compile(r"^(stichting|(?:co[oö]peratieve )?vereniging)\s+", re.IGNORECASE)
COMPANY_ENDING = re.compile(
    r",?\s+(B\.?V\.?|N\.?V\.?|Inc\.?|Ltd\.?|LLC|S\.?A\.?S?\.?|S\.à r\.l\.|S\.a\.r\.l\.|GmbH|AG|SE|U\.A\.|Corp\.?)$"
)
SENTENCE_END = re.compile(r"(?<=[.!?]['\"’”])\s+|(?<=[.!?])\s+(?=[A-Z0-9'\"‘“À-Ý])|\n\s*\n")
SHORTEST_NAME = 3
LONGEST_REASON = 300


class Suggestion(NamedTuple):
    """What a text seems to be about, as a code of `choices.Relevance`, and the sentence that says so."""

    relevance: str
    reason: str


@dataclass(frozen=True)
class Profile:
    """The names and numbers by which a text can be about a case."""

    defendants: tuple[str, ...] = ()
    foundations: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @cached_property
    def defendant(self) -> re.Pattern | None:
        return _any_of(COMPANY_ENDING.sub("", name.strip()) for name in self.defendants)

    @cached_property
    def foundation(self) -> re.Pattern | None:
        return _any_of(LEGAL_FORM.sub("", name.strip()) for name in self.foundations)

    @cached_property
    def number(self) -> re.Pattern | None:
        return _any_of(self.numbers)


def suggest(text: str, profile: Profile) -> Suggestion:
    """Say what `text` has to do with the case, for a person to decide.

    >>> tiktok = Profile(defendants=("TikTok",), foundations=("Stichting Massaschade & Consument",))
    >>> suggest("Stichting Massaschade & Consument wint bij de rechter van TikTok.", tiktok).relevance
    'case'
    >>> suggest("TikTok mag niet meer op telefoons van ambtenaren.", tiktok).relevance
    'defendant'
    """
    sentences = split_sentences(text)
    if said := _best(sentences, profile.number):
        return Suggestion("case", said)
    if not _found(text, profile.defendant):
        return Suggestion("noise", "")
    if _found(text, profile.foundation) and PROCEDURE.search(text):
        return Suggestion("case", _best(sentences, profile.foundation, profile.defendant, PROCEDURE))
    if MASS_CLAIM.search(text) and COURT.search(text):
        return Suggestion("case", _best(sentences, MASS_CLAIM, profile.defendant, COURT))
    if _is_prominent(text, sentences, profile.defendant):
        return Suggestion("defendant", _best(sentences, profile.defendant))
    return Suggestion("noise", "")


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, each on one line.

    >>> split_sentences("Zo is het. En\\nniet anders!")
    ['Zo is het.', 'En niet anders!']
    """
    return [" ".join(part.split()) for part in SENTENCE_END.split(text) if part and part.strip()]


def cut(text: str, length: int) -> str:
    """The text, with an ellipsis where it is cut.

    >>> cut("een twee drie", 8)
    'een twe…'
    """
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _any_of(names) -> re.Pattern | None:
    wanted = sorted({name for name in names if len(name) >= SHORTEST_NAME}, key=len, reverse=True)
    if not wanted:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(name) for name in wanted) + r")(?!\w)")


def _found(text: str, pattern: re.Pattern | None) -> bool:
    return bool(pattern and pattern.search(text))


def _best(sentences: list[str], *patterns: re.Pattern | None) -> str:
    """The first sentence with the most of the patterns, cut to fit; empty when none has any."""
    scores = [sum(_found(sentence, pattern) for pattern in patterns) for sentence in sentences]
    top = max(scores, default=0)
    return cut(sentences[scores.index(top)], LONGEST_REASON) if top else ""


def _is_prominent(text: str, sentences: list[str], pattern: re.Pattern) -> bool:
    return any(pattern.search(sentence) for sentence in sentences[:2]) or len(pattern.findall(text)) > 2
