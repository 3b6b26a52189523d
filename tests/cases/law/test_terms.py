from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.counting import UNITS, CountingError
from cases.law.events import EVENT_KINDS
from cases.law.terms import (
    SOURCES,
    TERM_VERSIONS,
    TERMS,
    WHO,
    AboveMaximum,
    BelowMinimum,
    DateWanted,
    TermTable,
    UnknownTerm,
    due,
    term,
    terms_triggered_by,
)

on = date.fromisoformat

ARTICLES = {
    "D01": "3:305a lid 3", "D02": "1018c lid 2", "D03": "1018d lid 1", "D04": "1018d lid 2", "D05": "1018d lid 2",
    "D06": "1018f lid 1", "D07": "1018f lid 5", "D08": "1018f lid 1", "D09": "1018g", "D10": "1018h", "D11": "1018i",
    "D12": "1018k lid 2", "D13": "339 lid 1", "D14": "337 lid 2", "D15": "339 lid 2", "D16": "402 lid 1",
    "D17": "402 lid 2", "D18": "114-116", "D19": "3:305a lid 5", "D20": "33 AVG", "D21": "12 lid 3 AVG", "D22": "3:310",
}  # fmt: skip
COUNTED = {
    "D01": (2, "week"), "D02": (2, "day"), "D03": (3, "month"), "D04": (1, "month"), "D08": (6, "month"),
    "D13": (3, "month"), "D14": (3, "month"), "D15": (4, "week"), "D16": (3, "month"), "D17": (8, "week"),
    "D19": (8, "day"), "D20": (72, "hour"), "D21": (1, "month"), "D22": (5, "year"),
}  # fmt: skip
UNCONFIRMED = {"D07", "D10", "D11", "D14", "D16", "D17", "D18", "D19", "D22"}


def test_the_table_holds_all_terms():
    assert sorted(TERMS) == [f"D{number:02}" for number in range(1, 23)]


@pytest.mark.parametrize("code", ARTICLES, ids=lambda code: f"{code} art. {ARTICLES[code]}")
def test_a_term_has_its_article_its_length_and_somebody_to_act(code):
    row = TERMS[code]

    assert ARTICLES[code] in row.article
    assert (row.length, row.unit) == COUNTED.get(code, (None, None))
    assert row.who_acts in WHO
    assert row.source in SOURCES
    assert row.nl != row.en or code == "D06"


def test_exactly_what_no_source_showed_is_unconfirmed():
    assert {code for code, row in TERMS.items() if not row.is_confirmed} == UNCONFIRMED


def test_a_term_with_a_set_date_is_set_by_the_court_or_in_a_document():
    assert all(row.source in ("court", "notice") for row in TERMS.values() if row.has_set_date)
    assert all(row.unit in (*UNITS, "hour") for row in TERMS.values() if not row.has_set_date)


@pytest.mark.parametrize("code", ["D06", "D07", "D10"])
def test_an_opt_out_lasts_at_least_a_month(code):
    assert (TERMS[code].minimum.length, TERMS[code].minimum.unit) == (1, "month")


def test_every_trigger_is_an_event():
    assert {trigger for row in TERM_VERSIONS for trigger in row.triggers} <= set(EVENT_KINDS)


@pytest.mark.parametrize(
    ("event", "codes"),
    [
        ("consultation_letter_received", ["D01"]),
        ("consultation_letter_sent", []),
        ("writ_served", ["D02", "D18"]),
        ("register_entry_published", ["D03", "D04"]),
        ("later_register_entry_published", []),
        ("announcement_made", ["D06", "D07"]),
        ("dismissed", ["D13"]),
        ("inadmissible", ["D13"]),
        ("interlocutory_judgment", ["D14"]),
        ("jurisdiction_accepted", ["D14"]),
        ("referred_to_other_court", []),
        ("cjeu_question_referred", ["D14"]),
        ("leave_to_appeal_granted", []),
        ("summary_judgment", ["D15"]),
        ("appeal_confirmed", ["D16"]),
        ("appeal_kept", ["D16"]),
        ("summary_appeal_judgment", ["D17"]),
        ("opinion_published", []),
        ("breach_discovered", ["D20"]),
        ("no_such_event", []),
    ],
)
def test_an_event_starts_the_terms_that_hang_on_it(event, codes):
    assert [row.code for row in terms_triggered_by(event)] == codes


@pytest.mark.parametrize(
    ("ruling", "code"),
    [("interlocutory", "D14"), ("final", "D13"), ("appeal", "D16"), ("summary", "D15"), ("summary_appeal", "D17")],
    ids=str,
)
def test_every_ruling_of_a_kind_opens_its_remedy(ruling, code):
    without = {"settlement_approved", "referred_to_other_court"}
    kinds = {kind.code for kind in EVENT_KINDS.values() if kind.ruling == ruling and kind.code not in without}

    assert set(TERMS[code].triggers) == kinds


