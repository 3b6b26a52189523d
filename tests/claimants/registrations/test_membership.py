from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimants.people.rules import age_on
from claimants.registrations.membership import SENTENCES, Demands, Facts, Fit, Span, Use, membership, within

TODAY = date(2026, 11, 23)
FROM = date(2018, 5, 25)
MINORS = Demands(FROM, None, None, 17, "nl", None)
ADULTS = Demands(FROM, None, 18, None, "nl", None)
FITS = ["use_in_period", "age_fits", "residence_fits"]
DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
LEAP_DAYS = st.sampled_from([date(year, 2, 29) for year in range(1992, 2017, 4)])
BIRTHS = st.dates(date(1985, 1, 1), date(2020, 1, 1)) | LEAP_DAYS
ONE = timedelta(days=1)


@st.composite
def uses(draw, most=3):
    """A few stretches of use, in any order, perhaps overlapping, perhaps without a first or last day."""
    found = []
    for first, length in draw(st.lists(st.tuples(st.none() | DAYS, st.none() | st.integers(0, 900)), max_size=most)):
        last = None if length is None else (first or date(2015, 1, 1)) + timedelta(days=length)
        found.append(Use(first, last))
    return tuple(found)


def facts(born_on, first, last, country="NL", **more):
    return Facts(born_on, (Use(first, last),) if first or last else (), country, **more)


def days_of(spans):
    return {
        span.first + timedelta(days=number) for span in spans for number in range((span.last - span.first).days + 1)
    }


@pytest.mark.parametrize(
    ("told", "demands", "fit", "codes"),
    [
        (facts(date(2006, 5, 1), date(2022, 1, 1), None), MINORS, Fit.YES, FITS),
        (facts(date(2006, 5, 1), date(2022, 1, 1), None), ADULTS, Fit.YES, FITS),
        (
            facts(date(2006, 5, 1), date(2024, 5, 1), None),
            MINORS,
            Fit.NO,
            ["use_in_period", "too_old", "residence_fits"],
        ),
        (facts(date(2006, 5, 1), date(2024, 4, 30), None), MINORS, Fit.YES, FITS),
        (
            facts(date(2012, 3, 27), date(2024, 1, 1), None),
            ADULTS,
            Fit.NO,
            ["use_in_period", "too_young", "residence_fits"],
        ),
        (
            facts(date(1990, 1, 1), date(2010, 1, 1), date(2018, 5, 24)),
            ADULTS,
            Fit.NO,
            ["no_use_in_period", "residence_fits"],
        ),
        (facts(date(1990, 1, 1), date(2010, 1, 1), date(2018, 5, 25)), ADULTS, Fit.YES, FITS),
        (
            facts(None, date(2020, 1, 1), None),
            ADULTS,
            Fit.UNKNOWN,
            ["use_in_period", "birth_unknown", "residence_fits"],
        ),
        (facts(date(1990, 1, 1), None, None), ADULTS, Fit.UNKNOWN, ["use_unknown", "residence_fits"]),
        (facts(date(1990, 1, 1), None, date(2020, 1, 1)), ADULTS, Fit.UNKNOWN, ["use_unknown", "residence_fits"]),
        (facts(date(1990, 1, 1), None, date(2018, 5, 24)), ADULTS, Fit.NO, ["no_use_in_period", "residence_fits"]),
        (
            facts(date(1990, 1, 1), date(2020, 1, 1), None, "BE"),
            ADULTS,
            Fit.NO,
            ["use_in_period", "age_fits", "lives_elsewhere"],
        ),
        (
            facts(None, None, None, "BE"),
            Demands(residence="nl", residence_on=date(2024, 1, 1)),
            Fit.UNKNOWN,
            ["residence_then_unknown"],
        ),
        (facts(None, None, None, "BE"), Demands(residence="abroad"), Fit.YES, ["residence_fits"]),
        (facts(None, None, None, "BE"), Demands(), Fit.YES, []),
        (facts(date(1990, 1, 1), None, None), Demands(age_from=18), Fit.UNKNOWN, ["use_unknown"]),
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
        "first day unknown",
        "first day unknown but stopped too early",
        "lives abroad",
        "lived somewhere on a reference date",
        "group abroad",
        "group that asks nothing",
        "group that asks an age but no period",
    ],
)
def test_age_use_and_residence_decide(told, demands, fit, codes):
    found = membership(told, demands, today=TODAY)
    assert found.fit == fit
    assert [reason.code for reason in found.reasons] == codes


def test_use_across_the_eighteenth_birthday_is_in_both_groups_one_after_the_other():
    noor = facts(date(2006, 5, 1), date(2022, 1, 1), date(2025, 12, 31))
    assert membership(noor, MINORS, today=TODAY).spans == (Span(date(2022, 1, 1), date(2024, 4, 30)),)
    assert membership(noor, ADULTS, today=TODAY).spans == (Span(date(2024, 5, 1), date(2025, 12, 31)),)


