import pytest

from cases.law.stages import OVERLAYS, STAGES, UnknownStage, overlay, stage

NUMBERED = [0, 5, 10, 15, 20, 21, 30, 35, 36, 40, 45, 46, 50, 60, 65, 70, 72, 80, 82, 84, 86, 90, 92, 95, 99]
ENDS = [
    "E_inadmissible", "E_no_jurisdiction", "E_dismissed", "E_not_continued", "E_withdrawn", "E_struck",
    "E_private_settlement",
]  # fmt: skip
SHORT = [*(f"S{number:02}" for number in NUMBERED), *ENDS]


def test_all_stages_are_there_in_the_order_of_the_procedure():
    assert [row.short for row in STAGES.values()] == SHORT
    assert [row.order for row in STAGES.values()] == sorted(row.order for row in STAGES.values())


def test_ends_are_the_stages_that_say_so():
    assert {row.code for row in STAGES.values() if row.is_end} == set(ENDS)


@pytest.mark.parametrize("row", STAGES.values(), ids=lambda row: f"{row.code} {row.article}")
def test_a_stage_has_two_names_and_a_level(row):
    assert row.nl
    assert row.en
    assert row.level
    assert stage(row.code) is stage(row.short) is row


def test_what_no_source_showed_is_unconfirmed():
    unconfirmed = {row.short for row in STAGES.values() if not row.is_confirmed}

    assert unconfirmed == {"S35", "S40", "S70", "S72", "S84", "S86", "S90"}


def test_overlays_are_those_of_the_procedure():
    assert set(OVERLAYS) == {
        "stayed", "parked", "preliminary_question_CJEU", "preliminary_question_HR", "appeal_pending",
        "cassation_pending", "conditional", "provisionally_enforceable",
    }  # fmt: skip
    assert overlay("stayed").nl == "aangehouden"


@pytest.mark.parametrize("code", ["S47", "", None, "appeal_pending", ["S10"]], ids=repr)
def test_an_unknown_stage_is_refused(code):
    with pytest.raises(UnknownStage):
        stage(code)


@pytest.mark.parametrize("code", ["S10", "", None, ["stayed"]], ids=repr)
def test_an_unknown_overlay_is_refused(code):
    with pytest.raises(UnknownStage):
        overlay(code)
