from datetime import date

import pytest

from cases.core.dates import Precision
from tests import make

pytestmark = pytest.mark.django_db
ALL = "/api/v1/news"
OF_CASE = "/api/v1/court-cases/tiktok/news"


@pytest.fixture
def case():
    return make.case(slug="tiktok")


def titles(client, address):
    return [item["title"] for item in client.get(address).json()["results"]]


def test_an_item_tells_its_own_date_and_that_of_what_happened(client, case):
    make.news_item(
        about=case, title="Verbod", publisher="Krant", url="https://krant.example/a", summary="In het kort.",
        published_on=date(2023, 3, 1), published_precision=Precision.MONTH, event_on=None,
    )  # fmt: skip

    (told,) = client.get(ALL).json()["results"]

    assert (told["publishedOn"], told["publishedPrecision"]) == ("2023-03", "month")
    assert (told["eventOn"], told["eventPrecision"]) == (None, "unknown")
    assert (told["publisher"], told["url"]) == ("Krant", "https://krant.example/a")
    assert told["summary"] == {"nl": "In het kort.", "en": None}
    assert told["mentions"][0]["courtCase"]["slug"] == "tiktok"
    assert told["mentions"][0]["relevance"] == "case"


def test_the_full_text_is_never_told(client, case):
    make.news_item(about=case, body="De hele tekst van een ander")

    assert "hele tekst" not in client.get(ALL).content.decode() + client.get(OF_CASE).content.decode()


def test_a_case_shows_only_news_about_itself(client, case):
    make.news_item(about=case, title="zaak")
    make.news_item(about=case, title="gedaagde", relevance="defendant")
    make.news_item(about=case, title="ruis", relevance="noise")
    make.news_item(about=make.case(slug="other"), title="elders")
    make.news_item(about=case, title="geheim", is_published=False)

    assert titles(client, OF_CASE) == ["zaak"]
    assert sorted(titles(client, f"{ALL}?courtCase=tiktok")) == ["gedaagde", "zaak"]


def test_a_case_that_is_not_published_is_not_named(client):
    make.news_item(about=make.case(slug="secret", is_published=False), title="bericht")

    assert client.get(ALL).json()["results"][0]["mentions"] == []
    assert titles(client, f"{ALL}?courtCase=secret") == []