def test_who_was_born_on_29_february_is_a_minor_up_to_and_including_28_february():
    leap = facts(date(2008, 2, 29), date(2026, 2, 1), date(2026, 3, 31))
    assert membership(leap, MINORS, today=TODAY).spans == (Span(date(2026, 2, 1), date(2026, 2, 28)),)
    assert membership(leap, ADULTS, today=TODAY).spans == (Span(date(2026, 3, 1), date(2026, 3, 31)),)


def test_use_that_lasts_counts_until_today():
    assert membership(facts(date(1990, 1, 1), FROM, None), ADULTS, today=TODAY).spans == (Span(FROM, TODAY),)


def test_all_three_bands_of_a_childhood():
    child = facts(date(2005, 6, 15), date(2018, 1, 1), date(2023, 12, 31))
    bands = [(None, 12), (13, 15), (16, 17), (18, None)]
    spans = [membership(child, Demands(FROM, None, *band), today=TODAY).spans for band in bands]
    assert [(str(one.first), str(one.last)) for (one,) in spans] == [
        ("2018-05-25", "2018-06-14"),
        ("2018-06-15", "2021-06-14"),
        ("2021-06-15", "2023-06-14"),
        ("2023-06-15", "2023-12-31"),
    ]


@pytest.mark.parametrize(
    ("day", "country", "fit"),
    [
        (date(2022, 12, 31), "BE", Fit.YES),
        (date(2023, 1, 1), "BE", Fit.NO),
        (date(2022, 12, 31), "NL", Fit.NO),
        (date(2023, 1, 1), "NL", Fit.YES),
    ],
)
def test_who_moved_lived_elsewhere_on_the_reference_date(day, country, fit):
    before = "NL" if country == "BE" else "BE"
    moved = Facts(None, (), country, date(2023, 1, 1), before)
    assert membership(moved, Demands(residence="nl", residence_on=day), today=TODAY).fit == fit


def test_where_somebody_lived_before_can_be_unknown():
    moved = Facts(None, (), "NL", date(2023, 1, 1), "")
    asked = Demands(residence="nl", residence_on=date(2022, 12, 31))
    assert membership(moved, asked, today=TODAY).fit == Fit.UNKNOWN


@given(used=uses(), born=BIRTHS, first=DAYS, length=st.integers(0, 4_000))
def test_spans_never_overlap_and_stay_within_use_and_period(used, born, first, length):
    demands = Demands(first, first + timedelta(days=length), None, 17)
    spans = membership(Facts(born, used, "NL"), demands, today=TODAY).spans
    assert list(spans) == sorted(spans, key=lambda one: one.first)
    assert all(one.last + ONE < two.first for one, two in zip(spans, spans[1:], strict=False))
    assert all(first <= one.first <= one.last <= min(first + timedelta(days=length), TODAY) for one in spans)
    assert all(age_on(born, one.last) <= 17 for one in spans)


@given(used=uses(), born=BIRTHS, first=DAYS, cuts=st.sets(st.integers(1, 40), max_size=4))
def test_the_bands_of_all_ages_together_are_all_use_within_the_period(used, born, first, cuts):
    edges = [None, *sorted(cuts), None]
    period = Demands(first)
    pairs = zip(edges, edges[1:], strict=False)
    bands = [replace(period, age_from=low, age_until=high - 1 if high else None) for low, high in pairs]
    days = [days_of(membership(Facts(born, used, "NL"), band, today=TODAY).spans) for band in bands]
    wanted = days_of(within(used, period, today=TODAY))
    assert set().union(*days) == wanted
    assert sum(map(len, days)) == len(wanted)


@given(
    used=uses(),
    born=st.none() | BIRTHS,
    country=st.sampled_from(["NL", "BE"]),
    demands=st.sampled_from([MINORS, ADULTS]),
)
def test_every_answer_has_its_sentences_and_spans_only_with_a_yes(used, born, country, demands):
    found = membership(Facts(born, used, country), demands, today=TODAY)
    assert all(reason.sentence.nl and reason.sentence.en for reason in found.reasons)
    assert bool(found.spans) == (found.fit == Fit.YES)
    assert found.fit == Fit.YES or any(reason.fit == found.fit for reason in found.reasons)


@given(used=uses(), born=BIRTHS, extra=DAYS)
def test_what_is_not_known_is_never_a_no(used, born, extra):
    """Forgetting the birth or a first day may open an answer; it never closes one."""
    known = membership(Facts(born, (*used, Use(extra, None)), "NL"), MINORS, today=TODAY)
    if known.fit == Fit.YES:
        forgotten = [Facts(None, (*used, Use(extra, None)), "NL"), Facts(born, (), "NL")]
        forgotten.append(Facts(born, tuple(Use(None, use.last) for use in (*used, Use(extra, None))), "NL"))
        assert {membership(one, MINORS, today=TODAY).fit for one in forgotten} == {Fit.UNKNOWN}


def test_sentences_are_short():
    for sentence in SENTENCES.values():
        assert max(len(part.split()) for part in (sentence.nl, sentence.en)) <= 15
