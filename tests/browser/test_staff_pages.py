"""The staff site in a real browser: it loads cleanly, works by keyboard, and signs in without a script."""

import time
from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from cases.staff import services
from tests import make
from tests.browser.looking import keep, press, violations
from tests.staff_door import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "een lang wachtwoord"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PAGES = [
    "/beheer/",
    "/beheer/cases/defendant/",
    "/beheer/cases/defendant/add/",
    "/beheer/cases/case/",
    "/beheer/cases/message/",
    "/beheer/cases/entry/",
    "/beheer/cases/foundation/",
]


@pytest.fixture
def lawyer():
    member = make.membership(user=make.user(username="jurist", password=PASSWORD))
    make.membership(user=member.user)
    case = make.case(concern=make.concern())
    make.deadline(case=case, foundation=member.foundation)
    make.hearing(case=case)
    for _times in range(3):
        make.defendant(concern=case.concern)
    make.message(foundation=member.foundation, template="deadline-reminder")
    return member


@pytest.fixture
def signed_in(new_page, lawyer, live_server):
    """A page of somebody who is in already."""

    def make_page(who=lawyer, **options):
        client = Client()
        sign_in(client, who)
        page = new_page(**options)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        return page

    return make_page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 320])
def test_pages_load_without_an_error_and_fit(signed_in, scheme, width):
    page = signed_in(scheme=scheme, width=width)
    for path in PAGES:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_pages_have_no_new_barriers(signed_in):
    page = signed_in(width=1440)
    for path in PAGES:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        found = {fault["id"] for fault in Axe().run(page).response["violations"]}
        assert found == set(), path


def test_pages_about_people_have_no_barriers_either(signed_in, lawyer):
    person = make.claimant(foundation=lawyer.foundation)
    registration = make.registration(claimant=person, used_from=date(2020, 1, 1), used_until=date(2021, 1, 1))
    make.consent(claimant=person, terms=make.terms(foundation=lawyer.foundation))
    make.number_entry(foundation=lawyer.foundation)
    manager = make.membership(foundation=lawyer.foundation, role="case_manager")
    page = signed_in(manager, width=1440)
    for path in ("registration/", f"registration/{registration.pk}/change/", "consent/", "numberentry/", "claimant/"):
        page.goto(f"/beheer/claimants/{path}")
        page.wait_for_load_state("networkidle")
        keep(page, f"staff-{path.replace('/', '-')}")
        assert violations(page) == [], path


def tabbed(page, times=60):
    """What the Tab key reaches, as texts."""
    page.evaluate("document.activeElement.blur()")
    reached = []
    for _press in range(times):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '').trim()"
            )
        )
    return reached


def test_the_first_tab_skips_to_the_content(signed_in):
    page = signed_in()
    page.goto("/beheer/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_filters_open_by_keyboard(signed_in):
    page = signed_in()
    page.goto("/beheer/cases/defendant/")
    opener = page.locator("[x-on\\:click*='filterOpen = true']").first
    assert opener.get_attribute("role") == "button"
    opener.focus()
    page.keyboard.press("Enter")
    assert page.locator("#changelist-filter").is_visible()


def test_the_palette_opens_by_keyboard_and_finds_a_case(signed_in):
    make.case(title="Zoekzaak over horloges")
    page = signed_in()
    page.goto("/beheer/")
    page.keyboard.press("Control+k")
    page.locator("#search-input-command").press_sequentially("horloges")
    page.locator("#command-results a", has_text="Zoekzaak over horloges").wait_for()


def test_a_relation_is_searched_in_the_form(signed_in):
    page = signed_in(who=None)
    concern = make.concern(name="Concern Zoekmij")
    page.goto("/beheer/cases/defendant/add/")
    page.locator(".field-concern .select2-selection").click()
    page.locator(".select2-search__field").last.press_sequentially("zoekmij")
    page.locator(".select2-results__option", has_text="Concern Zoekmij").click()
    assert page.locator("#id_concern").input_value() == str(concern.pk)


def test_labels_are_not_shouted(signed_in):
    page = signed_in()
    page.goto("/beheer/cases/message/")
    shouted = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).textTransform === 'uppercase').length"
    )
    assert shouted == 0


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_a_password_and_a_code_let_in(new_page, lawyer, javascript):
    services.enrol_totp(lawyer.user, SECRET)
    page = new_page(javascript=javascript, width=320)
    page.goto("/beheer/")
    page.get_by_label("Gebruikersnaam").fill("jurist")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    press(page.locator("button[type=submit]"))
    page.locator("[name=code]").fill(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))
    press(page.locator("button[type=submit]"))
    page.wait_for_url("**/beheer/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320 if javascript else True


def test_pages_of_signing_in_have_no_barriers(new_page, lawyer):
    page = new_page(width=320)
    page.goto("/beheer/account/inloggen/")
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("Gebruikersnaam").fill("jurist")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    press(page.locator("button[type=submit]"))
    page.locator(".qr").wait_for()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_switching_changes_the_bar(signed_in, lawyer):
    page = signed_in()
    page.goto("/beheer/")
    before = page.locator(".foundation-bar span").inner_text()
    press(page.locator(".foundation-bar button"))
    assert page.locator(".foundation-bar span").inner_text() != before
