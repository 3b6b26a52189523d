"""Every page in both languages."""

from datetime import date

import pytest
from django.utils import timezone

from tests.cases.pages import world

pytestmark = pytest.mark.django_db


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def test_dutch_text_on_an_english_page_says_that_it_is_dutch(client, today):
    world.large_case(today)
    page = text(client.get("/en/zaken/videozaak"))
    assert "This text is only available in Dutch." in page
    assert '<div lang="nl"><p>Videoplein bewaarde' in page


def test_each_page_names_itself_in_both_languages(client, today):
    world.large_case(today)
    page = text(client.get("/en/zaken/videozaak"))
    assert '<html lang="en">' in page
    for language, prefix in (("nl", "nl"), ("en", "en"), ("x-default", "nl")):
        assert f'hreflang="{language}" href="http://testserver/{prefix}/zaken/videozaak"' in page


def test_the_language_switch_keeps_page_and_search(client):
    page = text(client.get("/nl/", {"q": 'a"b', "page": "1"}))
    assert 'href="/en/?q=a%22b&amp;page=1" hreflang="en"' in page


@pytest.mark.parametrize(("asked", "given"), [("en-GB,en;q=0.8", "/en/"), ("fr", "/nl/"), ("", "/nl/"), ("nl", "/nl/")])
def test_the_bare_address_follows_the_browser(client, asked, given):
    response = client.get("/", headers={"accept-language": asked})
    assert response.status_code == 302
    assert response.headers["Location"] == given
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize(("address", "leads_to"), [("/nl", "/nl/"), ("/en", "/en/")])
def test_a_language_without_a_slash_gets_one(client, address, leads_to):
    assert client.get(address).headers["Location"] == leads_to
