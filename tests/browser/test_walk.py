"""The whole way in a browser: staff record a judgment, the deadline reminds, a claimant reads the new stage."""

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.utils import timezone

from cases.deadlines.models import Deadline, Reminder
from cases.deadlines.tasks import remind
from cases.outbox.tasks import deliver
from cases.proceedings.services import record_event
from cases.staff import services as staff
from claimants.signin.tasks import send
from tests import make
from tests.browser.looking import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "een lang wachtwoord"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ADDRESS = "noor@voorbeeld.example"


@pytest.fixture
def registration():
    """A case in its admissibility phase, a lawyer of its foundation, and a claimant of its group."""
    foundation = make.foundation(name="Stichting Proef", short_name="Proef")
    lawyer = make.user(
        username="jurist", password=PASSWORD, email="jurist@stichting.example", first_name="Jo", last_name="Jurist"
    )
    make.membership(user=lawyer, foundation=foundation)
    staff.enrol_totp(lawyer, SECRET)
    case = make.case(title="De proefzaak", slug="proefzaak")
    group = make.group(case=case, name="Volwassenen")
    make.representation(foundation=foundation, group=group)
    track = make.track(proceeding=make.proceeding(case=case, foundation=foundation), group=group)
    record_event(case, kind="writ_served", happened_on=date(2024, 3, 1), tracks=[track], by=lawyer)
    return make.registration(claimant=make.claimant(foundation=foundation, email=ADDRESS), group=group)


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, int(timezone.now().timestamp()) // 30))


def sign_in_as_staff(page):
    page.goto("/beheer/")
    page.fill("[name=login]", "jurist")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.fill("[name=code]", code_now())
    page.keyboard.press("Enter")
    page.wait_for_url("**/beheer/")


def record_the_judgment(page, case):
    page.goto(f"/beheer/cases/courtevent/add/?case={case.pk}")
    page.locator("select[name=kind]").select_option("exclusive_representative_appointed", force=True)
    page.fill("[name=happened_on]", "gisteren")
    page.locator("input[name=tracks]").check()
    page.locator("#changes table").wait_for()
    page.wait_for_load_state("networkidle")  # a preview that runs on would take back what is saved beside it in memory
    press(page.locator("[name=_save]"))


def test_from_the_judgment_to_the_reminder_and_the_claimant(new_page, registration, settings, live_server):
    settings.BASE_URL = live_server.url
    office = new_page(width=1440)
    sign_in_as_staff(office)
    record_the_judgment(office, registration.group.case)
    deadline = Deadline.objects.get(term="D14")
    office.goto(f"/beheer/cases/deadline/{deadline.pk}/change/")
    proof = office.locator(".proof").inner_text()
    assert deadline.ends_on.strftime("%-d") in proof
    assert "339 lid 1 Rv" in proof

    Reminder.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    remind()
    deliver()
    reminder = next(one for one in mail.outbox if one.to == ["jurist@stichting.example"])
    assert "proefzaak" in f"{reminder.subject}{reminder.body}".lower()

    home = new_page(width=390)
    home.goto("/nl/inloggen")
    home.get_by_role("textbox").fill(ADDRESS)
    home.get_by_role("textbox").press("Enter")
    home.wait_for_url("**/verzonden")
    send()
    deliver()
    code = re.search(r"^\w{4}-\w{4}$", mail.outbox[-1].body, re.MULTILINE).group()
    home.get_by_role("textbox").fill(code)
    home.get_by_role("textbox").press("Enter")
    home.wait_for_url(f"**/nl/mijn/{registration.public_id}/")
    assert "leidt de zaak" in home.inner_text("main") or "leiden de zaak" in home.inner_text("main")
