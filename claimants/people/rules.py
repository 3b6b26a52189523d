"""Age on a day, and who may act for whom until when. A choice of ours is marked as one."""

from datetime import date, timedelta

MAJORITY = 18
ANNOUNCED_BEFORE = timedelta(days=30)
READS_FOR = timedelta(days=30)


def birthday(born_on: date, years: int) -> date:
    """The day on which somebody reaches an age.

    Born on 29 February: in a year without that day it is 1 March. The law does not say; the later
    day is our choice, because a power to act then never ends a day too early.

    >>> birthday(date(2008, 2, 29), 18)
    datetime.date(2026, 3, 1)
    >>> birthday(date(2008, 2, 29), 20)
    datetime.date(2028, 2, 29)
    """
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def age_on(born_on: date, day: date) -> int:
    """Whole years on a day; negative before birth.

    >>> age_on(date(2008, 2, 29), date(2026, 2, 28)), age_on(date(2008, 2, 29), date(2026, 3, 1))
    (17, 18)
    """
    years = day.year - born_on.year
    return years if day >= birthday(born_on, years) else years - 1


def is_minor(born_on: date | None, day: date) -> bool:
    """Whether somebody is under eighteen (art. 1:233 BW); False when the date of birth is unknown.

    >>> is_minor(date(2012, 3, 27), date(2026, 11, 23)), is_minor(None, date(2026, 11, 23))
    (True, False)
    """
    return born_on is not None and day < birthday(born_on, MAJORITY)


def acts_until(born_on: date | None, ended_on: date | None) -> date | None:
    """The last day on which a representative may act for a minor (art. 1:245, 1:247 BW); None: no end known.

    The power ends by itself on the eighteenth birthday: the day before is its last.

    >>> acts_until(date(2012, 3, 27), None)
    datetime.date(2030, 3, 26)
    >>> acts_until(date(2012, 3, 27), date(2027, 1, 1))
    datetime.date(2027, 1, 1)
    """
    ends = [ended_on] if ended_on else []
    if born_on:
        ends.append(birthday(born_on, MAJORITY) - timedelta(days=1))
    return min(ends, default=None)


def reads_until(born_on: date | None, ended_on: date | None) -> date | None:
    """The last day on which who acted until the eighteenth birthday may still look; None for who stopped before.

    Thirty days, the birthday included: long enough to hand the file over. The law does not say; it is our choice.

    >>> reads_until(date(2008, 11, 23), None)
    datetime.date(2026, 12, 22)
    >>> reads_until(date(2008, 11, 23), date(2026, 1, 1)) is None
    True
    """
    if born_on is None:
        return None
    turns_on = birthday(born_on, MAJORITY)
    return turns_on + READS_FOR - timedelta(days=1) if ended_on is None or ended_on >= turns_on else None


def may_act(*, born_on: date | None, started_on: date, ended_on: date | None, day: date) -> bool:
    """Whether a representative may act on a day for a minor born on `born_on`.

    >>> may_act(born_on=date(2008, 11, 23), started_on=date(2020, 1, 1), ended_on=None, day=date(2026, 11, 22))
    True
    >>> may_act(born_on=date(2008, 11, 23), started_on=date(2020, 1, 1), ended_on=None, day=date(2026, 11, 23))
    False
    """
    last = acts_until(born_on, ended_on)
    return started_on <= day and (last is None or day <= last)


def oldest_adult_birth(day: date) -> date:
    """Born on this day or before: eighteen or older on `day`; born later: a minor.

    >>> oldest_adult_birth(date(2026, 3, 1)), oldest_adult_birth(date(2026, 2, 28))
    (datetime.date(2008, 3, 1), datetime.date(2008, 2, 28))
    >>> oldest_adult_birth(date(2028, 2, 29))
    datetime.date(2010, 2, 28)
    """
    try:
        return day.replace(year=day.year - MAJORITY)
    except ValueError:
        return date(day.year - MAJORITY, 2, 28)


def is_mailable(address: str) -> bool:
    """Whether the part before the @ is plain ASCII, so that two mailboxes can never look alike.

    >>> is_mailable("noor@bücher.example"), is_mailable("admın@voorbeeld.example")
    (True, False)
    """
    return address.rpartition("@")[0].isascii()


def is_country_code(code: str) -> bool:
    """Whether this looks like an ISO 3166-1 code of two capitals.

    >>> is_country_code("NL"), is_country_code("nl"), is_country_code("ΝL")
    (True, False, False)
    """
    return len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()


def is_plausible_birth(born_on: date, today: date) -> bool:
    """Whether somebody alive can be born on that day.

    >>> [is_plausible_birth(date(year, 12, 31), date(2026, 11, 23)) for year in (1899, 1900, 2026)]
    [False, True, False]
    """
    return date(1900, 1, 1) <= born_on <= today
