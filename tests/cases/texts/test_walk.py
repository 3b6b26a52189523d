"""Every text we ship for every reader: complete, plain and without a word of lawyers."""

import re
from datetime import date, timedelta
from functools import cache
from statistics import median

import pytest

from cases.law.stages import OVERLAYS, STAGES
from cases.texts import checks
from cases.texts.rules import registration_text, stage_text
from cases.texts.shelf import LANGUAGES, shelf

DAY = date(2027, 1, 14)
AUDIENCES = ("adult", "parent", "teen", "public")
VARIANTS = (None, "public", "us", "other", "nl", "abroad")
LONGEST_FOR_TEENS = 12
KNOWN = {"date": DAY, "address": "o***@voorbeeld.example", "reference": "VG7K3Q92MFAB", "days": 5, "list": "een foto"}
KNOWN |= {"product": "TikTok", "reason": "de foto is leeg", "amount": "€ 100"}
STATES = [
    "email_unconfirmed", "guardian_pending", "received", "in_review", "info_needed", "proof_needed", "proof_received",
    "proof_rejected", "verified", "on_hold", "not_eligible", "duplicate", "turned_18", "opt_out_letter_ready",
    "opt_out_reported", "opted_out", "withdrawn", "iban_needed", "payment_scheduled", "paid", "payment_failed",
    "erasure_pending", "heirs",
]  # fmt: skip


@cache
def every_stage(language):
    return list(stages_told(language))


def stages_told(language):
    for audience in AUDIENCES:
        for code in STAGES:
            for variant in ("public",) if audience == "public" else VARIANTS:
                yield from every_day(language, code, variant, audience)


def every_day(language, code, variant, audience):
    for overlays in ([], *([one] for one in OVERLAYS if variant in (None, "public"))):
        for variables in ({}, {"date": DAY}):
            for today in (DAY, DAY + timedelta(days=1)):
                about = {"overlays": overlays, "today": today, "audience": audience, "variables": variables}
                about |= {"variant": variant, "is_admitted": code == "S35_admissibility" and not variables}
                yield (code, overlays, audience, variant), stage_text(code, language=language, **about)


def every_state(language):
    for state in STATES:
        for audience in AUDIENCES[:3]:
            for variables in ({}, KNOWN):
                for today in (DAY, DAY + timedelta(days=1)):
                    about = {"variables": variables, "today": today, "audience": audience}
                    yield (state, audience), registration_text(state, language=language, **about)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reachable_combination_says_something_plain(language):
    for which, text in every_stage(language):
        for part in (text.heading, text.now, text.next, text.you):
            assert part, which
            assert "{" not in part, which
            assert checks.forbidden_word(part, language) is None, (which, part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_of_a_registration_has_its_text(language):
    assert list(shelf("registrations")) == STATES
    for which, text in every_state(language):
        assert text.heading, which
        assert text.body, which
        assert "{" not in text.heading + text.body + text.button, which
        assert checks.forbidden_word(f"{text.heading} {text.body}", language) is None, which
        assert checks.readability(f"{text.heading}. {text.body}", language).longest <= 20, which


def test_a_registration_whose_last_day_has_passed_asks_nothing_any_more():
    about = {"language": "nl", "variables": KNOWN}
    assert registration_text("proof_needed", today=DAY, **about).asks_action
    passed = registration_text("proof_needed", today=DAY + timedelta(days=1), **about)
    assert not passed.asks_action
    assert "De laatste dag was 14 januari 2027." in passed.body


@pytest.mark.parametrize(("language", "least", "typical"), [("nl", 40, 80), ("en", 40, 75)])
def test_our_wording_reads_easily(language, least, typical):
    scores = {}
    for which, text in [*every_stage(language), *every_state(language)]:
        whole = " ".join(getattr(text, part, "") for part in ("now", "next", "you", "body"))
        scores[which[0]] = checks.readability(whole, language).ease
    print(f"{language}: median {median(scores.values())}, lowest {min(scores.items(), key=lambda one: one[1])}")
    assert min(scores.values()) >= least
    assert median(scores.values()) >= typical


def told(language, audience):
    """Everything one audience can read, as pairs of what it is about and the whole of it."""
    for which, text in every_stage(language):
        if which[2] == audience:
            yield which, f"{text.heading}. {text.now} {text.next} {text.you}"
    for which, text in every_state(language):
        if which[1] == audience:
            yield which, f"{text.heading}. {text.body} {text.button}"


def test_who_is_under_eighteen_is_never_called_u():
    for which, text in told("nl", "teen"):
        assert not re.search(r"\b(u|uw)\b", text, re.IGNORECASE), (which, text)


def test_sentences_for_who_is_under_eighteen_are_short():
    for which, text in told("nl", "teen"):
        for sentence in re.split(r"(?<=[.?!])\s+", text.replace("de andere partij", "TikTok")):
            assert len(sentence.split()) <= LONGEST_FOR_TEENS, (which, sentence)


@pytest.mark.parametrize(("language", "child"), [("nl", r"\bkind"), ("en", r"\bchild")])
def test_whoever_acts_for_a_child_reads_about_the_child(language, child):
    for which, text in told(language, "parent"):
        assert re.search(child, text), (which, text)


def sentences_on_the_shelf(found):
    if isinstance(found, str):
        return {found}
    rows = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return {one for row in rows for one in sentences_on_the_shelf(row)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_readers_stands_for_one_of_the_adults(language):
    known = sentences_on_the_shelf([shelf("stages"), shelf("registrations")])
    ours = [row["adult"] for row in shelf("readers")[language]]
    assert set(ours) <= known
    assert len(ours) == len(set(ours))
    for row in shelf("readers")[language]:
        assert {"teen", "parent"} & row.keys(), row
        for audience in ("teen", "parent"):
            named = [set(re.findall(r"{(\w+)}", row.get(one, row["adult"]))) for one in ("adult", audience)]
            assert named[0] == named[1], row
