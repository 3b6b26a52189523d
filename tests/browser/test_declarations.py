"""The pages of windows, declarations and the registry fit every screen and read well to everybody."""

import os
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from cases.core.tenancy import acting_for
from cases.staff.choices import Role
from claimants.declarations import reconciliation, submissions
from tests import make
from tests.staff_door import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def paths():
    member = make.membership(role=Role.LAWYER)
    make.membership(user=member.user, foundation=member.foundation, role=Role.CASE_MANAGER)
    noor = make.claimant(foundation=member.foundation, full_name="Proef Noor")
    window = make.window(court=make.court())
    made = make.declaration(claimant=noor, window=window)
    content = b"kenmerk;naam;datum\n;Proef Noor;01-11-2026\n"
    given = {"content": content, "received_on": date(2026, 11, 2), "by": member.user}
    registry_list = reconciliation.take_in(member.foundation, window, **given)
    listed = submissions.make(member.foundation, window, by=member.user)
    with acting_for(member.foundation):
        line = registry_list.rows.get()
    pages = ["window/", "window/add/", f"window/{window.pk}/change/", f"window/{window.pk}/extend/",
             f"window/{window.pk}/take_in_list/", "declaration/", "declaration/add/",
             f"declaration/{made.pk}/change/", f"declaration/{made.pk}/reverse/",
             f"registrylist/{registry_list.pk}/change/", "registryrow/",
             f"registryrow/{line.pk}/settle/", f"submission/{listed.pk}/change/"]  # fmt: skip
    return member, pages


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 320)])
def test_every_page_fits_and_is_accessible(new_page, live_server, paths, scheme, width):
    member, pages = paths
    client = Client()
    sign_in(client, member)
    page = new_page(scheme=scheme, width=width)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    wrong = {}
    for path in pages:
        answer = page.goto(f"/beheer/claimants/{path}")
        if folder := os.environ.get("SCREENS"):
            page.screenshot(path=f"{folder}/{path.strip('/').replace('/', '-')}-{width}.png", full_page=True)
        too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        found = [one["id"] for one in Axe().run(page).response["violations"]]
        if not answer.ok or too_wide or found:
            wrong[path] = (answer.status, too_wide, found)
    assert wrong == {}
