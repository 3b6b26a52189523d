"""Days on which a statutory term cannot end: weekends, the days of art. 3 ATW, and days equated by decree.

Easter and what hangs on it are computed; decrees are rows, because the Crown decides them every few years
and no formula predicts them. Outside the years whose decrees are listed here, a count is provisional.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

SATURDAY, SUNDAY = 5, 6


class DecreeError(ValueError):
    """A decree day that cannot be one; `field` names the value at fault."""

    def __init__(self, message: str, *, field: str = "on"):
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day that is a Saturday, a Sunday or a holiday in the sense of the ATW, and the article that says so."""

    on: date
    code: str
    nl: str
    en: str
    article: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class DecreeDay:
    """A day equated with a holiday by royal decree (art. 3 lid 3 ATW).

    `source` is the decree or where it was seen, `valid_from` the day from which it may be relied on.
    A Saturday or Sunday is refused: it is closed already, so the row can only be a mistake.
    """

    on: date
    source: str
    valid_from: date | None = None

    def __post_init__(self) -> None:
        if self.on.weekday() in (SATURDAY, SUNDAY):
            raise DecreeError(
                f"{self.on.isoformat()} is a {'Saturday' if self.on.weekday() == SATURDAY else 'Sunday'}: "
                "a day equated by decree (art. 3 lid 3 ATW) is never in a weekend."
            )


_D2022 = "law firm page on the ATW; decree 2020-2022 itself not seen, other days of it unknown"
_D2023 = "decree 2023-2025, Staatscourant"
_D2026 = "decree 2026-2028, Staatscourant"

