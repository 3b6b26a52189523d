import csv
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.closed_days import CALENDAR, SATURDAY, DecreeDay
from cases.law.counting import LONGEST, SOURCES, UNITS, CountingError, add_months, count, count_hours

VECTORS = list(csv.DictReader(Path(__file__).with_name("deadlines.csv").read_text(encoding="utf-8").splitlines()))
on = date.fromisoformat

days = st.dates(date(1900, 1, 1), date(2150, 12, 31))
units = st.sampled_from(UNITS)
lengths = st.integers(1, 120)
working_days = st.dates(date(2020, 1, 1), date(2040, 12, 31)).filter(lambda day: day.weekday() < SATURDAY)
decrees = st.lists(working_days.map(lambda day: DecreeDay(day, "test")), max_size=12)


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['id']} art. {row['article']}")
def test_term_ends_as_the_table_says(row):
    proof = count(on(row["triggered_on"]), length=int(row["length"]), unit=row["unit"], source=row["source"])

    assert (proof.raw_ends_on, proof.ends_on) == (on(row["raw_ends_on"]), on(row["ends_on"])), row["because"]


@given(days, lengths, units, st.sampled_from(list(SOURCES)))
def test_a_term_never_ends_before_its_raw_end(day, length, unit, source):
    proof = count(day, length=length, unit=unit, source=source)

    assert proof.ends_on >= proof.raw_ends_on


@given(days, lengths, units)
def test_a_statutory_term_that_is_not_excluded_ends_on_an_ordinary_day(day, length, unit):
    proof = count(day, length=length, unit=unit)

    if length <= LONGEST[unit][0]:
        assert CALENDAR.closed(proof.ends_on) is None
    else:
        assert proof.ends_on == proof.raw_ends_on


@given(days, lengths, units, st.sampled_from([source for source, article in SOURCES.items() if article]))
def test_a_term_outside_the_act_never_moves(day, length, unit, source):
    proof = count(day, length=length, unit=unit, source=source)

    assert proof.ends_on == proof.raw_ends_on
    assert not proof.is_provisional


@pytest.mark.parametrize(("length", "unit"), [(91, "day"), (13, "week"), (4, "month"), (1, "year")], ids=str)
@given(day=days)
def test_a_term_longer_than_article_4_allows_never_rolls(length, unit, day):
    assert not count(day, length=length, unit=unit).is_shifted


@pytest.mark.parametrize(("length", "unit"), [(90, "day"), (12, "week"), (3, "month")], ids=str)
@given(day=days)
def test_the_longest_term_article_4_allows_rolls_off_a_closed_day(length, unit, day):
    proof = count(day, length=length, unit=unit)

    assert proof.is_shifted == (CALENDAR.closed(proof.raw_ends_on) is not None)


@given(days.filter(lambda day: day.year > 2000), st.integers(1, 90), units, decrees)
def test_a_further_decree_never_makes_a_term_end_earlier(day, length, unit, decreed):
    more = CALENDAR.with_decree(decreed)

    assert count(day, length=length, unit=unit, calendar=more).ends_on >= count(day, length=length, unit=unit).ends_on


@given(days, st.integers(3, 90))
def test_a_term_of_three_days_or_more_holds_two_ordinary_days(day, length):
    ends_on = count(day, length=length, unit="day").ends_on
    within = (day + timedelta(days=past) for past in range(1, (ends_on - day).days + 1))

    assert sum(CALENDAR.closed(one) is None for one in within) >= 2


@given(days, st.integers(1, 60))
def test_a_later_trigger_never_gives_an_earlier_end(day, length):
    first, second = (count(day + timedelta(days=later), length=length, unit="day").ends_on for later in (0, 1))

    assert first <= second


@given(days, st.integers(1, 400))
def test_months_back_and_on_keep_the_day_number_or_take_the_last_day(day, months):
    there, is_clamped = add_months(day, -months)

    assert (there.day == day.day) != is_clamped
    assert add_months(there, months)[0] <= day


@pytest.mark.parametrize(
    ("triggered_on", "is_provisional"),
    [("2028-09-28", False), ("2028-10-02", True), ("2021-10-04", True), ("2022-10-10", False), ("2026-01-15", False)],
)
def test_a_result_is_provisional_outside_the_years_with_known_decrees(triggered_on, is_provisional):
    assert count(on(triggered_on), length=3, unit="month").is_provisional is is_provisional


