"""Who may sign up alone, what is left of an award after the fee, and from which day to which somebody used it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from claimants.consents.rules import Fee
from claimants.people.rules import age_on
from claimants.registrations.membership import Demands, Facts, Use
from claimants.signup.choices import About, Uses

KEEP_FOR = timedelta(days=14)
EXAMPLE_CENTS = 100_000
FOR_CHILDREN = frozenset({About.PARENT, About.GUARDIAN})
YOUNGEST_ALONE, MAJORITY = 16, 18


def needs_parent(about: str, born_on: date | None, *, today: date, alone_from_age: int) -> bool:
    """Whether a parent must do this: somebody signs up for themselves and is too young for that.

    What somebody says of their age counts until there is a date of birth; then that counts.

    >>> today = date(2026, 11, 23)
    >>> needs_parent("adult", None, today=today, alone_from_age=18)
    False
    >>> needs_parent("adult", date(2018, 1, 1), today=today, alone_from_age=16)
    True
    >>> [needs_parent("young", None, today=today, alone_from_age=age) for age in (16, 18)]
    [False, True]
    """
    if about in FOR_CHILDREN:
        return False
    if born_on is not None:
        return age_on(born_on, today) < alone_from_age
    return about == About.ALONE or (about == About.YOUNG and alone_from_age > YOUNGEST_ALONE)


@dataclass(frozen=True, slots=True)
class Share:
    """An award in cents, divided."""

    award: int
    fee: int

    @property
    def left(self) -> int:
        return self.award - self.fee


def share_of(award_cents: int, terms: Fee) -> Share:
    """What the fee takes of an award.

    >>> share_of(100_000, Fee(Decimal("20"))).left, share_of(100_000, Fee(Decimal("20"), 15_000)).left
    (80000, 85000)
    >>> share_of(100_000, Fee(Decimal("17.505"))).fee
    17505
    """
    fee = int((award_cents * terms.percent / 100).quantize(Decimal(1), ROUND_HALF_UP))
    return Share(award_cents, fee if terms.cap_cents is None else min(fee, terms.cap_cents))


def first_day(year: int, month: int) -> date:
    """The first day of a month: from then on, when somebody only knows the month."""
    return date(year, month, 1)


def last_day(year: int, month: int) -> date:
    """The last day of a month.

    >>> last_day(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return date(year, month, monthrange(year, month)[1])


def facts_of(
    *, born_on: date | None, uses: str, used_from: date | None, used_until: date | None, country: str, demands: Demands
) -> Facts:
    """What somebody answered, as the rules of membership read it.

    Never having used the product is a use that ended before the group's period began.

    >>> never = facts_of(born_on=None, uses="no", used_from=None, used_until=None, country="NL",
    ...                  demands=Demands(used_from=date(2018, 5, 25)))
    >>> never.uses
    (Use(first=None, last=datetime.date(2018, 5, 24)),)
    """
    if uses == Uses.NO and demands.used_from:
        return Facts(born_on, (Use(None, demands.used_from - timedelta(days=1)),), country)
    periods = (Use(used_from, used_until),) if uses == Uses.YES and (used_from or used_until) else ()
    return Facts(born_on, periods, country)