# One row per equated day. Add a row (or a database row, see `Calendar.with_decree`) when a new decree appears.
DECREE_DAYS: tuple[DecreeDay, ...] = (
    DecreeDay(date(2022, 5, 27), _D2022, date(2020, 1, 1)),   # Friday after Ascension
    DecreeDay(date(2023, 4, 28), _D2023, date(2023, 1, 1)),   # Friday after King's Day
    DecreeDay(date(2023, 5, 19), _D2023, date(2023, 1, 1)),   # Friday after Ascension
    DecreeDay(date(2024, 5, 10), _D2023, date(2023, 1, 1)),   # Friday after Ascension
    DecreeDay(date(2024, 12, 27), _D2023, date(2023, 1, 1)),  # Friday after Christmas
    DecreeDay(date(2025, 5, 30), _D2023, date(2023, 1, 1)),   # Friday after Ascension
    DecreeDay(date(2026, 1, 2), _D2026, date(2026, 1, 1)),    # Friday after New Year's Day
    DecreeDay(date(2026, 5, 15), _D2026, date(2026, 1, 1)),   # Friday after Ascension
    DecreeDay(date(2027, 5, 7), _D2026, date(2026, 1, 1)),    # Friday after Ascension
    DecreeDay(date(2028, 4, 28), _D2026, date(2026, 1, 1)),   # Friday after King's Day
    DecreeDay(date(2028, 5, 26), _D2026, date(2026, 1, 1)),   # Friday after Ascension
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoyalBirthday:
    """In which years the King's or Queen's birthday is celebrated when; on a Sunday it moves to the Saturday before.

    Celebrating on another day is custom by announcement, not the text of art. 3 ATW: rows, to be checked by a lawyer.
    """

    from_year: int
    month: int
    day: int
    code: str
    nl: str
    en: str
    is_confirmed: bool = False


ROYAL_BIRTHDAYS: tuple[RoyalBirthday, ...] = (
    RoyalBirthday(MINYEAR, 4, 30, "queens_day", "Koninginnedag", "Queen's Day"),
    RoyalBirthday(2014, 4, 27, "kings_day", "Koningsdag", "King's Day"),
)

# code, Dutch, English, article. The order decides which name a day gets when two fall together.
_NAMES: dict[str, tuple[str, str, str]] = {
    "new_years_day":         ("Nieuwjaarsdag", "New Year's Day", "art. 3 lid 1 ATW"),
    "good_friday":           ("Goede Vrijdag", "Good Friday", "art. 3 lid 2 ATW"),
    "easter_monday":         ("tweede paasdag", "Easter Monday", "art. 3 lid 1 ATW"),
    "ascension_day":         ("Hemelvaartsdag", "Ascension Day", "art. 3 lid 1 ATW"),
    "whit_monday":           ("tweede pinksterdag", "Whit Monday", "art. 3 lid 1 ATW"),
    "liberation_day":        ("Bevrijdingsdag", "Liberation Day", "art. 3 lid 1 ATW"),
    "christmas_day":         ("eerste kerstdag", "Christmas Day", "art. 3 lid 1 ATW"),
    "second_christmas_day":  ("tweede kerstdag", "Second Christmas Day", "art. 3 lid 1 ATW"),
    "decree":                ("een bij besluit gelijkgestelde dag", "a day equated by decree", "art. 3 lid 3 ATW"),
    "saturday":              ("een zaterdag", "a Saturday", "art. 1 lid 1 ATW"),
    "sunday":                ("een zondag", "a Sunday", "art. 1 lid 1 ATW"),
}  # fmt: skip


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a year in the Gregorian calendar (Meeus's form of the computus).

    >>> easter_sunday(2026)
    datetime.date(2026, 4, 5)
    """
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def royal_birthday(year: int) -> tuple[date, RoyalBirthday]:
    """Return when the King's or Queen's birthday is celebrated, with the row it rests on (art. 3 lid 1 ATW).

    >>> royal_birthday(2025)[0], royal_birthday(2026)[0], royal_birthday(2013)[0].day
    (datetime.date(2025, 4, 26), datetime.date(2026, 4, 27), 30)
    """
    row = [row for row in ROYAL_BIRTHDAYS if row.from_year <= year][-1]
    on = date(year, row.month, row.day)
    return (on - timedelta(days=1) if on.weekday() == SUNDAY else on), row


@lru_cache(maxsize=1024)
def statutory_holidays(year: int) -> dict[date, ClosedDay]:
    """Return the holidays of art. 3 lid 1 and 2 ATW in a year, without decree days. Read only: the answer is shared.

    >>> [day.en for on, day in sorted(statutory_holidays(2026).items())][:3]
    ["New Year's Day", 'Good Friday', 'Easter Monday']
    """
    easter = easter_sunday(year)
    birthday, row = royal_birthday(year)
    days = {
        "new_years_day": date(year, 1, 1),
        "good_friday": easter - timedelta(days=2),
        "easter_monday": easter + timedelta(days=1),
        "ascension_day": easter + timedelta(days=39),
        "whit_monday": easter + timedelta(days=50),
        "liberation_day": date(year, 5, 5),
        "christmas_day": date(year, 12, 25),
        "second_christmas_day": date(year, 12, 26),
    }
    holidays = {birthday: ClosedDay(birthday, row.code, row.nl, row.en, "art. 3 lid 1 ATW")}
    for code, on in days.items():
        holidays.setdefault(on, _named(on, code))
    return holidays


def _named(on: date, code: str, source: str = "") -> ClosedDay:
    nl, en, article = _NAMES[code]
    return ClosedDay(on, code, nl, en, article, source)


@dataclass(frozen=True)
class Calendar:
    """Which days are closed, and in which years that is fully known.

    `known_from` and `known_through` (inclusive) bound the years whose decrees are loaded: inside them "ordinary day"
    is certain, outside them it is provisional, because a decree may still close the day.
    """

    decree_days: tuple[DecreeDay, ...] = DECREE_DAYS
    known_from: date = date(2023, 1, 1)
    known_through: date = date(2028, 12, 31)
    _decreed: dict[date, DecreeDay] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.known_from > self.known_through:
            raise DecreeError("known_from lies after known_through.", field="known_from")
        for day in self.decree_days:
            self._decreed.setdefault(day.on, day)

    def closed(self, on: date) -> ClosedDay | None:
        """Return why a day is closed, or None for an ordinary day (art. 1 and 3 ATW).

        >>> CALENDAR.closed(date(2026, 5, 15)).en, CALENDAR.closed(date(2026, 5, 18))
        ('a day equated by decree', None)
        """
        if holiday := statutory_holidays(on.year).get(on):
            return holiday
        if decreed := self._decreed.get(on):
            return _named(on, "decree", decreed.source)
        if on.weekday() in (SATURDAY, SUNDAY):
            return _named(on, "saturday" if on.weekday() == SATURDAY else "sunday")
        return None

    def knows(self, on: date) -> bool:
        """Tell whether the decrees for this day are loaded (art. 3 lid 3 ATW).

        >>> CALENDAR.knows(date(2028, 12, 31)), CALENDAR.knows(date(2029, 1, 1))
        (True, False)
        """
        return self.known_from <= on <= self.known_through

    def closed_days(self, year: int) -> tuple[ClosedDay, ...]:
        """Return the holidays and decree days of a year in order, without ordinary weekends.

        >>> [day.on.isoformat() for day in CALENDAR.closed_days(2027) if day.code == "decree"]
        ['2027-05-07']
        """
        if not MINYEAR <= year <= MAXYEAR:
            raise ValueError(f"Year {year} is outside {MINYEAR}-{MAXYEAR}.")
        days = set(statutory_holidays(year)) | {on for on in self._decreed if on.year == year}
        return tuple(self.closed(on) for on in sorted(days))

    def with_decree(
        self,
        *days: DecreeDay | Iterable[DecreeDay],
        known_from: date | None = None,
        known_through: date | None = None,
    ) -> Calendar:
        """Return a calendar with more decree days, and wider known years if given (art. 3 lid 3 ATW).

        >>> later = CALENDAR.with_decree(DecreeDay(date(2029, 5, 11), "decree"), known_through=date(2031, 12, 31))
        >>> later.closed(date(2029, 5, 11)).code, later.knows(date(2031, 1, 1)), CALENDAR.knows(date(2031, 1, 1))
        ('decree', True, False)
        """
        added = [one for day in days for one in ([day] if isinstance(day, DecreeDay) else day)]
        present = set(self._decreed)
        new = tuple(day for day in added if day.on not in present)
        return replace(
            self,
            decree_days=self.decree_days + new,
            known_from=known_from or self.known_from,
            known_through=known_through or self.known_through,
        )


CALENDAR = Calendar()
