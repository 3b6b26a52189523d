import re

import pytest

from cases.law.events import EVENT_KINDS, EVENT_ROWS, RULINGS, UnknownEventKind, event_kind
from cases.law.stages import OVERLAYS, STAGES
from cases.law.terms import TERM_VERSIONS
from cases.law.transitions import TRANSITIONS


def test_codes_are_unique_and_in_snake_case():
    assert len(EVENT_KINDS) == len(EVENT_ROWS)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", code) for code in EVENT_KINDS)


@pytest.mark.parametrize("kind", EVENT_ROWS, ids=lambda kind: f"{kind.code} {kind.article}")
def test_an_event_names_only_what_exists(kind):
    assert kind.nl
    assert kind.en
    assert kind.enters is None or kind.enters in STAGES
    assert {kind.starts, kind.ends} - {None} <= set(OVERLAYS)
    assert kind.ruling in {"", *RULINGS}
    assert kind.happens_to in ("track", "foundation", "person")


def test_names_are_unique_in_both_languages():
    assert len({kind.nl for kind in EVENT_ROWS}) == len({kind.en for kind in EVENT_ROWS}) == len(EVENT_ROWS)


def test_every_event_a_term_or_transition_uses_exists():
    used = {code for row in TERM_VERSIONS for code in row.triggers} | {
        code for row in TRANSITIONS for code in row.events
    }

    assert used <= set(EVENT_KINDS)


def test_every_event_that_enters_a_stage_has_a_transition_to_it():
    reached = {(code, row.to_stage) for row in TRANSITIONS for code in row.events}
    first = {("preparation_begun", "S00_preparation")}

    assert {(kind.code, kind.enters) for kind in EVENT_ROWS if kind.enters} - reached == first


def test_every_overlay_can_begin_and_end():
    assert {kind.starts for kind in EVENT_ROWS} - {None} == set(OVERLAYS)
    assert {kind.ends for kind in EVENT_ROWS} - {None} == set(OVERLAYS) - {"provisionally_enforceable"}


def test_what_concerns_a_person_or_the_foundation_itself_is_never_public_by_default():
    assert not any(kind.is_public_default for kind in EVENT_ROWS if kind.happens_to != "track")


def test_the_opinion_of_the_procurator_general_decides_nothing():
    opinion = event_kind("opinion_published")

    assert (opinion.enters, opinion.starts, opinion.ends, opinion.is_ruling) == (None, None, None, False)


@pytest.mark.parametrize("code", ["judgement", "", None, ["closed"]], ids=repr)
def test_an_unknown_event_is_refused(code):
    with pytest.raises(UnknownEventKind):
        event_kind(code)
