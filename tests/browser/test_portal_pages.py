"""Every page of a claimant in a real browser: both languages, light and dark, small and large, by keyboard."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from tests import make, make_papers
from tests.browser.looking import keep, overflow, press, problems, reachable_count, walk
from tests.portal_door import ADDRESS, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [("nl", "light", 320), ("nl", "dark", 1280), ("en", "light", 1280), ("en", "dark", 320)]
PAGES = {
    "details": "gegevens",
    "change-name": "gegevens/naam",
    "change-home": "gegevens/adres",
    "change-language": "gegevens/taal",
    "change-email": "gegevens/e-mail",
    "choice": "keuze",
    "declare": "keuze/doorgeven",
    "proof": "bewijs",
    "letters": "berichten",
    "stop": "stoppen",
    "leave": "stoppen/stichting",
    "history": "geschiedenis",
    "children": "/mijn/kinderen",
    "download": "/mijn/download",
    "erase": "/mijn/wissen",
    "wishes": "/mijn/meldingen",
    "step-up": "/inloggen/bevestigen",
}
WRONG = {
    "proof": {},
    "stop": {},
    "leave": {},
    "erase": {},
    "declare": {},
    "change-name": {"full_name": ""},
    "change-email": {"email": "geen adres"},
}


@pytest.fixture
def noor(settings, live_server):
    """Noor with a choice to make, and a child in the same case who waits for her."""
    settings.BASE_URL = live_server.url
    contact = {"email": "post@stichting.example", "phone": "+31 20 123 45 67", "postal_address": "Postbus 1\nUtrecht"}
    home = {"street": "Voorbeeldweg 12", "postcode": "1234 AB", "city": "Utrecht", "phone": "+31 6 12 34 56 78"}
    noor = make.claimant(foundation=make.foundation(**contact), email=ADDRESS, full_name="Noor Bakker", **home)
    born_on = timezone.localdate() - timedelta(days=13 * 366)
    child = make.claimant(foundation=noor.foundation, full_name="Sam Bakker", email="", born_on=born_on)
    make.guardianship(minor=child, guardian=noor)
    case = make.case(title="De zaak van de verzamelde gegevens", title_en="The case of the collected data")
    group = make.group(case=case, name="Volwassenen", name_en="Adults")
    make.representation(foundation=noor.foundation, group=group)
    make.in_stage(
        "S46_opt_out_window",
        proceeding=make.proceeding(case=case, foundation=noor.foundation),
        group=group,
        event={"court_set_on": timezone.localdate() + timedelta(days=20)},
    )
    court = make.court(registry_address="Postbus 84500\n1080 BN Amsterdam")
    now = timezone.now()
    make.window(group=group, court=court, opens_at=now - timedelta(days=9), closes_at=now + timedelta(days=20))
    make.claimant_message(claimant=noor, subject="Er komt een zitting", text="De rechter heeft een dag gekozen.")
    make.news_item(about=case, title="De rechter stelt een termijn", publisher="De Voorbeeldkrant")
    make.registration(claimant=child, group=group, state="guardian_pending")
    registration = make.registration(claimant=noor, group=group)
    make_papers.proof(registration=registration)
    return registration


@pytest.fixture
def enter(new_page, noor, live_server):
    """An empty page of a browser in which Noor is signed in."""

    def open_one(**options):
        client = Client()
        sign_in(client, noor.foundation)
        page = new_page(**options)
        name = django_settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return open_one


def addresses(noor, language):
    mine = f"/{language}/mijn/{noor.public_id}"
    return {"home": f"/{language}/mijn/", "case": f"{mine}/"} | {
        name: f"/{language}{path}" if path.startswith("/") else f"{mine}/{path}" for name, path in PAGES.items()
    }


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_every_page_is_accessible_and_fits(enter, noor, language, scheme, width):
    page = enter(locale=language, scheme=scheme, width=width)
    found, titles = [], {}
    for name, path in addresses(noor, language).items():
        assert page.goto(path).status == 200, path
        keep(page, f"{name}-{language}-{scheme}-{width}")
        found += problems(page)
        titles[name] = page.title()
    assert not found, "\n".join(found)
    assert len(set(titles.values())) == len(titles), titles


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS[:2])
def test_every_error_is_accessible_and_fits(enter, noor, language, scheme, width):
    page = enter(locale=language, scheme=scheme, width=width)
    found = []
    for name, typed in WRONG.items():
        page.goto(addresses(noor, language)[name])
        for field, text in typed.items():
            page.locator(f"[name={field}]").fill(text)
        press(page.locator("main form[novalidate] button"))
        assert page.locator(".errors[role=alert]").count() == 1
        assert page.title().startswith("Fout:" if language == "nl" else "Error:")
        keep(page, f"{name}-error-{language}-{scheme}-{width}")
        found += problems(page)
    assert not found, "\n".join(found)


def test_every_page_fits_at_400_percent_and_with_more_space_between_letters(enter, noor):
    page = enter(width=320, height=256)
    for path in addresses(noor, "nl").values():
        page.goto(path)
        page.evaluate("document.body.style.cssText = 'letter-spacing: .12em; word-spacing: .16em; line-height: 1.5'")
        assert overflow(page) <= 0, path


def test_every_page_is_walked_by_keyboard(enter, noor):
    page = enter()
    for path in addresses(noor, "nl").values():
        page.goto(path)
        reached = walk(page)
        assert reached[0][0] == "A", path
        assert all(is_seen for _tag, _name, is_seen in reached[1:]), path
        assert len(reached) == reachable_count(page), path


def test_five_minutes_before_the_end_one_press_keeps_the_session(enter, noor):
    page = enter()
    page.clock.install()
    page.goto(f"/nl/mijn/{noor.public_id}/gegevens/naam")
    page.locator("[name=full_name]").fill("Noor de Wit")
    warning = page.locator("#session-ends")
    page.clock.fast_forward("24:00")
    assert not warning.is_visible()
    page.clock.fast_forward("02:00")
    assert warning.is_visible()
    assert problems(page) == []
    warning.locator("button").click()
    warning.wait_for(state="hidden")
    assert page.locator("[name=full_name]").input_value() == "Noor de Wit"
