from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimants.registrations.choices import RegistrationState as State
from claimants.registrations.rules import SENTENCES, STEPS, Demands, Facts, Fit, eligibility, may_step

TODAY = date(2026, 11, 23)
MINORS = Demands(date(2018, 5, 25), None, None, 17, "nl", None)
ADULTS = Demands(date(2018, 5, 25), None, 18, None, "nl", None)
FITS = ["use_in_period", "age_fits", "residence_fits"]
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))


def answer(facts, demands):
    found = eligibility(facts, demands, today=TODAY)
    return found.fit, [reason.code for reason in found.reasons]


@pytest.mark.parametrize(
    ("facts", "demands", "fit", "codes"),
    [
        (Facts(date(2006, 5, 1), date(2022, 1, 1), None, "NL"), MINORS, Fit.YES, FITS),
        (Facts(date(2006, 5, 1), date(2022, 1, 1), None, "NL"), ADULTS, Fit.YES, FITS),
        (
            Facts(date(2006, 5, 1), date(2024, 5, 1), None, "NL"),
            MINORS,
            Fit.NO,
            ["use_in_period", "too_old", "residence_fits"],
        ),
        (Facts(date(2006, 5, 1), date(2024, 4, 30), None, "NL"), MINORS, Fit.YES, FITS),
        (
            Facts(date(2012, 3, 27), date(2024, 1, 1), None, "NL"),
            ADULTS,
            Fit.NO,
            ["use_in_period", "too_young", "residence_fits"],
        ),
        (
            Facts(date(1990, 1, 1), date(2010, 1, 1), date(2018, 5, 24), "NL"),
            ADULTS,
            Fit.NO,
            ["no_use_in_period", "residence_fits"],
        ),
        (Facts(date(1990, 1, 1), date(2010, 1, 1), date(2018, 5, 25), "NL"), ADULTS, Fit.YES, FITS),
        (
            Facts(None, date(2020, 1, 1), None, "NL"),
            ADULTS,
            Fit.UNKNOWN,
            ["use_in_period", "birth_unknown", "residence_fits"],
        ),
        (
            Facts(date(1990, 1, 1), None, None, "NL"),
            ADULTS,
            Fit.UNKNOWN,
            ["use_unknown", "use_unknown", "residence_fits"],
        ),
        (
            Facts(date(1990, 1, 1), date(2020, 1, 1), None, "BE"),
            ADULTS,
            Fit.NO,
            ["use_in_period", "age_fits", "lives_elsewhere"],
        ),
        (
            Facts(None, None, None, "BE"),
            Demands(residence="nl", residence_on=date(2024, 1, 1)),
            Fit.UNKNOWN,
            ["residence_then_unknown"],
        ),
        (Facts(None, None, None, "BE"), Demands(residence="abroad"), Fit.YES, ["residence_fits"]),
        (Facts(None, None, None, "BE"), Demands(), Fit.YES, []),
    ],
    ids=[
        "17 during a part of the use",
        "18 during a part of the use",
        "18 on the first day",
        "17 on the first day",
        "still a minor",
        "stopped a day too early",
        "stopped on the first day",
        "no date of birth",
        "no dates of use",
        "lives abroad",
        "lived somewhere on a reference date",
        "group abroad",
        "group that asks nothing",
    ],
)
def test_age_use_and_residence_decide(facts, demands, fit, codes):
    found, reasons = answer(facts, demands)
    assert found == fit
    assert reasons == codes


@given(born=DAYS, first=DAYS, last=DAYS, country=st.sampled_from(["NL", "BE"]))
def test_every_answer_has_a_sentence_in_both_languages(born, first, last, country):
    found = eligibility(Facts(born, first, last, country), MINORS, today=TODAY)
    assert all(reason.sentence.nl and reason.sentence.en for reason in found.reasons)
    assert found.fit == Fit.YES or any(reason.fit == found.fit for reason in found.reasons)


def test_sentences_are_short():
    for sentence in SENTENCES.values():
        assert max(len(part.split()) for part in (sentence.nl, sentence.en)) <= 15


@pytest.mark.parametrize("state", State.values)
def test_every_state_has_its_steps(state):
    assert STEPS[state] <= set(State.values)
    assert state not in STEPS[state]


@pytest.mark.parametrize(
    ("before", "after"),
    [("withdrawn", "verified"), ("not_eligible", "verified"), ("guardian_pending", "verified"), ("?", "received")],
)
def test_what_may_not_follow(before, after):
    assert not may_step(before, after)


@pytest.mark.parametrize("state", [state for state in State.values if state != "withdrawn"])
def test_everybody_can_always_leave(state):
    assert may_step(state, "withdrawn")
