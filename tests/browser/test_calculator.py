"""The deadline calculator in a real browser: with and without scripts, light and dark, small and large, on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNTS = ["", "?triggered_on=03-01-2026&term=D16", "?triggered_on=31-02-2026&term=D13&length=0"]


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_accessible_and_fits(new_page, language, scheme, width):
    page = new_page(locale=language, scheme=scheme, width=width)
    found = []
    for query in COUNTS:
        page.goto(f"/{language}/termijn-berekenen{query}")
        found += [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in Axe().run(page).response["violations"]]
        found += ["too wide"] if page.evaluate("document.documentElement.scrollWidth") > width else []
    assert found == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_day_is_counted_and_the_link_can_be_shared(new_page, javascript):
    page = new_page(javascript=javascript)
    page.goto("/nl/termijn-berekenen")
    page.fill("#id_triggered_on", "3-1-2026")
    page.select_option("#id_term", "D13")
    page.click("main form button")
    assert page.locator(".last-day").inner_text() == "Dinsdag 7 april 2026"
    address = page.url
    page.goto("/nl/")
    page.goto(address)
    assert page.locator("tr.closed").count() == 4


def test_typing_narrows_the_list_of_terms(visit):
    page = visit("/en/termijn-berekenen")
    page.fill("#id_term_search", "cassation 402")
    assert page.locator("#id_term option").all_inner_texts()[1:] == [
        "Cassation – 3 months, art. 402 lid 1 Rv (not confirmed by a lawyer)",
        "Cassation, interim relief – 8 weeks, art. 402 lid 2 Rv (not confirmed by a lawyer)",
    ]
    page.fill("#id_term_search", "")
    assert page.locator("#id_term option").count() > 10


def test_without_a_script_nothing_promises_a_search(visit):
    page = visit("/nl/termijn-berekenen", javascript=False)
    assert not page.locator("#id_term_search").is_visible()


def test_paper_shows_the_count_and_no_questions(visit):
    page = visit("/nl/termijn-berekenen?triggered_on=03-01-2026&term=D13")
    page.emulate_media(media="print")
    assert page.locator(".last-day").is_visible()
    assert page.locator("tr.closed").first.is_visible()
    assert not page.locator("#id_triggered_on").is_visible()
    assert not page.locator("#as-text").is_visible()
