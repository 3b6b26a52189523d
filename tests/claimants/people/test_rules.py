from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimants.people import rules

BORN = st.dates(date(1900, 1, 1), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2012, 3, 27), date(2026, 3, 26), 13),
        (date(2012, 3, 27), date(2026, 3, 27), 14),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 28), 19),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 24), date(2026, 11, 23), -1),
    ],
)
def test_age_is_a_function_of_a_date(born_on, day, age):
    assert rules.age_on(born_on, day) == age


@given(born_on=BORN, years=st.integers(0, 100))
def test_a_birthday_raises_the_age_by_one(born_on, years):
    day = rules.birthday(born_on, years)
    assert (rules.age_on(born_on, day - timedelta(days=1)), rules.age_on(born_on, day)) == (years - 1, years)


@given(born_on=BORN, day=BORN)
def test_the_bound_for_queries_says_the_same_as_the_rule(born_on, day):
    assert rules.is_minor(born_on, day) == (born_on > rules.oldest_adult_birth(day))


@given(born_on=st.sampled_from([date(2008, 2, 29), date(2012, 2, 29), date(2010, 3, 1), date(2010, 2, 28)]))
def test_around_a_leap_day_the_bound_agrees_on_every_day(born_on):
    for day in (date(born_on.year + 18, 2, 27) + timedelta(days=n) for n in range(5)):
        assert rules.is_minor(born_on, day) == (born_on > rules.oldest_adult_birth(day))


def test_a_representative_acts_up_to_the_day_before_the_eighteenth_birthday():
    born_on = date(2008, 11, 23)
    facts = {"born_on": born_on, "started_on": date(2020, 1, 1), "ended_on": None}
    assert rules.may_act(**facts, day=date(2026, 11, 22))
    assert not rules.may_act(**facts, day=date(2026, 11, 23))
    assert not rules.may_act(**facts, day=date(2019, 12, 31))


def test_an_earlier_end_counts_and_a_later_one_does_not_reach_past_eighteen():
    born_on = date(2008, 11, 23)
    assert rules.acts_until(born_on, date(2024, 5, 1)) == date(2024, 5, 1)
    assert rules.acts_until(born_on, date(2030, 5, 1)) == date(2026, 11, 22)
    assert rules.acts_until(None, None) is None