def test_a_new_decree_settles_what_was_provisional_and_moves_the_end():
    before = count(on("2029-02-11"), length=3, unit="month")
    calendar = CALENDAR.with_decree(DecreeDay(on("2029-05-11"), "decree"), known_through=on("2031-12-31"))
    after = count(on("2029-02-11"), length=3, unit="month", calendar=calendar)

    assert (before.ends_on, before.is_provisional) == (on("2029-05-11"), True)
    assert (after.ends_on, after.is_provisional) == (on("2029-05-14"), False)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("length", {"length": 0}),
        ("length", {"length": -1}),
        ("length", {"length": 1.5}),
        ("length", {"length": True}),
        ("length", {"length": "3"}),
        ("length", {"length": 10**30}),
        ("length", {"length": 10**30, "unit": "month"}),
        ("length", {"triggered_on": date.max}),
        ("length", {"triggered_on": date.min, "source": "backward"}),
        ("length", {"triggered_on": date.min, "source": "backward", "unit": "month"}),
        ("unit", {"unit": "fortnight"}),
        ("unit", {"unit": None}),
        ("unit", {"unit": "hour"}),
        ("unit", {"unit": ["day"]}),
        ("source", {"source": "custom"}),
        ("source", {"source": ["statutory"]}),
        ("triggered_on", {"triggered_on": "2026-01-01"}),
        ("triggered_on", {"triggered_on": None}),
        ("triggered_on", {"triggered_on": datetime(2026, 1, 1, tzinfo=UTC)}),
    ],
    ids=str,
)
def test_what_cannot_be_counted_names_the_value_at_fault(field, values):
    given_values = {"triggered_on": on("2026-01-01"), "length": 1, "unit": "day"} | values
    with pytest.raises(CountingError) as refusal:
        count(given_values.pop("triggered_on"), **given_values)

    assert refusal.value.field == field
    assert str(refusal.value).endswith(".")


def counted_or_refused(day, **values):
    """The proof, or the field the refusal names; anything else is a crash."""
    try:
        return count(day, **values)
    except CountingError as refusal:
        return refusal.field


@given(st.dates(), lengths | st.integers(), units | st.text(), st.sampled_from(list(SOURCES)))
def test_any_date_of_the_calendar_gives_a_proof_or_a_clear_refusal(day, length, unit, source):
    answer = counted_or_refused(day, length=length, unit=unit, source=source)

    assert answer in ("length", "unit") or answer.steps[-1].on == answer.ends_on


@pytest.mark.parametrize("day", [date.min, date.max, date(9999, 12, 24), date(1, 1, 6)], ids=str)
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("source", SOURCES)
def test_the_first_and_the_last_year_do_not_overflow(day, unit, source):
    answer = counted_or_refused(day, length=1, unit=unit, source=source)

    assert answer == "length" or answer.source == source


def test_a_roll_past_the_last_year_is_refused():
    calendar = CALENDAR.with_decree(DecreeDay(date.max, "test"))

    with pytest.raises(CountingError):
        count(date(9999, 12, 30), length=1, unit="day", calendar=calendar)


def test_seventy_two_hours_run_on_through_a_change_of_the_clock():
    proof = count_hours(datetime.fromisoformat("2026-03-27T10:00+01:00").astimezone(UTC), hours=72)

    assert proof.ends_at == datetime.fromisoformat("2026-03-30T11:00+02:00")
    assert proof.ends_on == on("2026-03-30")


def test_seventy_two_hours_end_on_a_sunday_if_they_do():
    moment = datetime(2026, 4, 2, 9, 30, tzinfo=timezone(timedelta(hours=2)))

    assert count_hours(moment, hours=72).ends_on == on("2026-04-05")


def test_hours_from_a_bare_date_end_on_the_last_day_wholly_within():
    proof = count_hours(on("2026-04-01"), hours=72)

    assert (proof.ends_on, proof.ends_at) == (on("2026-04-03"), None)


def test_hours_of_a_statute_are_excluded_by_article_4():
    proof = count_hours(on("2026-04-03"), hours=48, source="statutory")

    assert [step.article for step in proof.steps if step.rule == "excluded"] == ["art. 4 ATW"]


@pytest.mark.parametrize(
    "values",
    [
        {"triggered": datetime(2026, 1, 1)},  # noqa: DTZ001  the missing offset is what is tested
        {"triggered": datetime(9999, 12, 31, 23, tzinfo=UTC)},
        {"triggered": date(2026, 1, 1), "hours": 0},
        {"triggered": datetime(2026, 1, 1, tzinfo=UTC), "hours": -3},
        {"triggered": "now"},
        {"triggered": date(2026, 1, 1), "source": "custom"},
    ],
    ids=str,
)
def test_hours_that_cannot_be_counted_are_refused(values):
    with pytest.raises(CountingError):
        count_hours(values.pop("triggered"), **({"hours": 72} | values))
