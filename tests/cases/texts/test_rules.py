"""Every stage, with every overlay, in both languages and every variant, in words people understand."""

import re
from datetime import date, timedelta

import pytest

from cases.deadlines.rules import PUBLIC
from cases.law.events import EVENT_ROWS
from cases.law.stages import OVERLAYS, STAGES
from cases.texts.rules import event_text, stage_text, steps, term_text
from cases.texts.shelf import LANGUAGES, shelf

DAY = date(2027, 1, 14)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
VARIANTS = (None, "public", "us", "other", "nl", "abroad")
KNOWN = {
    "defendant": "TikTok",
    "group": "kinderen",
    "foundation": "SOMI",
    "party": "TikTok",
    "date": DAY,
    "summary": "TikTok moet betalen",
    "next_step": "Daarna komt er een plan voor het geld.",
    "reason": "Er is geen geld meer",
    "period": "het voorjaar van 2027",
}
FORBIDDEN = re.compile(
    r"\b(tussenvonnis|ontvankelijk\w*|niet-ontvankelijk\w*|belangenbehartiger|akte|rol|comparitie|jegens|"
    r"dienaangaande|indien|middels|welke|ten behoeve van|gedaagde|verbindend\w*|prejudicieel|prejudiciële|"
    r"aanhouden|aangehouden|onherroepelijk|opt-out\w*|opt-in\w*)\b",
    re.IGNORECASE,
)


def every_text(language: str):
    for code in [*STAGES, None]:
        for overlay in [(), *((one,) for one in OVERLAYS)]:
            for variant in VARIANTS:
                for variables in ({}, KNOWN):
                    for today in (BEFORE, AFTER):
                        told = {"language": language, "overlays": overlay, "variables": variables, "today": today}
                        for is_admitted in (False, True) if code == "S35_admissibility" else (False,):
                            text = stage_text(code, variant=variant, is_admitted=is_admitted, **told)
                            yield (code, overlay, variant, is_admitted), text


def sentences(text) -> list[str]:
    whole = " ".join([f"{text.heading}.", text.now, text.next, text.you])
    return [part for part in re.split(r"(?<=[.?!])\s+", whole) if part]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_and_overlay_answers_all_four_questions(language):
    for which, text in every_text(language):
        assert all([text.heading, text.now, text.next, text.you]), which
        for part in (text.heading, text.now, text.next, text.you):
            assert "{" not in part, which
            assert "None" not in part, which
            assert "  " not in part, which
            assert ".." not in part, which
            assert part[0].isupper(), (which, part)


def test_a_dutch_sentence_has_at_most_fifteen_words():
    for which, text in every_text("nl"):
        for sentence in sentences(text):
            assert len(sentence.split()) <= 15, (which, sentence)


def test_words_of_lawyers_do_not_occur():
    for which, text in every_text("nl"):
        for sentence in sentences(text):
            assert not FORBIDDEN.search(sentence), (which, sentence)


def test_the_shelf_knows_exactly_the_stages_and_overlays_of_the_law():
    assert shelf("stages")["stages"].keys() == STAGES.keys()
    assert shelf("stages")["overlays"].keys() == OVERLAYS.keys()


def test_every_stage_that_is_no_end_is_on_the_road():
    on_the_road = {code for row in shelf("stages")["steps"] for code in row["codes"]}
    assert on_the_road == {code for code, stage in STAGES.items() if not stage.is_end}


def test_this_site_never_speaks_as_if_it_were_the_foundation():
    for code in STAGES:
        text = stage_text(code, language="nl", variant="public", today=BEFORE)
        said = " ".join([text.heading, text.now, text.you]).replace("Wij weten", "").replace("weten wij", "")
        assert not re.search(r"\b(ons|onze|wij)\b", said, re.IGNORECASE), code


def test_a_last_day_that_has_passed_turns_the_text_into_the_past():
    told = {"language": "nl", "variant": "nl", "variables": {"date": DAY}}
    on_the_day = stage_text("S46_opt_out_window", today=DAY, **told)
    assert "Dat kan tot en met 14 januari 2027." in on_the_day.now
    assert on_the_day.asks_action
    after = stage_text("S46_opt_out_window", today=AFTER, **told)
    assert "Dat kon tot en met 14 januari 2027. De tijd is voorbij." in after.now
    assert after.heading == "De tijd om te kiezen is voorbij"
    assert not after.asks_action


