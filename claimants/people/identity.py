"""Names, addresses and references in one spelling, and the keyed hash to find them by."""

import hashlib
import hmac
import secrets
import unicodedata

from django.conf import settings

REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
REFERENCE_LENGTH = 12


def new_reference() -> str:
    """Twelve random characters without 0, O, 1, I and L (about 59 bits)."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(REFERENCE_LENGTH))


def normalise_email(address: str) -> str:
    """The spelling under which an address is compared: NFKC, no blanks around, casefolded, domain in ASCII.

    Only ever used to compare; mail goes to the address as stored (CVE-2019-19844).
    """
    local, at, domain = unicodedata.normalize("NFKC", address).strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        pass
    return f"{local.lower()}{at}{domain.lower()}"


def email_index(address: str) -> str:
    """The blind index of an address: HMAC-SHA256 of its normal form, as 64 hex digits; empty for none."""
    if not address.strip():
        return ""
    key = f"email-index:{settings.INDEX_KEY}".encode()
    return hmac.new(key, normalise_email(address).encode(), hashlib.sha256).hexdigest()
