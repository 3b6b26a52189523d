import pytest
from django.utils.translation import override

from cases.core.languages import name_of, translated
from cases.law.stages import stage
from tests import make


@pytest.mark.parametrize(("language", "told"), [("nl", "Zaak"), ("en", "Case"), ("de", "Zaak")])
def test_a_text_is_told_in_the_language_that_was_asked_for(db, language, told):
    case = make.case(title="Zaak", title_en="Case")
    with override(language):
        assert translated(case, "title") == told


def test_what_nobody_wrote_in_english_is_told_in_dutch(db):
    case = make.case(title="Zaak", title_en="")
    with override("en"):
        assert translated(case, "title") == "Zaak"


def test_a_row_of_the_law_has_a_name_in_both():
    with override("en"):
        english = name_of(stage("S10"))
    with override("nl"):
        dutch = name_of(stage("S10"))
    assert (english, dutch) == (stage("S10").en, stage("S10").nl)
    assert english != dutch
