"""The pictures of the README, taken from the demo: `UPDATE_SCREENSHOTS=1 pytest tests/browser/test_screenshots.py`."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.test import Client

from cases.dossier.models import Case
from cases.outbox.tasks import deliver
from cases.staff.models import User
from claimants.signin.tasks import send
from tests.staff_door import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = Path(__file__).parents[2] / "docs" / "screenshots"


@pytest.fixture
def demo(db, capsys):
    call_command("demo")


def keep(page, name, tmp_path):
    folder = PICTURES if os.environ.get("UPDATE_SCREENSHOTS") else tmp_path
    folder.mkdir(exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")
    assert (folder / f"{name}.png").stat().st_size > 20_000


def test_the_public_page_of_a_case(demo, visit, tmp_path):
    page = visit("/nl/zaken/tiktok", width=1280, height=960)
    assert "TikTok" in page.locator("h1").inner_text()
    keep(page, "public", tmp_path)


def test_my_case(demo, new_page, tmp_path, settings, live_server):
    settings.BASE_URL = live_server.url
    page = new_page(width=1280, height=960)
    page.goto("/nl/inloggen")
    page.get_by_role("textbox").fill("adams@voorbeeld.example")
    page.get_by_role("textbox").press("Enter")
    page.wait_for_url("**/verzonden")
    send()
    deliver()
    page.get_by_role("textbox").fill(re.search(r"^\w{4}-\w{4}$", mail.outbox[-1].body, re.MULTILINE).group())
    page.get_by_role("textbox").press("Enter")
    page.wait_for_url("**/nl/mijn/**")
    keep(page, "portal", tmp_path)


def test_the_case_as_staff_read_it(demo, new_page, tmp_path, live_server):
    client = Client()
    sign_in(client, User.objects.get(username="advocaat.smc"))
    page = new_page(width=1280, height=960)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page.goto(f"/beheer/cases/case/{Case.objects.get(slug='tiktok').pk}/change/")
    page.wait_for_load_state("networkidle")
    assert "TikTok" in page.content()
    keep(page, "staff", tmp_path)