def test_without_a_date_the_text_says_that_it_is_unknown():
    text = stage_text("S46_opt_out_window", language="nl", today=DAY)
    assert "De laatste dag weten wij nog niet." in text.now
    assert text.asks_action


def test_an_unknown_stage_is_said_to_be_unknown():
    for code in (None, "", "S999", "nonsense"):
        assert stage_text(code, language="nl", today=DAY).heading == "Wij weten nog niet hoe ver deze zaak is"


@pytest.mark.parametrize(
    ("variant", "heading"),
    [(None, "Wij mogen voor u opkomen"), ("public", "De stichting mag voor de groep opkomen")],
    ids=["own", "public"],
)
def test_an_admission_answers_the_question_of_its_stage(variant, heading):
    assert stage_text("S35", language="nl", variant=variant, is_admitted=True, today=DAY).heading == heading
    led = stage_text("S35", language="nl", variant=variant, is_admitted=True, overlays=["parked"], today=DAY)
    assert led == stage_text("S35", language="nl", variant=variant, overlays=["parked"], today=DAY)
    assert stage_text("S60", language="nl", variant=variant, is_admitted=True, today=DAY) == stage_text(
        "S60", language="nl", variant=variant, today=DAY
    )


def test_an_overlay_takes_the_place_of_the_stage():
    text = stage_text("S60_merits", language="nl", overlays=["appeal_pending"], today=DAY)
    assert text.heading == "Er is hoger beroep"
    assert text.now.startswith("Een van de partijen is het niet eens")


def test_an_overlay_never_hides_what_the_reader_must_do():
    text = stage_text("S46_opt_out_window", language="nl", overlays=["appeal_pending"], variant="nl", today=DAY)
    assert text.heading == "U kunt nu kiezen"
    assert text.asks_action


def test_a_stage_entered_later_leads_with_the_overlay_beside_it():
    told = {"language": "nl", "overlays": ["appeal_pending"], "today": DAY}
    text = stage_text("S60_merits", overtaken=["appeal_pending"], **told)
    assert text.heading == stage_text("S60_merits", language="nl", today=DAY).heading
    assert text.now.endswith("Er is hoger beroep.")
    assert (text.led_by, text.beside) == ("", ("Er is hoger beroep",))


def test_what_began_after_the_stage_leads_though_something_older_lies_beside_it():
    text = stage_text(
        "S60_merits", language="nl", overlays=["stayed", "appeal_pending"], overtaken=["stayed"], today=DAY
    )
    assert text.heading == "Er is hoger beroep"
    assert text.led_by == "appeal_pending"


@pytest.mark.parametrize("stage", ["S46_opt_out_window", "S84_second_opt_out", "S95_claims_handling"])
@pytest.mark.parametrize("overlay", ["appeal_pending", "cassation_pending", "stayed", "parked"])
def test_a_stage_that_asks_something_leads_whatever_lies_beside_it(stage, overlay):
    text = stage_text(stage, language="nl", overlays=[overlay], variables={"date": DAY}, today=DAY)
    assert text.asks_action
    assert (text.led_by, len(text.beside)) == ("", 1)


def test_an_appeal_after_the_end_still_tells_how_it_ended():
    text = stage_text("E_dismissed", language="nl", overlays=["appeal_pending"], variables=KNOWN, today=DAY)
    assert text.heading == "Er is hoger beroep"
    assert text.now.startswith("De rechter geeft TikTok gelijk.")


def test_an_overlay_that_only_adds_leaves_the_stage_its_place():
    text = stage_text("S35", language="nl", overlays=["conditional"], today=DAY)
    assert text.heading == "Mogen wij voor u opkomen?"
    assert text.now.endswith("Er geldt nog wel een voorwaarde van de rechter.")


def test_the_weightiest_overlay_leads():
    text = stage_text("S60", language="nl", overlays=["cassation_pending", "stayed", "no such thing"], today=DAY)
    assert text.heading == "De zaak ligt even stil"
    assert text.now.endswith("De zaak ligt bij de Hoge Raad.")


