"""Numbers of organisations: what they look like, and the check that can be made."""

import re

from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.nl import bsn

KVK_NUMBER = re.compile(r"[0-9]{8}", re.ASCII)
RSIN = re.compile(r"[0-9]{9}", re.ASCII)


def is_kvk_number(number: str) -> bool:
    """Whether `number` has the form of the trade register: eight digits, no check digit.

    >>> is_kvk_number("01234567"), is_kvk_number("1234567")
    (True, False)
    """
    return bool(KVK_NUMBER.fullmatch(number))


def is_rsin(number: str) -> bool:
    """Whether `number` is nine digits that pass the eleven test.

    >>> is_rsin("850000014"), is_rsin("123456789")
    (True, False)
    """
    if not RSIN.fullmatch(number):
        return False
    try:
        bsn.validate(number)
    except InvalidNumber:
        return False
    return True
