"""References, addresses in one spelling, and the keyed hash to find an address by."""

import hmac
import secrets
import unicodedata

from django.conf import settings

REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
REFERENCE_LENGTH = 12


def new_code(length: int) -> str:
    """Random characters that cannot be misread: no 0, O, 1, I or L; 4.95 bits each."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(length))


def shown_code(code: str) -> str:
    """A short code in two halves, as people copy it.

    >>> shown_code("ABCD2345"), shown_code("K7Q9F2")
    ('ABCD-2345', 'K7Q-9F2')
    """
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def new_reference() -> str:
    """A reference of twelve characters (about 59 bits)."""
    return new_code(REFERENCE_LENGTH)


def new_references(count: int) -> list[str]:
    """As many references, drawn together: for an import of a million people.

    >>> len(set(new_references(1_000)))
    1000
    """
    size, found = len(REFERENCE_ALPHABET), ""
    uneven = bytes(range(256 // size * size, 256))  # these would make some letters likelier than others
    letters = bytes(ord(REFERENCE_ALPHABET[number % size]) for number in range(256))
    while len(found) < count * REFERENCE_LENGTH:
        found += secrets.token_bytes(count * REFERENCE_LENGTH).translate(letters, uneven).decode("ascii")
    return [found[start : start + REFERENCE_LENGTH] for start in range(0, count * REFERENCE_LENGTH, REFERENCE_LENGTH)]


def normalise_reference(text: str) -> str:
    """A reference as it is stored, however it was typed.

    >>> normalise_reference("vg7k 3q92-mfab")
    'VG7K3Q92MFAB'
    """
    return "".join(char for char in text.upper() if char.isalnum())


def is_reference(text: str) -> bool:
    """Whether this can only be a reference, and no name: as long as one, and with a digit in it.

    >>> is_reference("VG7K3Q92MFAB"), is_reference("PROEFPERSOON"), is_reference("VG7K")
    (True, False, False)
    """
    return len(text) == REFERENCE_LENGTH and any(char.isdigit() for char in text)


def normalise_email(address: str) -> str:
    """The spelling under which an address is compared: NFKC, lower case, the domain in ASCII.

    Only ever used to compare; mail goes to the address as stored (CVE-2019-19844). Each label
    becomes punycode as it stands, because older rules fold two domains of two owners into one.

    >>> normalise_email(" Jan@Bücher.Example ")
    'jan@xn--bcher-kva.example'
    >>> normalise_email("a@straße.example") == normalise_email("a@strasse.example")
    False
    """
    if address.isascii():
        return address.strip().lower()
    local, at, domain = unicodedata.normalize("NFKC", address).strip().lower().rpartition("@")
    return f"{local}{at}{'.'.join(_ascii_label(label) for label in domain.split('.'))}"


def _ascii_label(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode', 'replace').decode('ascii')}"


def email_index(address: str) -> str:
    """The blind index of an address: HMAC-SHA256 of its normal form, as 64 hex digits; empty for none."""
    if not address.strip():
        return ""
    key = f"email-index:{settings.INDEX_KEY}".encode()
    return hmac.digest(key, normalise_email(address).encode("utf-8", "replace"), "sha256").hex()
