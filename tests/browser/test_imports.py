"""The pages of an import, from the upload to the report, in a real browser."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from cases.staff.choices import Role
from claimants.imports import services
from tests import make
from tests.claimants.imports.files import check, csv, line, take_in, upload
from tests.staff_door import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def keeper():
    return make.membership(role=Role.CASE_MANAGER)


@pytest.fixture
def signed_in(new_page, live_server):
    def make_page(who, **options):
        client = Client()
        sign_in(client, who)
        page = new_page(**options)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        return page

    return make_page


@pytest.mark.parametrize(("scheme", "width", "locale"), [("light", 1440, "nl-NL"), ("dark", 320, "en-GB")])
def test_its_pages_are_accessible_and_fit(signed_in, keeper, scheme, width, locale):
    group = make.group()
    place = {"foundation": keeper.foundation, "group": group, "by": keeper.user}
    named = upload(csv(line(1)), **place)
    checked = check(upload(csv(line(2), line(3, email="geen adres", born_on="31-02-1990")), **place))
    done = take_in(check(upload(csv(line(4), line(5, phone="=1+1")), **place)))
    busy = upload(csv(line(6)), **place)
    services.describe(busy, mapping=busy.mapping, by=None)
    page, found = signed_in(keeper, scheme=scheme, width=width, locale=locale), []
    pages = ["", "add/", *(f"{one.pk}/change/" for one in (named, checked, done, busy))]
    for number, path in enumerate(pages):
        page.goto(f"/beheer/claimants/import/{path}")
        page.wait_for_load_state("networkidle")
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{number}-{scheme}-{width}.png", full_page=True)
        found += [f"{path} {one['id']}: {one['nodes'][0]['html'][:160]}" for one in
                  Axe().run(page).response["violations"]]  # fmt: skip
        found += [f"{path} is too wide"] if page.evaluate("document.documentElement.scrollWidth") > width else []
    assert found == []
