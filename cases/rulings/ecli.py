"""The European Case Law Identifier as a value: parse, check, link."""

import re
from urllib.parse import quote, unquote

ANY_COUNTRY = re.compile(r"ECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,6}:[1-9][0-9]{3}:[A-Z0-9][A-Z0-9.]{0,24}", re.ASCII)
DUTCH = re.compile(r"ECLI:NL:[A-Z][A-Z0-9]{0,6}:[1-9][0-9]{3}:([1-9][0-9]*|[A-Z]{2}[0-9]{4})", re.ASCII)


def normalise(text: str) -> str:
    """The canonical spelling: upper case, no blanks, colons instead of %3A.

    >>> normalise(" ecli:nl:rbams:2024:83 ")
    'ECLI:NL:RBAMS:2024:83'
    """
    return "".join(unquote(text).split()).upper()


def is_ecli(text: str) -> bool:
    """Whether `text` is an ECLI in canonical spelling; Dutch ones keep the Dutch rules.

    >>> is_ecli("ECLI:NL:RBAMS:2024:83"), is_ecli("ECLI:NL:RBAMS:2024:083"), is_ecli("ECLI:EU:C:2004:714")
    (True, False, True)
    """
    pattern = DUTCH if text.startswith("ECLI:NL:") else ANY_COUNTRY
    return bool(pattern.fullmatch(text))


def court_code(ecli: str) -> str:
    """The court part of an ECLI.

    >>> court_code("ECLI:NL:RBAMS:2024:83")
    'RBAMS'
    """
    return ecli.split(":")[2]


def year(ecli: str) -> int:
    """The year of the decision that the ECLI claims."""
    return int(ecli.split(":")[3])


def link(ecli: str) -> str:
    """Where the public can read the ruling; empty for courts without a known address."""
    if ecli.startswith("ECLI:NL:"):
        return f"https://deeplink.rechtspraak.nl/uitspraak?id={quote(ecli, safe='')}"
    if ecli.startswith("ECLI:EU:"):
        return f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ecli:{quote(ecli, safe=':')}"
    return ""
