"""Who may be the same person, with the points and the reasons; families who share everything but a name never are."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from claimants.duplicates.choices import Likeness

ENOUGH = 50
SURE = 100
POINTS = {
    Likeness.SAME_NAME: 35,
    Likeness.SAME_INITIAL: 20,
    Likeness.SIMILAR_SURNAME: 20,
    Likeness.SAME_BIRTH: 30,
    Likeness.SAME_EMAIL: 25,
    Likeness.SAME_PHONE: 15,
    Likeness.SAME_ADDRESS: 15,
}
PHONE_DIGITS = 9
HOUSE_NUMBER = re.compile(r"\s(\d+)\s*([a-z]*)\b")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of a person."""

    full_name: str
    born_on: date | None = None
    email_index: str = ""
    phone: str = ""
    street: str = ""
    postcode: str = ""


def likeness(one: Facts, other: Facts) -> list[Likeness]:
    """What two files share, the strongest first; nothing when they are certainly two people.

    Two dates of birth that differ or two first names that differ are two people, whatever else they share: so parents
    and children, brothers, sisters and twins are never taken for one.

    >>> mum = Facts("Anna de Vries", date(1980, 5, 1), "k3y", "0612345678", "Dorpsstraat 1", "1234 AB")
    >>> likeness(mum, Facts("A. de Vries", date(1980, 5, 1)))
    [Likeness.SAME_BIRTH, Likeness.SAME_INITIAL]
    >>> likeness(mum, Facts("Anne de Vries", date(1980, 5, 1), "k3y", "0612345678", "Dorpsstraat 1", "1234 AB"))
    []
    """
    name = _same_name(one.full_name, other.full_name)
    if name is None or (one.born_on and other.born_on and one.born_on != other.born_on):
        return []
    found = [name, Likeness.SAME_BIRTH if one.born_on and other.born_on else Likeness.BIRTH_UNKNOWN]
    if one.email_index and one.email_index == other.email_index:
        found.append(Likeness.SAME_EMAIL)
    if _phone(one.phone) and _phone(one.phone) == _phone(other.phone):
        found.append(Likeness.SAME_PHONE)
    if address(one) and address(one) == address(other):
        found.append(Likeness.SAME_ADDRESS)
    return sorted(found, key=lambda reason: -POINTS.get(reason, 0))


def score(found: list[Likeness]) -> int:
    """The points of what two files share, at most a hundred.

    >>> score([Likeness.SAME_NAME, Likeness.SAME_BIRTH, Likeness.SAME_EMAIL]), score([Likeness.BIRTH_UNKNOWN])
    (90, 0)
    """
    return min(SURE, sum(POINTS.get(reason, 0) for reason in found))


def address(person: Facts) -> str:
    """Postcode and house number in one spelling; empty when one is missing.

    >>> address(Facts("X", street="Dorpsstraat 12 a", postcode="1234 ab"))
    '1234AB 12a'
    >>> address(Facts("X", street="Dorpsstraat", postcode="1234 ab"))
    ''
    """
    numbers = HOUSE_NUMBER.findall(f" {person.street.lower()}")
    postcode = "".join(person.postcode.upper().split())
    return f"{postcode} {''.join(numbers[-1])}" if postcode and numbers else ""


def folded(name: str) -> list[str]:
    """The words of a name without capitals, accents and signs.

    >>> folded("José-María  de l'Étoile")
    ['jose', 'maria', 'de', 'l', 'etoile']
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return "".join(char if char.isalnum() else " " for char in plain).split()


def _same_name(one: str, other: str) -> Likeness | None:
    words, others = folded(one), folded(other)
    if len(words) < 2 or len(others) < 2:
        return None
    if words == others:
        return Likeness.SAME_NAME
    surname, surname_too = "".join(words[1:]), "".join(others[1:])
    if words[0] == others[0]:
        return Likeness.SIMILAR_SURNAME if _differs_little(surname, surname_too) else None
    short, long = sorted((words[0], others[0]), key=len)
    is_initial = len(short) == 1 and len(long) > 1 and long.startswith(short)
    return Likeness.SAME_INITIAL if is_initial and surname == surname_too else None


def _differs_little(one: str, other: str) -> bool:
    """Whether one letter was added, left out or changed, or two next to each other changed places."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) < 4 or len(long) - len(short) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = long[:start] + long[start + 1 : start + 2] + long[start : start + 1] + long[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or swapped == short


def _phone(number: str) -> str:
    """The last nine digits: the same with and without a country code."""
    digits = "".join(char for char in number if char.isdigit())
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_DIGITS else ""
