import pytest

from cases.news.relevance import LONGEST_REASON, Profile, suggest

TIKTOK = Profile(
    defendants=("TikTok Technology Ltd", "TikTok", "CapCut"),
    foundations=("Stichting Massaschade & Consument", "SMC", "Stichting Take Back Your Privacy", "STBYP"),
    numbers=("ECLI:NL:RBAMS:2024:83", "C/13/702849 / HA ZA 21-526"),
)
GREEN_LIGHT = (
    "Twee stichtingen mogen van de rechter miljoenen gebruikers vertegenwoordigen. "
    "Stichting Massaschade & Consument en stichting Take Back Your Privacy klagen TikTok aan. "
    "Over een schikking wordt later gesproken."
)
TEXTS = [
    pytest.param(GREEN_LIGHT, "case", "Massaschade & Consument", id="foundations, defendant and judge"),
    pytest.param("Zie ECLI:NL:RBAMS:2024:83 over de app.", "case", "ECLI", id="the number alone"),
    pytest.param("De massaclaim ligt bij de rechtbank. TikTok zwijgt.", "case", "massaclaim", id="mass claim in court"),
    pytest.param("TikTok mag niet op werktelefoons van de overheid.", "defendant", "TikTok", id="ban on phones"),
    pytest.param("TikTok krijgt een boete. Een wet verbiedt de app.", "defendant", "TikTok", id="law and fine"),
    pytest.param("De rechter doet uitspraak over TikTok.", "defendant", "TikTok", id="a judge, but no foundation"),
    pytest.param("TikTok praat met Massaschade & Consument.", "defendant", "TikTok", id="a foundation, no procedure"),
    pytest.param("Massaschade & Consument dagvaardt Airbnb.", "noise", "", id="the foundation in another case"),
    pytest.param("Het regent. Het waait. Ook op TikTok.", "noise", "", id="named once, in passing"),
    pytest.param("Het regent vandaag.", "noise", "", id="nothing at all"),
    pytest.param("", "noise", "", id="empty"),
    pytest.param("Tiktokken is leuk, zegt de rechtbank.", "noise", "", id="a word that only looks like it"),
]


@pytest.mark.parametrize(("text", "relevance", "part"), TEXTS)
def test_a_name_alone_is_not_the_case(text, relevance, part):
    found = suggest(text, TIKTOK)
    assert found.relevance == relevance
    assert part in found.reason


def test_the_reason_is_one_sentence_of_the_text_cut_to_fit():
    assert suggest(GREEN_LIGHT, TIKTOK).reason in GREEN_LIGHT
    assert len(suggest("TikTok " + "zegt en " * 200, TIKTOK).reason) <= LONGEST_REASON


def test_a_name_of_one_letter_is_never_looked_for():
    assert suggest("X wint bij de rechtbank. X is blij. X lacht.", Profile(defendants=("X",))).relevance == "noise"


def test_a_long_text_without_sense_is_read_in_no_time():
    for text in ("a" * 200_000, "\n " * 100_000, ". " * 100_000, "TikTok." * 30_000, "(" * 200_000):
        suggest(text, TIKTOK)
