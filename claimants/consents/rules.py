"""What leaving costs by the agreement somebody signed, and the fingerprint of a text. Pure."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from cases.law.wording import Sentence, day_in_words


def fingerprint(text: str) -> str:
    """SHA-256 of the exact text in UTF-8; empty for no text.

    >>> fingerprint("Ja")[:16], fingerprint("")
    ('cde9e58a9a4e1f36', '')
    """
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What stood on the screen: the language it really was in, the text, and its fingerprint."""

    language: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Fee:
    """What an agreement says of money: a part of the award, a maximum, and how long leaving is free.

    `free_days` None: leaving is always free.
    """

    percent: Decimal
    cap_cents: int | None = None
    free_days: int | None = None


@dataclass(frozen=True, slots=True)
class LeavingCosts:
    """What leaving on a day costs: nothing, or the fee, and that only when damages are awarded.

    `free_until` is the last day on which leaving is free; None: always.
    """

    is_free: bool
    free_until: date | None
    percent: Decimal
    cap_cents: int | None
    sentence: Sentence


def leaving_costs(signed_on: date, left_on: date, terms: Fee) -> LeavingCosts:
    """What somebody owes who signed on one day and leaves on another.

    The days in which leaving is free count from the day after signing, the last one included.

    >>> agreement = Fee(Decimal("20"), None, 60)
    >>> leaving_costs(date(2026, 1, 1), date(2026, 3, 2), agreement).is_free
    True
    >>> late = leaving_costs(date(2026, 1, 1), date(2026, 3, 3), agreement)
    >>> late.is_free, late.percent
    (False, Decimal('20'))
    >>> late.sentence.en.partition(". ")[2]
    'If you are awarded damages, you pay 20% of them. Without damages you pay nothing.'
    """
    if not terms.percent or terms.free_days is None:
        return LeavingCosts(True, None, Decimal(0), None, ALWAYS_FREE)
    free_until = signed_on + timedelta(days=terms.free_days)
    if left_on <= free_until:
        return LeavingCosts(True, free_until, Decimal(0), None, _free(free_until))
    return LeavingCosts(False, free_until, terms.percent, terms.cap_cents, _owed(free_until, terms))


ALWAYS_FREE = Sentence("Stoppen kost u niets.", "Leaving costs you nothing.")


def _free(until: date) -> Sentence:
    return Sentence(
        f"Stoppen kost u niets tot en met {day_in_words(until)}.",
        f"Leaving costs you nothing up to and including {day_in_words(until, 'en')}.",
    )


def _owed(free_until: date, terms: Fee) -> Sentence:
    percent, cap = _number(terms.percent), terms.cap_cents
    nl = f"U stopt na {day_in_words(free_until)}. Krijgt u een schadevergoeding? Dan betaalt u daarvan {percent[0]}%"
    en = f"You leave after {day_in_words(free_until, 'en')}. If you are awarded damages, you pay {percent[1]}% of them"
    if cap is not None:
        euros = _number(Decimal(cap) / 100)
        nl, en = f"{nl}, hoogstens {euros[0]} euro", f"{en}, at most {euros[1]} euros"
    return Sentence(f"{nl}. Zonder schadevergoeding betaalt u niets.", f"{en}. Without damages you pay nothing.")


def _number(value: Decimal) -> tuple[str, str]:
    """A number as it is written in Dutch and in English, without idle zeros.

    >>> _number(Decimal("17.50")), _number(Decimal("20.00"))
    (('17,5', '17.5'), ('20', '20'))
    """
    plain = f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return plain.replace(".", ","), plain
