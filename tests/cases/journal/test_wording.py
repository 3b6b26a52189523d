"""What happened, told to staff in words and not in codes."""

import pytest
from django.utils.translation import override

from cases import reactions as of_cases
from cases.journal import wording
from claimants import reactions as of_claimants

ACTIONS = sorted({*of_cases.NOW, *of_cases.LATER, *of_claimants.NOW, *of_claimants.LATER})


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_has_its_words(action):
    noun, _dot, participle = action.partition(".")
    assert noun in wording.NOUNS
    assert participle in wording.PARTICIPLES


def test_an_action_reads_as_a_sentence_in_both_languages():
    with override("nl"):
        assert wording.in_words("hearing.moved") == "Zitting: verplaatst"
    with override("en"):
        assert wording.in_words("hearing.moved") == "Hearing: moved"
        assert wording.in_words("comet.passed_by") == "Comet: passed by"


def test_details_have_names_and_values():
    with override("en"):
        found = dict(wording.details({"is_in_time": True, "fields": ["born_on"], "unheard_of": 3}))
    assert found["in time"] == "yes"
    assert found["fields"] == "date of birth"
    assert found["unheard of"] == "3"
