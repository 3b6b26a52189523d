"""The code in a mail by which everybody can ask whether it is ours."""

import secrets

from claimants.people.identity import REFERENCE_ALPHABET, normalise_reference

LENGTH = 6


def new_code() -> str:
    """Six characters that cannot be misread. No secret, and two mails may share one: it only finds a mail back."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(LENGTH))


def shown_code(code: str) -> str:
    """A code in two groups, as people copy it.

    >>> shown_code("K7Q9F2")
    'K7Q-9F2'
    """
    return f"{code[:3]}-{code[3:]}"


def typed_code(text: str) -> str:
    """A code as it is stored, however it was typed; empty when it cannot be one.

    >>> typed_code(" k7q-9f2 "), typed_code("K7Q")
    ('K7Q9F2', '')
    """
    code = normalise_reference(text[:40])
    return code if len(code) == LENGTH and set(code) <= set(REFERENCE_ALPHABET) else ""
