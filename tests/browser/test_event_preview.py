"""Recording a court event in a real browser: the picture follows the answers, with and without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from cases.proceedings.models import CourtEvent
from tests import make
from tests.browser.looking import press
from tests.cases.proceedings.steps import recorded
from tests.staff_door import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def form(new_page, live_server):
    """A factory of the form of one case, opened by a lawyer of the foundation that sued."""
    member = make.membership()
    track = make.track(proceeding=make.proceeding(foundation=member.foundation))
    recorded(track, "merits_begun", "2026-01-05")
    client = Client()
    sign_in(client, member)

    def open_form(**options):
        page = new_page(**options)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.goto(f"/beheer/cases/courtevent/add/?case={track.proceeding.case_id}")
        return page

    return open_form


def fill(page, kind="dismissed"):
    page.locator("#id_kind").select_option(kind, force=True)
    page.locator("#id_happened_on").fill("31-07-2026")
    page.locator("input[name=tracks]").check()


@pytest.mark.parametrize("width", [1440, 320])
def test_the_picture_follows_the_answers(form, width):
    page = form(width=width)
    fill(page)
    page.locator("#changes", has_text="2 november 2026").wait_for()
    assert "1" in page.locator("#record-label").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []
    assert CourtEvent.objects.count() == 1


def test_a_refusal_is_told_before_anything_is_sent(form):
    page = form()
    fill(page, kind="writ_filed")
    page.locator("#changes .refusal", has_text="art. 1018c").wait_for()
    page.locator("#id_kind").select_option("dismissed", force=True)
    page.evaluate("django.jQuery('#id_kind').trigger('change')")
    page.locator("#changes table").wait_for()
    assert page.locator("#changes .refusal").count() == 0


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
def test_look_record_and_undo(form, javascript):
    page = form(javascript=javascript)
    fill(page)
    if javascript:
        page.locator("#changes table").wait_for()
        page.wait_for_load_state("networkidle")
    press(page.locator("button[name=_preview]"))
    page.locator("#changes table").wait_for()
    page.wait_for_load_state("networkidle")  # a preview that runs on would take back what is saved beside it in memory
    assert CourtEvent.objects.count() == 1
    press(page.locator("button[name=_save]"))
    press(page.locator(".recorded button"))
    assert CourtEvent.objects.get(kind="dismissed").is_withdrawn
    assert page.locator(".recorded").count() == 0
