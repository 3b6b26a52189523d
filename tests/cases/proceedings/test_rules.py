from datetime import date, datetime

import pytest

from cases.law.events import UnknownEventKind
from cases.proceedings.rules import Passage, date_problem, follow, placed

TODAY = date(2026, 11, 22)
WRIT = Passage("writ_served", "S10_summons_served", date(2024, 3, 1))


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"on": date(2026, 11, 22)}, ""),
        ({"on": date(2026, 11, 23)}, "future"),
        ({"on": date(2026, 11, 1), "precision": "month"}, ""),
        ({"on": date(2026, 12, 1), "precision": "month"}, "future"),
        ({"on": date(2027, 1, 1), "precision": "year"}, "future"),
        ({"on": date(2027, 1, 1), "kind": "opt_out_window_set"}, ""),
        ({"on": None}, "missing"),
        ({"on": None, "precision": "unknown"}, ""),
        ({"on": date(2024, 1, 1), "precision": "unknown"}, "unknown-with-date"),
        ({"on": date(2024, 1, 1), "precision": "hour"}, "precision"),
        ({"on": date(1, 1, 1)}, "too-early"),
        ({"on": date(9999, 12, 31)}, "future"),
        ({"on": "2024-01-01"}, "not-a-date"),
        ({"on": datetime(2024, 1, 1, 12, 0)}, "not-a-date"),  # noqa: DTZ001
        ({"on": date(2024, 1, 10), "court_set_on": date(2024, 1, 9)}, "court-date-before"),
        ({"on": date(2024, 1, 10), "court_set_on": date(2024, 1, 10)}, ""),
        ({"on": date(2024, 1, 10), "court_set_on": "soon"}, "not-a-date"),
    ],
    ids=lambda value: str(value),
)
def test_bad_dates_are_named(values, problem):
    values = {"kind": "dismissed", "precision": "day", "court_set_on": None} | values
    assert date_problem(values.pop("kind"), today=TODAY, **values) == problem


def test_an_event_is_judged_at_its_own_place_in_time():
    registered = Passage("writ_filed", "S15_registered", date(2024, 3, 4))

    assert follow([registered], "writ_served", on=date(2024, 3, 1)).is_allowed
    assert not follow([registered], "writ_served", on=date(2024, 3, 6)).is_allowed


def test_an_event_before_others_may_not_make_a_later_one_impossible():
    waiting = Passage("register_entry_published", "S20_waiting_period", date(2024, 3, 8))

    answer = follow([WRIT, waiting], "inadmissible", on=date(2024, 3, 4))

    assert not answer.is_allowed
    assert "2024-03-08" in answer.reason.nl


def test_an_unknown_date_follows_what_was_recorded_before():
    assert follow([WRIT], "writ_filed", on=None, precision="unknown").stage == "S15_registered"


def test_a_year_stands_after_what_is_known_of_that_year():
    line = placed([(date(2024, 6, 1), "day", "a"), (date(2024, 1, 1), "year", "b"), (date(2023, 1, 1), "year", "c")])

    assert [thing for _, thing in line] == ["c", "a", "b"]


def test_a_correction_may_go_back_without_a_higher_court():
    merits = Passage("merits_begun", "S60_merits", date(2024, 3, 5))

    assert not follow([merits], "admissible", on=date(2024, 4, 1)).is_allowed
    assert follow([merits], "admissible", on=date(2024, 4, 1), is_correction=True).stage == "S35_admissibility"


def test_a_refusal_names_the_article():
    answer = follow([WRIT], "settlement_approved", on=date(2024, 4, 1))

    assert "1018h Rv" in answer.reason.nl


def test_an_unknown_kind_of_event_raises():
    with pytest.raises(UnknownEventKind):
        follow([], "abolished", on=date(2024, 4, 1))
