from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.law.closed_days import CALENDAR, DecreeDay
from cases.law.terms import TERMS
from cases.radar.rules import recounted

counted = [code for code, term in TERMS.items() if not term.has_set_date]
triggers = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(
    st.sampled_from(counted), triggers, st.lists(st.integers(0, 120), min_size=1, max_size=6), st.sampled_from([0, 5])
)
def test_adding_decree_days_never_makes_a_term_end_earlier(code, triggered_on, offsets, years):
    last = recounted(code, triggered_on, calendar=CALENDAR).ends_on
    near = [(last if years == 0 else triggered_on) + timedelta(days=days) for days in offsets]
    days = [DecreeDay(on, "besluit") for on in near if CALENDAR.closed(on) is None]

    later = recounted(code, triggered_on, calendar=CALENDAR.with_decree(days))

    assert later.ends_on >= last
    assert later.proof.raw_ends_on <= later.ends_on


def test_a_term_that_somebody_sets_is_not_counted():
    assert recounted("D06", date(2026, 3, 5), calendar=CALENDAR) is None


def test_a_term_that_ends_after_the_last_year_is_not_counted():
    assert recounted("D13", date(9999, 12, 31), calendar=CALENDAR) is None
