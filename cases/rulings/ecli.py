"""The European Case Law Identifier as a value: parse, check, link. Copied from a source, never made up."""

import re
from datetime import date
from urllib.parse import quote, unquote

ANY_COUNTRY = re.compile(r"ECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,6}:[1-9][0-9]{3}:[A-Z0-9][A-Z0-9.]{0,24}", re.ASCII)
DUTCH = re.compile(r"ECLI:NL:[A-Z][A-Z0-9]{0,6}:[1-9][0-9]{3}:([1-9][0-9]*|[A-Z]{2}[0-9]{4})", re.ASCII)
LONGEST_NUMBER = 25


def normalise(text: str) -> str:
    """The canonical spelling: upper case, no blanks, colons instead of %3A.

    >>> normalise(" ecli:nl:rbams:2024:83 "), normalise("ECLI%3ANL%3AHR%3A2025%3A388")
    ('ECLI:NL:RBAMS:2024:83', 'ECLI:NL:HR:2025:388')
    """
    return "".join(unquote(text).split()).upper()


def is_ecli(text: str) -> bool:
    """Whether `text` is an ECLI in canonical spelling; Dutch ones keep the Dutch rules.

    >>> is_ecli("ECLI:NL:RBAMS:2024:83"), is_ecli("ECLI:NL:RBAMS:2024:083"), is_ecli("ECLI:EU:C:2004:714")
    (True, False, True)
    """
    if not text.startswith("ECLI:NL:"):
        return bool(ANY_COUNTRY.fullmatch(text))
    return bool(DUTCH.fullmatch(text)) and len(text.rpartition(":")[2]) <= LONGEST_NUMBER


def court_code(ecli: str) -> str:
    """The court part of an ECLI.

    >>> court_code("ECLI:NL:RBAMS:2024:83")
    'RBAMS'
    """
    return ecli.split(":")[2]


def year(ecli: str) -> int:
    """The year of the decision that the ECLI claims.

    >>> year("ECLI:NL:PHR:2003:AF1414")
    2003
    """
    return int(ecli.split(":")[3])


def link(ecli: str) -> str:
    """Where the public can read the ruling; empty for courts without a known address.

    >>> link("ECLI:NL:HR:2025:388")
    'https://deeplink.rechtspraak.nl/uitspraak?id=ECLI%3ANL%3AHR%3A2025%3A388'
    """
    if ecli.startswith("ECLI:NL:"):
        return f"https://deeplink.rechtspraak.nl/uitspraak?id={quote(ecli, safe='')}"
    if ecli.startswith("ECLI:EU:"):
        return f"https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ecli:{quote(ecli, safe=':')}"
    return ""


def doubts(ecli: str, *, decided_on: date | None = None, court: str = "") -> list[str]:
    """Codes of what a person should look at again; none of it makes the ECLI wrong.

    `court` is the code of the court that is said to have ruled. A few old rulings were
    renumbered, so a year that differs is no error. Dates of publication are not compared:
    courts publish before the date of the decision now and then.

    >>> doubts("ECLI:NL:RBAMS:2024:83", decided_on=date(2023, 12, 20), court="RBAMS")
    ['year']
    """
    if not ecli:
        return []
    found = []
    if decided_on and decided_on.year != year(ecli):
        found.append("year")
    if court and court != court_code(ecli):
        found.append("court")
    return found
