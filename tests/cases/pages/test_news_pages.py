"""What the public reads of the press."""

from datetime import date

import pytest
from django.utils import timezone

from cases.news.choices import Relevance
from tests import make

pytestmark = pytest.mark.django_db


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def test_news_tells_when_it_happened_and_when_it_was_written(client):
    case = make.case(slug="zaak")
    item = make.news_item(
        about=case, event_on=date(2023, 11, 1), event_precision="month", publisher="Krant", summary="Wat er gebeurde."
    )
    page = text(client.get(f"/nl/zaken/zaak/nieuws/{item.public_id}"))
    assert "november 2023" in page
    assert "januari 2024" in page
    assert "Wat er gebeurde." in page


def test_news_without_a_date_never_gets_one(client):
    case = make.case(slug="zaak")
    item = make.news_item(about=case, published_on=None, published_precision="unknown")
    page = text(client.get(f"/en/zaken/zaak/nieuws/{item.public_id}"))
    assert page.count("date unknown") == 2
    assert "date unknown" in text(client.get("/en/zaken/zaak"))


def test_news_about_the_defendant_only_says_so_and_stays_off_the_case(client):
    case = make.case(slug="zaak", concern=make.concern(name="Videoplein"))
    item = make.news_item(about=case, title="Ander nieuws", relevance=Relevance.DEFENDANT)
    assert "Ander nieuws" not in text(client.get("/nl/zaken/zaak"))
    page = text(client.get(f"/en/zaken/zaak/nieuws/{item.public_id}"))
    assert "This news is about Videoplein, not about this case." in page


def test_news_leads_from_an_old_wording_to_the_new_one(client):
    case = make.case(slug="zaak")
    old = make.news_item(about=case)
    new = make.news_item(about=case, replaces=old)
    response = client.get(f"/nl/zaken/zaak/nieuws/{old.public_id}")
    assert response.headers["Location"] == f"/nl/zaken/zaak/nieuws/{new.public_id}"
