"""What is wrong with a cell, and what it is stored as. Pure: text in, a value out, or a Refused with a code."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from cases.core.text import forbidden_in
from claimants.people.identity import normalise_email
from claimants.people.rules import is_plausible_birth

PEOPLE_FROM_WHICH_A_SECOND_MUST_AGREE = 1_000

NAME, STREET, CITY, CALLED, KEY, POSTCODE, PHONE, EMAIL = 200, 200, 100, 100, 100, 12, 30, 254
OLDEST_USE = date(1990, 1, 1)
CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
    "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
    "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR "
    "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
    "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
    "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
)
COUNTRIES = frozenset(CODES.split())
COUNTRY_NAMES = {
    "nederland": "NL", "netherlands": "NL", "the netherlands": "NL", "holland": "NL", "belgië": "BE", "belgie": "BE",
    "belgium": "BE", "duitsland": "DE", "germany": "DE", "frankrijk": "FR", "france": "FR", "spanje": "ES",
    "spain": "ES", "luxemburg": "LU", "luxembourg": "LU", "verenigd koninkrijk": "GB", "united kingdom": "GB",
    "curaçao": "CW", "aruba": "AW", "suriname": "SR",
}  # fmt: skip
LANGUAGES = {"nl": "nl", "nederlands": "nl", "dutch": "nl", "en": "en", "engels": "en", "english": "en"}
PLAIN_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})"
)
DIALLED = re.compile(r"\+?[0-9(][0-9 ()./-]{5,28}")
DUTCH_POSTCODE = re.compile(r"([1-9][0-9]{3})\s?([A-Za-z]{2})")
WRITTEN_DATE = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
NINE_DIGITS = re.compile(r"(?<![0-9])[0-9]{9}(?![0-9])")


class Refused(ValueError):
    """This cell cannot be taken in; the code says why."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def line(text: str, most: int) -> str:
    """One plain line of at most so many characters: NFC, no blanks around it, no control or bidi characters.

    >>> line(" Zoë ", 200)
    'Zoë'
    >>> is_refused(line, chr(0), 200), is_refused(line, "a" * 201, 200)
    (True, True)
    """
    text = text.strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable() and forbidden_in(text, may_break=False):
        raise Refused("control")
    if len(text) > most:
        raise Refused("too_long")
    return text


def email(text: str) -> str:
    """An address that mail can reach; another alphabet in the domain becomes its plain form.

    >>> email("Noor@Voorbeeld.example "), email("a@bücher.example")
    ('Noor@Voorbeeld.example', 'a@xn--bcher-kva.example')
    >>> [is_refused(email, one) for one in ("a@b", "a@x.nl,b@x.nl", "a@[127.0.0.1]", "a@b\u0430nk.nl")]
    [True, True, True, True]
    """
    text = line(text, EMAIL)
    if not text.isascii():
        text = _in_plain_letters(text)
    if not PLAIN_ADDRESS.fullmatch(text) or text.index("@") > 64 or len(text) > EMAIL:
        raise Refused("email")
    return text


def _in_plain_letters(address: str) -> str:
    local, _at, domain = address.rpartition("@")
    if not local.isascii() or any(_mixes_alphabets(label) for label in domain.split(".")):
        raise Refused("email")
    return f"{local}@{normalise_email(f'a@{domain}')[2:]}"


def _mixes_alphabets(label: str) -> bool:
    """Whether letters of two alphabets stand in one name, so that it can look like another.

    >>> _mixes_alphabets("bücher"), _mixes_alphabets("b\u0430nk")
    (False, True)
    """
    return len({unicodedata.name(char, "?").split()[0] for char in label if char.isalpha()}) > 1


def phone(text: str) -> str:
    """A number as it is dialled.

    >>> phone(" +31 6 12345678"), is_refused(phone, "=1+1"), is_refused(phone, "+31 ١٢٣٤٥٦٧")
    ('+31 6 12345678', True, True)
    """
    text = line(text, PHONE)
    if not DIALLED.fullmatch(text):
        raise Refused("phone")
    return text


def postcode(text: str) -> str:
    """A postcode; a Dutch one in its one spelling.

    >>> postcode("1234ab"), postcode("B-1000"), is_refused(postcode, "١٢٣٤ AB")
    ('1234 AB', 'B-1000', True)
    """
    text = line(text, POSTCODE)
    if not text.isascii():
        raise Refused("postcode")
    dutch = DUTCH_POSTCODE.fullmatch(text)
    return f"{dutch[1]} {dutch[2].upper()}" if dutch else text


