import csv
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from cases.calendar import services as calendar
from cases.law.terms import TERMS
from tests import make

pytestmark = pytest.mark.django_db

PAGE, API = "/nl/termijn-berekenen", "/api/v1/deadline-calculations"
TABLE = Path(__file__).parents[1] / "law" / "deadlines.csv"
VECTORS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
AS_TERM = {"eu": {"term": "D21"}, "floor": {"term": "D01"}}  # these lengths are asked for by their term only


def typed(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d-%m-%Y}"


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['id']} art. {row['article']}")
def test_page_and_api_end_as_the_table_says(client, row):
    asked = AS_TERM.get(row["source"], {"length": int(row["length"]), "unit": row["unit"], "source": row["source"]})
    told = client.post(API, asked | {"triggeredOn": row["triggered_on"]}, "application/json")
    shown = client.get(PAGE, asked | {"triggered_on": typed(row["triggered_on"])})

    assert (told.json()["rawEndsOn"], told.json()["endsOn"]) == (row["raw_ends_on"], row["ends_on"])
    answer = shown.context["answer"]
    assert (answer.proof.raw_ends_on.isoformat(), answer.proof.ends_on.isoformat()) == (
        row["raw_ends_on"],
        row["ends_on"],
    )
    assert [step["text"] for step in told.json()["steps"]] == [text for _on, text, _article, _is in answer.steps]


@pytest.mark.parametrize("code", [code for code, term in TERMS.items() if not term.has_set_date])
def test_every_term_is_counted_as_the_api_counts_it(client, code):
    told = client.post(API, {"triggeredOn": "2026-01-03", "term": code}, "application/json").json()
    answer = client.get(PAGE, {"triggered_on": "03-01-2026", "term": code}).context["answer"]

    assert answer.proof.ends_on.isoformat() == told["endsOn"]


class TestAnswer:
    def test_shows_the_day_the_steps_the_articles_and_the_consequence(self, client):
        page = client.get(PAGE, {"triggered_on": "03-01-2026", "term": "D13"}).content.decode()
        for words in ("dinsdag 7 april 2026", "vrijdag 3 april 2026", "Goede Vrijdag", "art. 3 lid 2 ATW",
                      "art. 339 lid 1 Rv", "onherroepelijk"):  # fmt: skip
            assert words in page

    def test_speaks_english_under_its_own_address(self, client):
        page = client.get("/en/termijn-berekenen", {"triggered_on": "03-01-2026", "term": "D13"}).content.decode()
        assert "Tuesday 7 April 2026" in page
        assert "irrevocable" in page
        assert "Goede Vrijdag" not in page

    @pytest.mark.parametrize(
        ("asked", "warnings"),
        [
            pytest.param({"triggered_on": "05-01-2090", "term": "D13"}, 1, id="no decree known"),
            pytest.param({"triggered_on": "05-01-2026", "term": "D16"}, 1, id="rule not confirmed"),
            pytest.param({"triggered_on": "05-01-2026", "term": "D01"}, 1, id="time that must pass"),
            pytest.param({"triggered_on": "05-01-2026", "term": "D13"}, 0, id="certain"),
        ],
    )
    def test_says_what_may_still_change_it(self, client, asked, warnings):
        answer = client.get(PAGE, asked).context["answer"]
        assert len(answer.warnings) == warnings
        assert all(warning in answer.text for warning in answer.warnings)

    def test_can_be_copied_as_text_that_opens_the_same_count(self, client):
        answer = client.get(PAGE, {"triggered_on": "3-1-2026", "length": "3", "unit": "", "source": ""})
        text = answer.context["answer"].text
        assert "dinsdag 7 april 2026" in text
        assert "1. De termijn begint na zaterdag 3 januari 2026" in text
        link = urlsplit(text.splitlines()[-1])
        asked = {name: values[0] for name, values in parse_qs(link.query).items()}
        assert asked == {"triggered_on": "03-01-2026", "length": "3", "unit": "month", "source": "statutory"}
        assert client.get(PAGE, asked).context["answer"].proof == answer.context["answer"].proof

    def test_counts_with_the_days_two_people_accepted(self, client):
        asked = {"triggered_on": "07-02-2028", "term": "D13"}
        calendar.accept_decree_day(make.decree_day(date(2028, 5, 8)), by=None)
        assert client.get(PAGE, asked).context["answer"].proof.ends_on == date(2028, 5, 9)
        told = client.post(API, {"triggeredOn": "2028-02-07", "term": "D13"}, "application/json").json()
        assert told["endsOn"] == "2028-05-09"


