"""Every text we ship for every reader: complete, plain and without a word of lawyers."""

from datetime import date, timedelta
from statistics import median

import pytest

from cases.law.stages import OVERLAYS, STAGES
from cases.texts import checks
from cases.texts.rules import registration_text, stage_text
from cases.texts.shelf import LANGUAGES, shelf

DAY = date(2027, 1, 14)
AUDIENCES = ("adult", "parent", "teen", "public")
KNOWN = {"date": DAY, "address": "o***@voorbeeld.example", "reference": "VG7K3Q92MFAB", "days": 5, "list": "een foto"}
KNOWN |= {"product": "TikTok", "reason": "de foto is leeg", "amount": "€ 100"}
STATES = [
    "email_unconfirmed", "guardian_pending", "received", "in_review", "info_needed", "proof_needed", "proof_received",
    "proof_rejected", "verified", "not_eligible", "duplicate", "turned_18", "opt_out_letter_ready", "opt_out_reported",
    "opted_out", "withdrawn", "iban_needed", "payment_scheduled", "paid", "payment_failed", "erasure_pending", "heirs",
]  # fmt: skip


def every_stage(language):
    for audience in AUDIENCES:
        for code in STAGES:
            for overlays in ([], *([one] for one in OVERLAYS)):
                for today in (DAY, DAY + timedelta(days=1)):
                    about = {"overlays": overlays, "today": today, "audience": audience, "variables": {"date": DAY}}
                    variant = "public" if audience == "public" else None
                    yield (code, overlays, audience), stage_text(code, language=language, variant=variant, **about)


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