@pytest.mark.parametrize(
    ("code", "triggered_on", "ends_on"),
    [
        ("D01", "2026-03-21", "2026-04-04"),
        ("D02", "2026-04-02", "2026-04-07"),
        ("D03", "2021-10-04", "2022-01-04"),
        ("D04", "2021-10-04", "2021-11-04"),
        ("D08", "2025-05-15", "2025-11-15"),
        ("D13", "2024-10-09", "2025-01-09"),
        ("D14", "2024-01-10", "2024-04-10"),
        ("D15", "2025-10-31", "2025-11-28"),
        ("D16", "2025-10-07", "2026-01-07"),
        ("D17", "2025-10-31", "2025-12-29"),
        ("D19", "2026-03-26", "2026-04-07"),
        ("D20", "2026-04-01", "2026-04-03"),
        ("D21", "2026-03-04", "2026-04-04"),
        ("D22", "2026-02-28", "2031-02-28"),
    ],
    ids=lambda value: f"art. {ARTICLES[value]}" if value in ARTICLES else value,
)
def test_a_counted_term_is_due_on(code, triggered_on, ends_on):
    assert due(TERMS[code], on(triggered_on)).ends_on == on(ends_on)


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(31, 400))
def test_a_date_the_court_set_is_stored_and_never_rolled(announced_on, later):
    court_date = announced_on + timedelta(days=later)
    proof = due(TERMS["D06"], announced_on, court_date=court_date)

    assert proof.raw_ends_on == proof.ends_on == court_date
    assert not proof.is_provisional
    assert "court_date" in [step.rule for step in proof.steps]


def test_an_opt_out_of_less_than_a_month_is_refused_with_the_article():
    with pytest.raises(BelowMinimum) as refusal:
        due(TERMS["D06"], on("2026-03-05"), court_date=on("2026-04-04"))

    assert (refusal.value.article, refusal.value.limit_on) == ("art. 1018f lid 1 Rv", on("2026-04-05"))
    assert "art. 1018f lid 1 Rv" in str(refusal.value)


def test_a_minimum_no_lawyer_confirmed_warns_but_never_refuses():
    proof = due(TERMS["D10"], on("2026-03-05"), court_date=on("2026-03-20"))

    assert proof.ends_on == on("2026-03-20")
    assert "below_minimum" in [step.rule for step in proof.steps]


def test_a_notice_to_late_known_damage_gives_at_least_six_months():
    with pytest.raises(BelowMinimum):
        due(TERMS["D12"], on("2026-01-31"), court_date=on("2026-07-30"))

    assert due(TERMS["D12"], on("2026-01-31"), court_date=on("2026-07-31")).source == "notice"


def test_an_extension_reaches_at_most_three_months_past_the_first_window():
    extension, ordered_on, window_ended_on = TERMS["D05"], on("2021-11-29"), on("2022-01-04")
    proof = due(extension, ordered_on, court_date=on("2022-04-04"), counted_from=window_ended_on)

    assert proof.ends_on == on("2022-04-04")
    assert due(extension, ordered_on, court_date=on("2022-04-05")).ends_on == on("2022-04-05")
    with pytest.raises(AboveMaximum, match="1018d lid 2"):
        due(extension, ordered_on, court_date=on("2022-04-05"), counted_from=window_ended_on)


@pytest.mark.parametrize("code", [code for code, row in TERMS.items() if row.has_set_date])
def test_a_set_date_that_was_not_given_is_asked_for(code):
    with pytest.raises(DateWanted, match=code):
        due(TERMS[code], on("2026-03-05"))


@pytest.mark.parametrize(
    ("code", "court_date"),
    [("D13", on("2026-05-01")), ("D09", on("2026-03-04")), ("D09", "2026-05-01"), ("D06", datetime(2026, 5, 1))],  # noqa: DTZ001
    ids=str,
)
def test_a_date_that_cannot_be_set_is_refused(code, court_date):
    with pytest.raises(CountingError) as refusal:
        due(TERMS[code], on("2026-03-05"), court_date=court_date)

    assert refusal.value.field == "court_date"


@pytest.mark.parametrize("code", ["D99", "", "d03", None, 3], ids=repr)
def test_an_unknown_term_is_refused_by_its_code(code):
    with pytest.raises(UnknownTerm, match="Unknown term"):
        term(code)


OLD = replace(TERMS["D04"], valid_until=on("2029-12-31"))
NEW = replace(TERMS["D04"], length=2, version=2, valid_from=on("2030-01-01"), valid_until=None)
GONE = replace(TERMS["D19"], valid_until=on("2027-12-31"))
CHANGED = TermTable((NEW, OLD, GONE))


def test_a_term_is_counted_under_the_version_of_its_trigger_day():
    assert [CHANGED.term("D04", on(day)).version for day in ("2029-12-31", "2030-01-01")] == [1, 2]
    assert CHANGED.term("D04").version == 2
    assert [row.version for row in CHANGED.versions("D04")] == [1, 2]
    assert [row.length for row in CHANGED.triggered_by("register_entry_published", on("2029-06-01"))] == [1]


def test_a_retired_code_says_since_when_but_still_explains_old_dates():
    with pytest.raises(UnknownTerm, match="retired after 2027-12-31"):
        CHANGED.term("D19")

    assert CHANGED.term("D19", on("2027-06-01")) == GONE
    assert CHANGED.triggered_by("annual_papers_adopted") == ()


def test_a_term_of_the_new_law_does_not_reach_back_before_it():
    with pytest.raises(UnknownTerm, match="2019-12-31"):
        term("D03", on("2019-12-31"))


def test_codes_and_versions_are_unique():
    assert len({(row.code, row.version) for row in TERM_VERSIONS}) == len(TERM_VERSIONS)