START = {"triggered_on": "03-01-2026"}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        pytest.param({"triggered_on": "31-02-2026", "term": "D13"}, "triggered_on", id="31 February"),
        pytest.param({"triggered_on": "", "term": "D13"}, "triggered_on", id="no day"),
        pytest.param({"triggered_on": "01-01-0000", "term": "D13"}, "triggered_on", id="year 0"),
        pytest.param({"triggered_on": "01-01-0001", "term": "D03"}, "triggered_on", id="year 1, before the law"),
        pytest.param({"triggered_on": "01-01-0001", "length": "1", "source": "backward"}, "length", id="before year 1"),
        pytest.param({"triggered_on": "31-12-9999", "term": "D13"}, "triggered_on", id="year 9999"),
        pytest.param({"triggered_on": "31-12-9999", "length": "1"}, "length", id="after year 9999"),
        pytest.param({"triggered_on": "01-01-10000", "term": "D13"}, "triggered_on", id="year 10000"),
        pytest.param({"triggered_on": "01\x0001-2026", "term": "D13"}, "triggered_on", id="NUL in the day"),
        pytest.param({"triggered_on": "٠٣-٠١-٢٠٢٦", "term": "D13"}, "triggered_on", id="other digits"),
        pytest.param({"triggered_on": "1" * 5000, "term": "D13"}, "triggered_on", id="five thousand digits"),
        pytest.param(START | {"length": "0"}, "length", id="length 0"),
        pytest.param(START | {"length": "-1"}, "length", id="length -1"),
        pytest.param(START | {"length": "1000000000"}, "length", id="length 10^9"),
        pytest.param(START | {"length": "9" * 5000}, "length", id="length of five thousand digits"),
        pytest.param(START | {"length": "1,5"}, "length", id="one and a half"),
        pytest.param(START | {"length": "3\x00"}, "length", id="NUL in the length"),
        pytest.param(START | {"length": "3", "unit": "hour"}, "unit", id="hours"),
        pytest.param(START | {"length": "3", "source": "eu"}, "source", id="another source"),
        pytest.param(START | {"term": "D99"}, "term", id="unknown term"),
        pytest.param(START | {"term": "D1\x003"}, "term", id="NUL in the term"),
        pytest.param(START | {"term": "D06"}, "term", id="a date the court sets"),
        pytest.param(START | {"term": "D13", "length": "3"}, "length", id="both"),
        pytest.param(START, "term", id="neither"),
        pytest.param({"term": "D13"}, "triggered_on", id="nothing but a term"),
    ],
)
def test_bad_input_is_refused_at_its_field(client, asked, field):
    answer = client.get(PAGE, asked)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert f'id="id_{field}-error"' in answer.content.decode()
    assert "answer" not in answer.context


def test_a_retired_term_is_refused(client, monkeypatch):
    monkeypatch.delitem(TERMS, "D13")
    assert list(client.get(PAGE, START | {"term": "D13"}).context["form"].errors) == ["term"]


def test_an_empty_page_blames_nobody(client):
    page = client.get(PAGE)
    assert "answer" not in page.context
    assert 'class="error"' not in page.content.decode()


def test_the_list_names_article_and_whether_a_lawyer_confirmed(client):
    page = client.get("/en/termijn-berekenen").content.decode()
    assert '<optgroup label="The losing party">' in page
    assert "Appeal from a final judgment – 3 months, art. 339 lid 1 Rv<" in page
    assert "Cassation – 3 months, art. 402 lid 1 Rv (not confirmed by a lawyer)" in page
    assert 'value="D06"' not in page


def test_a_count_asks_only_for_the_decree_days(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(PAGE, START | {"term": "D13"})


def test_a_shared_count_is_not_for_search_engines(client):
    assert "noindex" in client.get(PAGE, START | {"term": "D13"}).content.decode()
    assert "noindex" not in client.get(PAGE).content.decode()


def test_nothing_can_be_sent_to_it(client):
    assert client.post(PAGE, START).status_code == 405


def test_every_page_links_to_it(client):
    assert f'href="{PAGE}"' in client.get("/nl/").content.decode()
