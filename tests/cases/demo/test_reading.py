import re

import pytest

from cases.demo.reading import case_names, cases, dated, read
from cases.rulings.ecli import doubts, is_ecli
from tests.cases.demo import known

SOURCES = list(cases())
by_case = pytest.mark.parametrize("source", SOURCES, ids=[source["slug"] for source in SOURCES])
LONGEST_SENTENCE = 15
WORDS_OF_LAWYERS = re.compile(
    r"\b(tussenvonnis\w*|tussenarrest|(niet-)?ontvankelijk\w*|belangenbehartiger\w*|akte|rol|roldatum|parkeerrol|"
    r"comparitie|regiezitting|mondelinge behandeling|jegens|dienaangaande|indien|middels|welke|ten behoeve van|"
    r"gedaagden?|eisers? tot|vernietigen|vernietigd|bekrachtigd|bevoegd\w*|immateriële|prejudiciële|aangehouden|"
    r"onherroepelijk|onrechtmatig\w*|opt-(in|out)|hof van justitie)\b",
    re.IGNORECASE,
)


def test_there_is_one_file_a_case_and_tiktok_comes_first():
    assert sorted(case_names()) == list(known.SLUGS)
    assert case_names()[0] == "tiktok"
    assert [source["slug"] for source in SOURCES] == case_names()


def test_dates_are_read_as_precisely_as_they_are_written():
    assert [dated(value).precision for value in ("2024-01-10", "2024-01", 2024, None)] == [
        "day", "month", "year", "unknown",
    ]  # fmt: skip


@by_case
def test_the_summary_is_plain_in_both_languages(source):
    for text in (source["summary"], source["summary_en"]):
        sentences = re.split(r"(?<=[.?!])\s+", text.strip())
        assert [one for one in sentences if len(one.split()) > LONGEST_SENTENCE] == []


def told_to_the_public(source):
    """Every Dutch sentence about the course of a case that a reader may meet."""
    for row in source.get("timeline", ()):
        yield from filter(None, [row.get("outcome"), *(event.get("summary") for event in row["events"])])
    yield from (row["subject"] for row in source.get("hearings", ()))
    yield from (row["reason"] for row in source.get("relations", ()))
    yield source["summary"]


@by_case
def test_the_public_reads_short_sentences_without_the_words_of_lawyers(source):
    for text in told_to_the_public(source):
        assert not WORDS_OF_LAWYERS.search(text), text
        for sentence in re.split(r"(?<=[.?!])\s+", text.strip()):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@by_case
def test_everything_that_happened_has_a_source_and_both_languages(source):
    for row in source.get("timeline", ()):
        assert "https://" in row["source"] or "http://" in row["source"]
        for event in row["events"]:
            assert bool(event.get("summary")) == bool(event.get("summary_en"))
        if "ruling" in row:
            assert row["outcome"]
            assert row["outcome_en"]


@by_case
def test_every_ecli_is_valid_and_agrees_with_its_date_and_court(source):
    for row in source.get("timeline", ()):
        if row.get("ecli"):
            assert is_ecli(row["ecli"])
            assert doubts(row["ecli"], decided_on=row["date"], court=row["court"]) == []


def test_no_file_holds_a_sign_for_what_is_not_known():
    """What a source leaves open is empty; only a regime has a word for it."""
    for name in (*case_names(), "parties", "news", "measures"):
        signs = {
            text for text in _strings(read(name)) if text.strip() in {"U", "unknown", "onbekend", "?", "-", "n.n."}
        }
        assert signs <= {"unknown"}
        assert all(ground["regime"] == "unknown" for ground in read(name).get("grounds", ()) if "unknown" in signs)


def _strings(value):
    if isinstance(value, dict):
        value = value.values()
    elif isinstance(value, str):
        return [value]
    elif not isinstance(value, list):
        return []
    return [text for part in value for text in _strings(part)]
