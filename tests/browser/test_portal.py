"""Signing in and "my case" in a real browser: both languages, light and dark, small and large, without scripts."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cases.outbox.tasks import deliver
from claimants.signin.tasks import send
from tests import make
from tests.browser.looking import WCAG, overflow, press, problems, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS = "noor@voorbeeld.example"


@pytest.fixture
def family(settings, live_server):
    """Noor with a choice to make, and a child in the same case who waits for her."""
    settings.BASE_URL = live_server.url
    contact = {"email": "post@stichting.example", "phone": "+31 20 123 45 67", "postal_address": "Postbus 1\nUtrecht"}
    noor = make.claimant(foundation=make.foundation(**contact), email=ADDRESS, full_name="Noor Bakker")
    child = make.claimant(
        foundation=noor.foundation, full_name="Sam Bakker", email="", born_on=timezone.localdate().replace(day=1)
    )
    make.guardianship(minor=child, guardian=noor)
    case = make.case(title="De zaak van de verzamelde gegevens", title_en="The case of the collected data")
    group = make.group(case=case, name="Volwassenen", name_en="Adults")
    make.representation(foundation=noor.foundation, group=group)
    last_day = timezone.localdate() + timedelta(days=20)
    make.in_stage(
        "S46_opt_out_window",
        proceeding=make.proceeding(case=case, foundation=noor.foundation),
        group=group,
        event={"court_set_on": last_day},
    )
    make.news_item(about=case, title="De rechter stelt een termijn", publisher="De Voorbeeldkrant")
    make.registration(claimant=child, group=group, state="guardian_pending")
    return make.registration(claimant=noor, group=group)


def mailed():
    send()
    deliver()
    body = mail.outbox[-1].body
    return re.search(r"http://\S+/inloggen/\S+", body).group(), re.search(r"^\w{4}-\w{4}$", body, re.MULTILINE).group()


def ask(page, language="nl"):
    page.goto(f"/{language}/inloggen")
    page.get_by_role("textbox").fill(ADDRESS)
    page.get_by_role("textbox").press("Enter")
    page.wait_for_url("**/verzonden")
    return mailed()


def enter(page, language="nl"):
    _link, code = ask(page, language)
    page.get_by_role("textbox").fill(code.lower())
    page.get_by_role("textbox").press("Enter")
    page.wait_for_url("**/mijn/**")


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("nl", "light", 320), ("nl", "dark", 1280), ("en", "light", 1280), ("en", "dark", 320)],
)
def test_every_page_is_accessible_and_fits(new_page, family, language, scheme, width):
    page = new_page(locale=language, scheme=scheme, width=width, may_fail=True)
    found = []

    def look():
        found.extend(problems(page))

    page.goto(f"/{language}/inloggen")
    look()
    press(page.locator("main button"))
    look()
    link, code = ask(page, language)
    look()
    page.goto(link)
    look()
    other = new_page(locale=language, scheme=scheme, width=width)
    other.goto(link)
    found.extend(violations(other))
    press(page.locator("main button"))
    page.wait_for_url("**/mijn/")
    look()
    for card in range(2):
        page.goto(f"/{language}/mijn/")
        press(page.locator(".card h2 a").nth(card))
        look()
    page.goto(f"/{language}/mijn/nergens/")
    look()
    page.goto(link)
    look()
    page.goto(f"/{language}/uitgelogd")
    look()
    assert code
    assert not found, "\n".join(found)


def test_without_scripts_everything_works(new_page, family):
    page = new_page(javascript=False, width=390)
    enter(page)
    page.goto(f"/nl/mijn/{family.public_id}/")
    assert page.locator("section.action time").count() == 1
    assert page.locator("[aria-current=step]").count() == 1
    page.goto("/nl/mijn/")
    press(page.get_by_role("link", name="Sam Bakker"))
    press(page.locator("section.action form button"))
    assert page.locator("[role=status]").count() == 1
    press(page.get_by_role("button").last)
    page.wait_for_url("**/uitgelogd")
    page.goto(f"/nl/mijn/{family.public_id}/")
    assert "/inloggen?next=" in page.url


def test_the_button_in_the_mail_works_in_the_same_browser(new_page, family):
    page = new_page()
    link, _code = ask(page)
    page.goto(link)
    press(page.locator("main button"))
    page.wait_for_url("**/mijn/")


def test_another_device_is_asked_for_the_code(new_page, family):
    link, code = ask(new_page())
    phone = new_page(width=390)
    phone.goto(link)
    phone.get_by_role("textbox").fill(code)
    press(phone.locator("main button"))
    phone.wait_for_url("**/mijn/")


def test_the_whole_way_goes_by_keyboard(new_page, family):
    page = new_page()
    page.goto("/nl/inloggen")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(12):
        if page.evaluate("document.activeElement.name") == "email":
            break
        page.keyboard.press("Tab")
    page.keyboard.type(ADDRESS)
    page.keyboard.press("Enter")
    page.wait_for_url("**/verzonden")


def test_the_mail_is_readable(new_page, family):
    ask(new_page())
    html = mail.outbox[-1].alternatives[0][0]
    for scheme in ("light", "dark"):
        page = new_page(scheme=scheme, width=390)
        page.set_content(html)
        assert violations(page, WCAG) == []
        assert overflow(page) <= 0
