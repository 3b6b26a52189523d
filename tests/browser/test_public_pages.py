"""The public site in a real browser: light and dark, small and large, with keyboard, without scripts."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from cases.news.models import NewsItem
from tests import make
from tests.cases.pages import world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']"


@pytest.fixture
def addresses() -> list[str]:
    """Every kind of public page, with the language left open."""
    today = timezone.localdate()
    world.large_case(today)
    world.choosing_case(today + timedelta(days=20))
    make.in_stage(None, proceeding=make.proceeding(case=make.case(slug="onbekend")))
    ended = make.proceeding(case=make.case(slug="verloren"))
    make.in_stage("E_inadmissible", overlays=("appeal_pending",), proceeding=ended)
    news = NewsItem.objects.first()
    below = ["", "/nieuws", f"/nieuws/{news.public_id}", "/documenten", "/vragen"]
    return [
        "/{}/",
        "/{}/?q=videoplein",
        *(f"/{{}}/zaken/videozaak{page}" for page in below),
        "/{}/zaken/keuzezaak",
        "/{}/zaken/onbekend",
        "/{}/zaken/verloren",
        "/{}/stichting/somi",
        "/{}/contact",
        "/{}/privacy",
        "/{}/toegankelijkheid",
    ]


def overflow(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def violations(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{page.url} {one['id']}: {[node['html'][:160] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_accessible_and_fits(new_page, addresses, language, scheme, width):
    page = new_page(locale=language, scheme=scheme, width=width)
    found = []
    for address in addresses:
        page.goto(address.format(language))
        found += violations(page)
        if overflow(page) > 0:
            found.append(f"{page.url} is wider than the screen")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("address", ["/nl/zaken/bestaat-niet", "/nl/?q=" + "x" * 101, "/nl/?page=0"])
def test_error_pages_are_accessible(visit, address):
    for scheme in ("light", "dark"):
        page = visit(address, scheme=scheme, width=320, may_fail=True)
        assert violations(page) == []
        assert overflow(page) <= 0


def test_a_keyboard_reaches_every_link_and_shows_where_it_is(visit, addresses):
    for address in ("/nl/", "/nl/zaken/videozaak", "/nl/zaken/videozaak/vragen", "/nl/contact"):
        page = visit(address)
        wanted = page.locator(FOCUSABLE).count()
        page.evaluate(
            "document.querySelectorAll('*').forEach(one => one.addEventListener('focus', () => one.seen = 1))"
        )
        for _step in range(2 * wanted):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches(':focus-visible')"):
                assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            if page.evaluate("document.activeElement === document.body"):
                break
        missed = page.evaluate(
            f"[...document.querySelectorAll({FOCUSABLE!r})].filter(o => !o.seen).map(o => o.outerHTML)"
        )
        assert missed == [], address


def test_the_skip_link_comes_first_and_leads_to_the_content(visit, addresses):
    page = visit("/nl/zaken/videozaak")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_everything_works_without_javascript(visit, addresses):
    page = visit("/nl/", javascript=False)
    page.fill("#q", world.NUMBER)
    page.press("#q", "Enter")
    page.click("text=Privacyzaak Videoplein")
    assert page.locator(".steps [aria-current=step]").count() == 1
    page.click("a[hreflang=en]:visible")
    assert page.url.endswith("/en/zaken/videozaak")
    assert page.locator("h1").inner_text() == "Videoplein privacy case"


def test_a_page_sets_no_cookie(visit, addresses):
    page = visit("/nl/zaken/videozaak")
    assert page.context.cookies() == []


def test_text_at_twice_the_size_still_fits(visit, addresses):
    page = visit("/nl/zaken/videozaak", width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(page) <= 0


def test_paper_shows_no_menu_and_where_links_lead(visit, addresses):
    page = visit("/nl/zaken/videozaak")
    page.emulate_media(media="print")
    assert not page.locator(".site-head nav").is_visible()
    link = page.locator("main a[href^=http]").first
    assert link.evaluate("one => getComputedStyle(one, '::after').content").startswith('" (')
