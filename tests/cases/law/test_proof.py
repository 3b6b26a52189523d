import json
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.closed_days import CALENDAR
from cases.law.counting import LONGEST, SOURCES, UNITS, count, count_hours
from cases.law.proof import STEP_TEXTS, Proof, ProofError, Step
from cases.law.terms import TERMS, due

on = date.fromisoformat
proofs = st.builds(
    lambda day, length, unit, source: count(day, length=length, unit=unit, source=source),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.integers(1, 120),
    st.sampled_from(UNITS),
    st.sampled_from(list(SOURCES)),
)
HOURS = count_hours(datetime.fromisoformat("2026-03-27T10:00:30.5+01:00"), hours=72)
SET = due(TERMS["D06"], on("2026-03-05"), court_date=on("2026-04-19"))


def test_the_sheet_names_every_skipped_day_with_its_reason():
    proof = count(on("2026-01-03"), length=3, unit="month", article="art. 339 lid 1 Rv")

    assert [(step.on.isoformat(), step.rule, step.article) for step in proof.steps] == [
        ("2026-01-03", "start", "art. 339 lid 1 Rv"),
        ("2026-04-03", "count", "HR 1 september 2017"),
        ("2026-04-03", "applies", "art. 1 en 4 ATW"),
        ("2026-04-03", "closed", "art. 3 lid 2 ATW"),
        ("2026-04-04", "closed", "art. 1 lid 1 ATW"),
        ("2026-04-05", "closed", "art. 1 lid 1 ATW"),
        ("2026-04-06", "closed", "art. 3 lid 1 ATW"),
        ("2026-04-07", "roll", "art. 1 lid 1 ATW"),
        ("2026-04-07", "two_days", "art. 2 ATW"),
        ("2026-04-07", "end", ""),
    ]


@pytest.mark.parametrize(
    ("rule", "article", "values"),
    [
        ("clamp", "", {"triggered_on": "2026-01-31", "length": 3, "unit": "month"}),
        ("stretch", "art. 2 ATW", {"triggered_on": "2026-04-02", "length": 3, "unit": "day"}),
        ("too_short", "art. 2 ATW", {"triggered_on": "2026-04-02", "length": 2, "unit": "day"}),
        ("excluded", "art. 4 ATW", {"triggered_on": "2026-04-02", "length": 6, "unit": "month"}),
        ("provisional", "art. 3 lid 3 ATW", {"triggered_on": "2029-04-02", "length": 1, "unit": "month"}),
        ("not_applicable", "art. 1 lid 2 ATW",
         {"triggered_on": "2026-04-02", "length": 1, "unit": "week", "source": "backward"}),
        ("not_applicable", "Verordening (EEG, Euratom) 1182/71",
         {"triggered_on": "2026-04-02", "length": 1, "unit": "month", "source": "eu"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_the_sheet_says_which_rule_was_used(rule, article, values):
    proof = count(on(values.pop("triggered_on")), **values)

    assert article in [step.article for step in proof.steps if step.rule == rule]


@given(proofs)
def test_the_end_can_be_redone_from_the_steps_alone(proof):
    by_rule = {step.rule: step for step in proof.steps}
    closed = {step.on for step in proof.steps if step.rule == "closed"}
    day = by_rule.get("count", by_rule.get("count_backward")).on
    if "applies" in by_rule:
        while day in closed:
            day += timedelta(days=1)
        if "stretch" in by_rule:
            day += timedelta(days=1)
            while day in closed:
                day += timedelta(days=1)

    assert day == proof.ends_on == by_rule["end"].on
    assert ("applies" in by_rule) == (proof.source == "statutory" and proof.length <= LONGEST[proof.unit][0])
    assert all(CALENDAR.closed(one) for one in closed)


@given(proofs)
def test_every_step_reads_as_a_sentence_in_both_languages(proof):
    for language in ("nl", "en"):
        for sentence in proof.texts(language):
            assert sentence[0].isupper() or sentence[0].isdigit()
            assert "{" not in sentence
            assert sentence.endswith((".", ")"))


@given(proofs)
def test_a_proof_survives_json_and_keeps_its_checksum(proof):
    again = Proof.from_dict(json.loads(json.dumps(proof.as_dict())))

    assert again == proof
    assert again.checksum() == proof.checksum()


@pytest.mark.parametrize("proof", [HOURS, SET], ids=["art. 33 AVG", "art. 1018f lid 1 Rv"])
def test_moments_and_set_dates_survive_json_too(proof):
    again = Proof.from_dict(json.loads(json.dumps(proof.as_dict())))

    assert again == proof
    assert again.checksum() == proof.checksum()
    assert all(text for language in ("nl", "en") for text in proof.texts(language))


def test_another_date_gives_another_checksum():
    first, second = (count(on(day), length=1, unit="month") for day in ("2026-01-05", "2026-01-06"))

    assert first.checksum() != second.checksum()


def test_the_checksum_of_a_known_count_never_changes():
    proof = count(on("2025-10-31"), length=4, unit="week")

    assert proof.checksum() == "58ae5e34e9d69d53ddc294376bba37b85c3ed4fc437f86f92fbaabce7747b5a0"


@pytest.mark.parametrize(
    "damage",
    [
        {"triggered_on": "yesterday"},
        {"steps": [{"on": "2026-01-01", "rule": "guess", "article": "", "facts": {}}]},
        {"steps": [{"rule": "end"}]},
        {"steps": None},
        {"ends_on": None},
        {"ends_at": "25:00"},
    ],
    ids=str,
)
def test_a_damaged_proof_is_refused_in_one_way(damage):
    with pytest.raises(ProofError):
        Proof.from_dict(count(on("2026-01-05"), length=1, unit="month").as_dict() | damage)


def test_a_step_without_its_facts_is_refused():
    with pytest.raises(ProofError, match="lacks"):
        Step(on("2026-01-01"), "clamp").text()


def test_every_step_text_exists_in_both_languages():
    assert all(nl and en and nl != en for nl, en in STEP_TEXTS.values())
