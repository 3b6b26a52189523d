from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.deadlines import ladder, rules
from cases.deadlines.choices import DateSource, DeadlineState
from cases.deadlines.rules import Place
from cases.law.terms import AboveMaximum, BelowMinimum

COURT_DATE = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("kind", "happened_on", "court_set_on", "expected"),
    [
        ("writ_served", date(2026, 3, 6), None, {"D02": date(2026, 3, 9)}),
        ("register_entry_published", date(2021, 10, 4), None, {"D03": date(2022, 1, 4), "D04": date(2021, 11, 4)}),
        ("extension_granted", date(2021, 12, 1), date(2022, 4, 4), {"D05": date(2022, 4, 4)}),
        ("announcement_made", date(2026, 3, 5), date(2026, 4, 5), {"D06": date(2026, 4, 5), "D07": date(2026, 4, 5)}),
        ("dismissed", date(2025, 10, 29), None, {"D13": date(2026, 1, 29)}),
        ("admissible", date(2024, 1, 10), None, {"D14": date(2024, 4, 10)}),
        ("summary_judgment", date(2026, 3, 6), None, {"D15": date(2026, 4, 7)}),
        ("appeal_confirmed", date(2025, 10, 7), None, {"D16": date(2026, 1, 7)}),
        ("summary_appeal_judgment", date(2026, 1, 6), None, {"D17": date(2026, 3, 3)}),
        ("scheme_proposals_ordered", date(2026, 3, 5), COURT_DATE, {"D11": COURT_DATE, "D14": date(2026, 6, 5)}),
        ("breach_discovered", date(2026, 3, 27), None, {"D20": date(2026, 3, 29)}),
        ("hearing_held", date(2026, 3, 5), None, {}),
        ("opinion_published", date(2026, 3, 5), None, {}),
    ],
    ids=[
        "art. 1018c lid 2 Rv", "art. 1018d Rv", "art. 1018d lid 2 Rv", "art. 1018f lid 1 Rv", "art. 339 lid 1 Rv",
        "art. 337 lid 2 Rv", "art. 339 lid 2 Rv", "art. 402 lid 1 Rv", "art. 402 lid 2 Rv", "art. 1018i Rv",
        "art. 33 AVG", "a hearing starts nothing", "an opinion decides nothing",
    ],
)  # fmt: skip
def test_what_an_event_starts(kind, happened_on, court_set_on, expected):
    found = rules.due_dates(kind, happened_on, court_set_on=court_set_on)
    assert {due.term.code: due.ends_on for due in found} == expected


def test_a_date_of_the_court_is_never_rolled_from_a_sunday():
    found = rules.due_dates("announcement_made", date(2026, 3, 5), court_set_on=date(2026, 4, 5))
    assert {(due.ends_on.weekday(), due.source) for due in found} == {(6, DateSource.COURT)}


def test_a_date_of_the_court_before_the_minimum_is_refused():
    with pytest.raises(BelowMinimum):
        rules.due_dates("announcement_made", date(2026, 3, 5), court_set_on=date(2026, 4, 4))


def test_an_extension_is_measured_from_the_end_of_the_first_window():
    granted = {"kind": "extension_granted", "happened_on": date(2021, 12, 1), "counted_from": date(2022, 1, 4)}
    assert rules.due_dates(**granted, court_set_on=date(2022, 4, 4))
    with pytest.raises(AboveMaximum):
        rules.due_dates(**granted, court_set_on=date(2022, 4, 5))


@pytest.mark.parametrize("kind", ["admissible", "interlocutory_judgment", "appeal_confirmed"])
def test_a_rule_that_a_lawyer_must_still_check_gives_a_provisional_date(kind):
    assert all(due.is_provisional for due in rules.due_dates(kind, date(2026, 3, 5)))


@pytest.mark.parametrize("kind", ["opt_out_declared", "damage_known", "late_damage_notice_received"])
def test_what_happens_to_one_person_starts_no_deadline_of_the_case(kind):
    assert rules.due_dates(kind, date(2026, 3, 5)) == []


TRACKS = [Place(1, 10, 100, 1000), Place(1, 10, 100, 1001), Place(1, 10, 101, 1002), Place(2, 20, 100, 1003)]


@pytest.mark.parametrize(
    ("code", "tracks"),
    [
        ("D02", [1000, 1003]), ("D03", [None]), ("D04", [None]), ("D05", [1000, 1003]), ("D06", [1000, 1002, 1003]),
        ("D13", [1000, 1003]), ("D14", [1000, 1003]), ("D15", [1000, 1003]), ("D16", [1000, 1003]),
        ("D17", [1000, 1003]), ("D22", [1000, 1001, 1002, 1003]),
    ],
)  # fmt: skip
def test_where_each_term_hangs(code, tracks):
    assert [place.track for place in rules.places(code, TRACKS)] == tracks


def test_an_event_of_no_track_concerns_everybody():
    assert rules.places("D13", []) == [Place()]


@pytest.mark.parametrize("state", DeadlineState)
def test_every_state_says_what_may_become_of_it(state):
    assert state in rules.MAY_BECOME
    assert not rules.may_become(state, state) or state == DeadlineState.EXTENDED


def test_what_is_superseded_stays_so():
    assert not any(rules.may_become(DeadlineState.SUPERSEDED, state) for state in DeadlineState)


class TestLadder:
    @given(
        left=st.integers(0, 400),
        now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
        code=st.sampled_from(["D02", "D13", "D22", ""]),
    )
    def test_nothing_of_the_past_but_one_thing_at_once(self, left, now, code):
        ends_on = now.astimezone(ladder.AMSTERDAM).date() + timedelta(days=left)
        rungs = ladder.rungs(ends_on, now, ladder.of_term(code))
        moments = [at for _days, at in rungs]
        assert moments == sorted(moments)
        assert all(at >= now for at in moments)
        assert moments.count(now) <= 1
        assert rungs[-1][0] == 0

    @given(now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
    def test_the_deputy_hears_at_the_third_last_day(self, now):
        until = ladder.escalates_until(now)
        assert ladder.moment(until, 3) + ladder.PATIENCE <= now
        assert ladder.moment(until + timedelta(days=1), 3) + ladder.PATIENCE > now