def test_braces_in_a_variable_are_only_text():
    text = stage_text("S90", language="nl", variables={"summary": "{date} en {0.__class__}"}, today=DAY)
    assert "{date} en {0.__class__}" in text.now


def test_the_steps_say_done_current_and_to_come_in_words():
    road = steps("S46_opt_out_window", language="nl")
    assert [step.word for step in road if step.state == "current"] == ["Hier staat de zaak nu"]
    assert road[0].word == "Deze stap is klaar"
    assert road[-1].word == "Deze stap komt nog"
    assert "Een schikking" not in [step.name for step in road]


def test_a_settlement_takes_the_place_of_the_judgment():
    names = [step.name for step in steps("S80_settlement_submitted", language="nl")]
    assert "Een schikking" in names
    assert "Het eindvonnis" not in names


def test_a_case_that_ended_has_no_steps_to_come():
    road = steps("E_inadmissible", language="en", reached=["S10_summons_served", "S35_admissibility"])
    assert [step.state for step in road] == ["done", "done", "done", "done", "ended"]


def test_an_end_knows_where_it_stops_the_road():
    assert [step.state for step in steps("E_no_jurisdiction", language="nl")][-2:] == ["done", "ended"]
    assert steps("E_withdrawn", language="nl") == ()


def test_the_law_before_2020_knows_no_waiting_no_leader_and_no_choice():
    waits, leads, chooses = ("Wachten op andere stichtingen", "De rechter kiest wie de zaak leidt", "Bericht en keuze")
    names = " ".join(step.name for step in steps("S60_merits", language="nl", is_old_law=True))
    assert not any(name in names for name in (waits, leads, chooses))
    reached = ["S20_waiting_period"]
    names = " ".join(step.name for step in steps("S60_merits", language="nl", reached=reached, is_old_law=True))
    assert waits in names
    assert leads not in names
    assert leads in " ".join(step.name for step in steps("S60_merits", language="nl"))


def test_an_unknown_stage_has_no_steps():
    assert steps(None, language="nl") == ()


@pytest.mark.parametrize("kind", [row.code for row in EVENT_ROWS if row.is_public_default])
def test_every_public_event_has_plain_words(kind):
    for language in LANGUAGES:
        assert event_text(kind, language=language)
    assert not FORBIDDEN.search(event_text(kind, language="nl"))
    assert len(event_text(kind, language="nl").split()) <= 15


def test_an_event_without_words_says_nothing():
    assert event_text("no such event", language="nl") == ""


@pytest.mark.parametrize("code", sorted(PUBLIC))
@pytest.mark.parametrize("is_past", [False, True])
def test_every_public_term_has_plain_words(code, is_past):
    said = {language: term_text(code, language=language, is_past=is_past) for language in LANGUAGES}
    assert all(said.values())
    assert not FORBIDDEN.search(said["nl"])
    assert len(said["nl"].split()) <= 15


def test_a_term_without_words_says_nothing():
    assert term_text("", language="nl", is_past=True) == term_text("D13", language="nl", is_past=True) == ""


def long_texts():
    for language, shelved in shelf("questions").items():
        for row in shelved["questions"]:
            yield language, [row["question"], *row["answer"]]
        yield language, [row["meaning"] for row in shelved["words"]]
        yield language, [line for row in shelved["case"].values() for line in row.values()]
    for languages in shelf("pages").values():
        for language, page in languages.items():
            yield language, [page["lead"], *(line for part in page["sections"] for line in part["text"])]


def test_questions_and_pages_keep_the_writing_rules():
    for language, lines in long_texts():
        for sentence in re.split(r"(?<=[.?!])\s+", " ".join(lines)) if language == "nl" else ():
            assert len(sentence.split()) <= 15, sentence
            assert not FORBIDDEN.search(sentence), sentence


@pytest.mark.parametrize("name", ["questions", "pages"])
def test_both_languages_say_as_much(name):
    def shape(value):
        if isinstance(value, dict):
            return {key: shape(part) for key, part in value.items()}
        return [shape(part) for part in value] if isinstance(value, list) else None

    shelved = shelf(name)
    for both in [shelved] if name == "questions" else shelved.values():
        assert shape(both["nl"]) == shape(both["en"])