@lru_cache(maxsize=1_000)
def country(text: str) -> str:
    """The ISO 3166-1 code of a country, from its code or a usual name.

    >>> country("nl"), country("België"), is_refused(country, "XX"), is_refused(country, "Atlantis")
    ('NL', 'BE', True, True)
    """
    text = line(text, 100)
    code = COUNTRY_NAMES.get(text.lower(), text.upper())
    if code not in COUNTRIES:
        raise Refused("country")
    return code


@lru_cache(maxsize=1_000)
def language(text: str) -> str:
    """The language in which we write.

    >>> language("Nederlands"), is_refused(language, "fr")
    ('nl', True)
    """
    found = LANGUAGES.get(text.strip().lower())
    if not found:
        raise Refused("language")
    return found


@lru_cache(maxsize=100_000)
def written_date(text: str, order: str) -> date:
    """A date in the order that was chosen; an ISO date is read whatever the order. Nothing is guessed.

    >>> written_date("31-12-2001", "dmy"), written_date("2001-12-31", "dmy")
    (datetime.date(2001, 12, 31), datetime.date(2001, 12, 31))
    >>> [is_refused(written_date, one, "dmy") for one in ("31-02-2001", "29-02-2027", "01/02/03", "45678")]
    [True, True, True, True]
    """
    text = text.strip()
    try:
        if found := ISO_DATE.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if order in ("dmy", "mdy") and (found := WRITTEN_DATE.fullmatch(text)):
            first, second = int(found[1]), int(found[3])
            return date(int(found[4]), *((second, first) if order == "dmy" else (first, second)))
    except ValueError:
        raise Refused("date") from None
    raise Refused("date")


def birth(text: str, order: str, today: date) -> date:
    """A date of birth of somebody alive.

    >>> [is_refused(birth, one, "iso", date(2026, 11, 23)) for one in ("0001-01-01", "9999-01-01", "2001-01-01")]
    [True, True, False]
    """
    on = written_date(text, order)
    if not is_plausible_birth(on, today):
        raise Refused("birth")
    return on


def past_day(text: str, order: str, today: date) -> date:
    """A day on which somebody used a product or joined: not in the future, not before there was such a thing."""
    on = written_date(text, order)
    if not OLDEST_USE <= on <= today:
        raise Refused("past_day")
    return on


def date_orders(texts) -> set[str]:
    """The orders in which all these dates can be read; ISO dates say nothing about the others.

    >>> sorted(date_orders(["01-02-2001"])), date_orders(["31-12-2001", "01-02-2001"]), date_orders(["2001-12-31"])
    (['dmy', 'mdy'], {'dmy'}, {'iso'})
    """
    found = [match for text in texts if (match := WRITTEN_DATE.fullmatch(text.strip()))]
    if not found:
        return {"iso"}
    days_first = any(int(one[1]) > 12 for one in found)
    months_first = any(int(one[3]) > 12 for one in found)
    if days_first and not months_first:
        return {"dmy"}
    return {"mdy"} if months_first and not days_first else {"dmy", "mdy"}


def holds_citizen_number(text: str) -> bool:
    """Whether free text holds nine digits that pass the test of a citizen service number (elfproef).

    >>> holds_citizen_number("bsn 111222333"), holds_citizen_number("111222334"), holds_citizen_number("0612345678")
    (True, False, False)
    """
    return any(_passes(digits) for digits in NINE_DIGITS.findall(text))


def _passes(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return (
        digits != "000000000" and not sum(int(one) * weight for one, weight in zip(digits, weights, strict=True)) % 11
    )


def needs_second_person(rows: int) -> bool:
    """Whether somebody else must say yes: above a thousand rows, always.

    >>> needs_second_person(1_000), needs_second_person(1_001)
    (False, True)
    """
    return rows > PEOPLE_FROM_WHICH_A_SECOND_MUST_AGREE


def is_refused(clean: Callable, *arguments) -> bool:
    """Whether a cell is refused.

    >>> is_refused(email, "a@b")
    True
    """
    try:
        clean(*arguments)
    except Refused:
        return True
    return False
