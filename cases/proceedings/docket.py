"""Docket numbers as values: recognise the spellings found in real life, and write each in one form.

What cannot be recognised is kept as typed: old and cantonal numbers have no fixed form. Doubts are warnings, never
refusals.
"""

import re

from cases.law.wording import Sentence

DISTRICT, APPEAL, CASSATION, EU, OTHER = "district", "appeal", "cassation", "eu", "other"

# The second part of C/13/… and the court behind it. Only the first three were seen in a source.
COURT_PARTS = {
    "13": "RBAMS", "10": "RBROT", "09": "RBDHA",
    "01": "RBOBR", "02": "RBZWB", "03": "RBLIM", "05": "RBGEL", "08": "RBOVE", "15": "RBNHO", "16": "RBMNE",
    "17": "RBNNE", "18": "RBNNE", "19": "RBNNE",
}  # fmt: skip

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ROLL = r"(?P<office>HA|KG)\s*(?P<chamber>ZA|RK)\s*(?P<year>[0-9]{2})\s*-\s*(?P<sequence>[0-9]{1,4})"
_SPELLINGS = {
    DISTRICT: rf"C\s*[-/]?\s*(?P<part>[0-9]{{2}})\s*[-/]\s*(?P<case>[0-9]{{5,7}})(?:\s*[-/,;]?\s*{_ROLL})?",
    APPEAL: r"200\.(?P<one>[0-9]{3})\.(?P<two>[0-9]{3})(?:\s*/\s*(?P<part>[0-9]{2}))?(?P<kg>\s*KG)?",
    CASSATION: r"(?P<year>[0-9]{2})\s*/\s*(?P<case>[0-9]{5})",
    EU: r"(?P<court>[CT])\s*-\s*(?P<case>[0-9]{1,4})\s*/\s*(?P<year>[0-9]{2})(?:\s+(?P<more>[A-Z]+))?",
    OTHER: _ROLL,
}
_FORMS = {kind: re.compile(spelling, re.ASCII | re.IGNORECASE) for kind, spelling in _SPELLINGS.items()}
_CANONICAL = {
    DISTRICT: lambda part: f"C/{part['part']}/{part['case']}" + (f" / {_roll(part)}" if part["year"] else ""),
    APPEAL: lambda part: (
        f"200.{part['one']}.{part['two']}"
        + (f"/{part['part']}" if part["part"] else "")
        + (" KG" if part["kg"] else "")
    ),
    CASSATION: lambda part: f"{part['year']}/{part['case']}",
    EU: lambda part: (
        f"{part['court'].upper()}-{part['case']}/{part['year']}" + (f" {part['more'].upper()}" if part["more"] else "")
    ),
    OTHER: lambda part: _roll(part),
}


def number_kind(text: str) -> str:
    """At which level a number is given: district, appeal, cassation, eu, or other when it has no known form.

    >>> number_kind("C13/715885 HA ZA 22- 283"), number_kind("200.328.753"), number_kind("23/04444")
    ('district', 'appeal', 'cassation')
    >>> number_kind("C-34/24"), number_kind("6383016 RL EXPL 17-25513")
    ('eu', 'other')
    """
    return _recognised(text)[0]


def normalise_number(text: str) -> str:
    """The one spelling under which a number is stored; without a known form only its blanks are tidied.

    >>> normalise_number("C-09-623288-HA ZA 22-26")
    'C/09/623288 / HA ZA 22-26'
    >>> normalise_number(" 322179 /  HA ZA 08-3431 ")
    '322179 / HA ZA 08-3431'
    """
    return _recognised(text)[1]


def number_warnings(number: str, *, court_code: str = "", instance: str = "") -> tuple[Sentence, ...]:
    """What looks wrong about a canonical number, given the court it is said to come from; never a refusal.

    >>> [warning.en for warning in number_warnings("C/13/702849", court_code="RBROT", instance="first")]
    ['Court part 13 belongs to RBAMS, not to RBROT.']
    """
    kind = number_kind(number)
    if kind == OTHER:
        return (_NO_KNOWN_FORM,)
    if instance and instance != _INSTANCES[kind]:
        return (_WRONG_LEVEL[kind],)
    if kind != DISTRICT:
        return ()
    part = number.split("/")[1]
    if part not in COURT_PARTS:
        return (Sentence(f"Gerechtsdeel {part} is niet bekend.", f"Court part {part} is not known."),)
    if court_code and court_code != COURT_PARTS[part]:
        return (_other_court(part, court_code),)
    return ()


def _recognised(text: str) -> tuple[str, str]:
    tidy = " ".join(_DASHES.sub("-", text).split())
    for kind, form in _FORMS.items():
        if found := form.fullmatch(tidy):
            return kind, _CANONICAL[kind](found.groupdict())
    return OTHER, tidy


def _roll(part: dict[str, str]) -> str:
    return f"{part['office'].upper()} {part['chamber'].upper()} {part['year']}-{part['sequence']}"


def _other_court(part: str, court_code: str) -> Sentence:
    owner = COURT_PARTS[part]
    return Sentence(
        f"Gerechtsdeel {part} hoort bij {owner}, niet bij {court_code}.",
        f"Court part {part} belongs to {owner}, not to {court_code}.",
    )


_INSTANCES = {DISTRICT: "first", APPEAL: "appeal", CASSATION: "cassation", EU: "eu"}
_NO_KNOWN_FORM = Sentence(
    "Dit nummer heeft geen bekende vorm; het is bewaard zoals getypt.",
    "This number has no known form; it is kept as typed.",
)
_WRONG_LEVEL = {
    DISTRICT: Sentence("Dit is een nummer van een rechtbank.", "This is a number of a district court."),
    APPEAL: Sentence("Dit is een nummer van een gerechtshof.", "This is a number of a court of appeal."),
    CASSATION: Sentence("Dit is een nummer van de Hoge Raad.", "This is a number of the Supreme Court."),
    EU: Sentence("Dit is een nummer van het Hof van Justitie.", "This is a number of the Court of Justice."),
}
