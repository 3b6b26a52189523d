"""A decree day from the form to the second signature, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from cases.radar import services
from tests import make
from tests.staff_door import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lawyer():
    member = make.membership()
    make.counted_deadline(foundation=member.foundation, responsible=member.user)
    return member


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


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_are_accessible_and_fit(signed_in, lawyer, scheme, width):
    day = make.decree_day()
    page = signed_in(lawyer, scheme=scheme, width=width)
    found = []
    for path in ("decreeday/", "decreeday/add/", f"decreeday/{day.pk}/change/", "survey/",
                 f"survey/{day.surveys.get().pk}/change/"):  # fmt: skip
        page.goto(f"/beheer/cases/{path}")
        page.wait_for_load_state("networkidle")
        found += [f"{path} {one['id']}: {one['nodes'][0]['html'][:160]}" for one in
                  Axe().run(page).response["violations"]]  # fmt: skip
        found += [f"{path} is too wide"] if page.evaluate("document.documentElement.scrollWidth") > width else []
    assert found == []


def test_two_people_move_a_deadline(signed_in, lawyer):
    first, second = signed_in(lawyer), signed_in(make.membership(role="board"))
    first.goto("/beheer/cases/decreeday/add/")
    first.fill("[name=closed_on]", "8-5-2028")
    first.fill("[name=decree]", "Besluit gelijkgestelde dagen")
    first.fill("[name=source]", "Staatscourant 2027, 1")
    first.press("[name=source]", "Enter")
    first.wait_for_url("**/survey/*/change/")
    assert first.locator("table.shifts tbody tr").count() == 1
    for page in (first, second):
        page.goto(first.url)
        page.click(".cockpit-head button")
        page.wait_for_load_state("networkidle")
    services.carry_out()
    assert lawyer.foundation.deadlines.get().ends_on.isoformat() == "2028-05-09"
