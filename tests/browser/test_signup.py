"""Signing up in a real browser: every step and every error, both languages, light and dark, small and large."""

import re
from datetime import date

import pytest

from cases.outbox.models import Message
from claimants.consents.choices import TermsKind
from claimants.signup import finishing, services
from tests import make, make_signup
from tests.browser.looking import keep, overflow, press, problems, reachable_count, walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [("nl", "light", 320), ("nl", "dark", 1280), ("en", "light", 1440), ("en", "dark", 320)]
ALL_TEXTS = (
    TermsKind.PARTICIPATION_AGREEMENT, TermsKind.PRIVACY_STATEMENT, TermsKind.GUARDIAN_CONSENT, TermsKind.NEWSLETTER,
)  # fmt: skip
LONG = "een.heel.lang.adres.van.iemand.met.veel.namen@een-heel-lange-naam-van-een-provider.voorbeeld.example"


@pytest.fixture
def opened(settings, live_server):
    settings.BASE_URL = live_server.url
    contact = {"email": "post@stichting.example", "phone": "+31 20 123 45 67", "postal_address": "Postbus 1\nUtrecht"}
    case = make.case(title="De zaak van de verzamelde gegevens", title_en="The case of the collected data",
                     concern=make.concern(name="Voorbeeld"))  # fmt: skip
    found = []
    for name, english, ages in (
        ("Volwassenen", "Adults", {"age_from": 18}),
        ("Kinderen", "Children", {"age_until": 17}),
    ):
        group = make.group(case=case, name=name, name_en=english, used_from=date(2018, 5, 25), **ages)
        foundation = make.foundation(name=f"Stichting Voorbeeld {name}", **contact)
        make.representation(group=group, foundation=foundation)
        found.append(make_signup.opening(group=group, foundation=foundation, kinds=ALL_TEXTS))
    return found


class Look:
    """A browser at one step after another: pictures kept, faults gathered."""

    def __init__(self, page, language, scheme, width):
        self.page, self.found, self.titles = page, [], []
        self.mark = f"{language}-{scheme}-{width}"

    def __call__(self, name):
        keep(self.page, f"signup-{name}-{self.mark}")
        self.found += problems(self.page)
        self.titles.append((name, self.page.title()))

    def fill(self, **typed):
        for name, text in typed.items():
            self.page.locator(f"[name={name}]").fill(text)

    def go(self):
        press(self.page.locator("main form[method=post] button").first)

    def wrong(self, name):
        self.go()
        assert self.page.locator("[role=alert]").count() == 1, self.page.content()
        self(f"{name}-error")


class Walk(Look):
    """The same steps, each walked by keyboard: everything that can be used is reached once, and can be seen."""

    def __call__(self, name):
        reached = walk(self.page)
        assert reached[0][0] == "A", name
        assert all(is_seen for _tag, _name, is_seen in reached[1:]), (name, reached)
        assert len(reached) == reachable_count(self.page), (name, reached)
        assert not [text for _tag, text, _seen in reached if re.search("website|Laat dit leeg", text)], name
        self.titles.append((name, self.page.title()))


def sign_up_a_child(look, opened, language):
    """Every step a parent takes, each with its error page, to the end."""
    page, slug = look.page, opened[0].group.case.slug
    page.goto(f"/{language}/zaken/{slug}/aanmelden")
    look("1-start")
    look.wrong("1-start")
    page.locator("[name=about][value=parent]").check()
    page.locator(f"[name=opening][value='{opened[1].public_id}']").check()
    look.go()
    look("2-situation")
    look.wrong("2-situation")
    page.locator("[name=uses][value=yes]").check()
    look.fill(from_month="3", from_year="2020")
    look.go()
    look("3-who")
    look.wrong("3-who")
    look.fill(full_name="Kind Bakker", guardian_name="Noor Bakker", email=LONG)
    look.fill(born_day="1", born_month="2", born_year="2014")
    look.go()
    look("4-terms")
    look.wrong("4-terms")
    for name in ("agrees", "declares"):
        page.locator(f"[name={name}]").check()
    look.go()
    look("5-check")
    look.go()
    look("6-mail")
    look.wrong("6-mail")
    finishing.send()
    context = Message.objects.get(template="sign-up").context
    page.goto(context["url"])
    look("7-link")
    page.goto(f"/{language}/zaken/{slug}/aanmelden/mail")
    look.fill(code=context["code"])
    look.go()
    assert page.url.endswith("/aanmelden/klaar")
    look("8-done")


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_a_parent_signs_up_a_child_without_a_script(new_page, opened, language, scheme, width):
    page = new_page(locale=language, scheme=scheme, width=width)
    look = Look(page, language, scheme, width)
    sign_up_a_child(look, opened, language)
    assert not look.found, "\n".join(look.found)
    assert len({title for _name, title in look.titles}) >= len(look.titles) - 1, look.titles


def test_every_step_and_every_error_is_walked_by_keyboard(new_page, opened):
    look = Walk(new_page(), "nl", "light", 1280)
    sign_up_a_child(look, opened, "nl")
    assert len(look.titles) == 13, look.titles


def test_p16_signing_up_needs_no_script(new_page, opened):
    page = new_page(javascript=False)
    page.goto(f"/nl/zaken/{opened[0].group.case.slug}/aanmelden")
    page.locator("[name=about][value=adult]").check()
    page.locator(f"[name=opening][value='{opened[0].public_id}']").check()
    page.locator("main form[method=post] button").first.click()
    assert page.url.endswith("/aanmelden/situatie")
    page.locator("main form[method=post] button").first.click()
    assert page.locator("[role=alert]").count() == 1


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_the_pages_around_it(new_page, opened, language, scheme, width):
    page = new_page(locale=language, scheme=scheme, width=width, may_fail=True)
    look, slug = Look(page, language, scheme, width), opened[0].group.case.slug
    make.window(group=opened[0].group)
    site = f"/{language}/zaken/{slug}"
    for name in ("voor-ouders", "voor-kinderen", "doe-ik-mee", "aanmelden/ouder", "aanmelden/bevestigen/x", ""):
        page.goto(f"{site}/{name}".rstrip("/"))
        look(name.replace("/", "-") or "case")
    page.goto(f"{site}/doe-ik-mee")
    look.wrong("belong")
    page.locator("[name=uses][value=yes]").check()
    look.fill(from_month="3", from_year="2020", born_day="1", born_month="2", born_year="1990")
    look.go()
    look("belong-answer")
    for one in opened:
        services.change_opening(one, closed_on=date(2020, 1, 2), by=None)
    page.goto(f"{site}/aanmelden")
    look("closed")
    assert not look.found, "\n".join(look.found)


def test_the_first_steps_are_walked_by_keyboard_and_fit_at_400_percent(new_page, opened):
    page = new_page(width=320, height=256)
    page.goto(f"/nl/zaken/{opened[0].group.case.slug}/aanmelden")
    reached = walk(page)
    assert reached[0][0] == "A"
    assert all(is_seen for _tag, _name, is_seen in reached[1:])
    assert not [name for _tag, name, _seen in reached if re.search("website|Laat dit leeg", name)]
    page.evaluate("document.body.style.cssText = 'letter-spacing: .12em; word-spacing: .16em; line-height: 1.5'")
    assert overflow(page) <= 0
