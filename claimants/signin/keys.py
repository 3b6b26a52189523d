"""Tokens and codes: made once, mailed once, stored only as hashes."""

import hashlib
import hmac
import secrets

from django.conf import settings

from claimants.people.identity import new_code, normalise_reference

CODE_LENGTH = 8
TOKEN_BYTES = 32
LONGEST_TOKEN = 100


def new_token() -> str:
    """256 random bits, in characters that an address can hold."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_sign_in_code() -> str:
    """Eight characters that cannot be misread (39 bits; five tries)."""
    return new_code(CODE_LENGTH)


def hash_token(token: str) -> str:
    """SHA-256 of a token, or of whatever was put in its place."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def hash_code(code: str, *, request_id) -> str:
    """Keyed hash of a code as typed, bound to the one request it was mailed for."""
    return _keyed(f"code:{request_id}", normalise_reference(code))


def hash_network(network: str) -> str:
    """Keyed hash of a network, for counting only."""
    return _keyed("network", network)


def _keyed(purpose: str, text: str) -> str:
    key = f"sign-in:{purpose}:{settings.INDEX_KEY}".encode()
    return hmac.new(key, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
