"""The code in a mail by which everybody can ask whether it is ours."""

from claimants.people.identity import REFERENCE_ALPHABET, new_code, normalise_reference

LENGTH = 6


def new_mail_code() -> str:
    """A code for one mail. No secret, and two mails may share one: it only finds a mail back."""
    return new_code(LENGTH)


def typed_code(text: str) -> str:
    """A code as it is stored, however it was typed; empty when it cannot be one.

    >>> typed_code(" k7q-9f2 "), typed_code("K7Q")
    ('K7Q9F2', '')
    """
    code = normalise_reference(text[:40])
    return code if len(code) == LENGTH and set(code) <= set(REFERENCE_ALPHABET) else ""
