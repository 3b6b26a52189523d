from datetime import date, timedelta

import holidays
import pytest
from holidays.constants import OPTIONAL, PUBLIC
from hypothesis import given
from hypothesis import strategies as st

from cases.law.closed_days import CALENDAR, DECREE_DAYS, SUNDAY, Calendar, DecreeDay, DecreeError, easter_sunday

on = date.fromisoformat

# Good Friday, Easter Monday, King's Day, Liberation Day, Ascension Day, Whit Monday, decreed
MOVABLE = {
    2021: ("04-02", "04-05", "04-27", "05-05", "05-13", "05-24", []),
    2022: ("04-15", "04-18", "04-27", "05-05", "05-26", "06-06", ["05-27"]),
    2023: ("04-07", "04-10", "04-27", "05-05", "05-18", "05-29", ["04-28", "05-19"]),
    2024: ("03-29", "04-01", "04-27", "05-05", "05-09", "05-20", ["05-10", "12-27"]),
    2025: ("04-18", "04-21", "04-26", "05-05", "05-29", "06-09", ["05-30"]),
    2026: ("04-03", "04-06", "04-27", "05-05", "05-14", "05-25", ["01-02", "05-15"]),
    2027: ("03-26", "03-29", "04-27", "05-05", "05-06", "05-17", ["05-07"]),
    2028: ("04-14", "04-17", "04-27", "05-05", "05-25", "06-05", ["04-28", "05-26"]),
    2029: ("03-30", "04-02", "04-27", "05-05", "05-10", "05-21", []),
    2030: ("04-19", "04-22", "04-27", "05-05", "05-30", "06-10", []),
}
CODES = ("good_friday", "easter_monday", "kings_day", "liberation_day", "ascension_day", "whit_monday")


@pytest.mark.parametrize("year", MOVABLE, ids=lambda year: f"art. 3 ATW {year}")
def test_closed_days_of_a_year_are_those_of_the_table(year):
    *days, decreed = MOVABLE[year]
    expected = {on(f"{year}-{day}"): code for day, code in zip(days, CODES, strict=True)}
    expected |= {on(f"{year}-{day}"): "decree" for day in decreed}
    expected |= {date(year, 1, 1): "new_years_day"}
    expected |= {date(year, 12, 25): "christmas_day", date(year, 12, 26): "second_christmas_day"}

    assert {day.on: day.code for day in CALENDAR.closed_days(year)} == expected


def test_calendar_agrees_with_the_holidays_package_apart_from_what_is_explained():
    """Over 2014-2100 only the decreed days differ: the package lists holidays, not decrees."""
    years = range(2014, 2101)
    theirs = set(holidays.Netherlands(years=years, categories=(PUBLIC, OPTIONAL)))
    ours = {day.on for year in years for day in CALENDAR.closed_days(year)}
    sundays_of_a_feast = {easter_sunday(year) + timedelta(days=past) for year in years for past in (0, 49)}

    assert ours - theirs == {day.on for day in DECREE_DAYS}
    assert theirs - ours == sundays_of_a_feast - ours
    assert all(CALENDAR.closed(day).code == "sunday" for day in theirs - ours)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2013-04-30", "queens_day"),
        ("2006-04-29", "queens_day"),
        ("2013-04-27", "saturday"),
        ("2014-04-26", "kings_day"),
        ("2025-04-26", "kings_day"),
        ("2025-04-27", "sunday"),
        ("2026-04-04", "saturday"),
        ("2026-04-05", "sunday"),
        ("2023-05-05", "liberation_day"),
    ],
)
def test_a_closed_day_says_which_it_is(day, code):
    assert CALENDAR.closed(on(day)).code == code


@pytest.mark.parametrize("day", ["2027-04-26", "2026-05-04", "2013-04-29", "2014-04-30", "2029-05-11"])
def test_a_day_nobody_decreed_is_ordinary(day):
    assert CALENDAR.closed(on(day)) is None


@pytest.mark.parametrize("day", ["2026-05-16", "2026-05-17"], ids=["Saturday", "Sunday"])
def test_a_decree_on_a_weekend_day_is_refused_with_its_weekday(day):
    with pytest.raises(DecreeError, match=f"{day} is a S.*day.*art. 3 lid 3 ATW") as refusal:
        DecreeDay(on(day), "a slip of the pen")

    assert refusal.value.field == "on"


def test_a_calendar_with_more_decrees_leaves_the_shipped_one_alone():
    more = CALENDAR.with_decree(DecreeDay(on("2029-05-11"), "decree 2029-2031"), known_through=on("2031-12-31"))

    assert more.closed(on("2029-05-11")).source == "decree 2029-2031"
    assert more.knows(on("2031-12-31"))
    assert CALENDAR.closed(on("2029-05-11")) is None
    assert hash(more) != hash(CALENDAR) or more != CALENDAR


def test_the_same_decree_twice_is_one_closed_day():
    again = CALENDAR.with_decree([DecreeDay(on("2026-01-02"), "from the database")])

    assert again == CALENDAR


def test_known_years_the_wrong_way_round_are_refused():
    with pytest.raises(DecreeError):
        Calendar(known_from=on("2029-01-01"))


@pytest.mark.parametrize("year", [0, 10000, -1])
def test_a_year_outside_the_calendar_is_refused(year):
    with pytest.raises(ValueError, match="outside"):
        CALENDAR.closed_days(year)


@given(st.dates())
def test_every_day_of_the_calendar_is_closed_with_a_name_or_ordinary(day):
    closed = CALENDAR.closed(day)

    assert closed is None or (closed.nl and closed.en and closed.article.startswith("art. "))
    assert closed or day.weekday() < SUNDAY - 1


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    easter = easter_sunday(year)

    assert easter.weekday() == SUNDAY
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)
