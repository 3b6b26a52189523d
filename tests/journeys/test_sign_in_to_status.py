"""From a typed address to "where does my case stand": the mail, the button, the page."""

import logging
from datetime import date

import pytest
from django.core import mail

from cases.outbox.tasks import deliver
from cases.proceedings import recording
from claimants.signin.tasks import send
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "Noor.Bakker@voorbeeld.example"


@pytest.fixture
def registration():
    noor = make.claimant(email=ADDRESS, full_name="Noor Bakker")
    group = make.group(name="Volwassenen", case=make.case(title="TikTok", slug="tiktok-proef"))
    make.representation(foundation=noor.foundation, group=group)
    return make.registration(claimant=noor, group=group)


@pytest.fixture
def track(registration):
    proceeding = make.proceeding(case=registration.group.case, foundation=registration.foundation)
    return make.track(proceeding=proceeding, group=registration.group)


def clock():
    """What the clock does every few seconds."""
    send()
    deliver()


def ask(browser, language="nl"):
    page = browser.post(f"/{language}/inloggen", {"email": ADDRESS.lower()}, follow=True)
    assert page.redirect_chain == [(f"/{language}/inloggen/verzonden", 303)]
    clock()
    lines = mail.outbox[-1].body.splitlines()
    link = next(line for line in lines if line.startswith("http://localhost:8000"))
    code = next(line for line in lines if len(line) == 9 and line[4] == "-")
    return link.removeprefix("http://localhost:8000"), code


def recorded(track, kind, on):
    return recording.record_event(track.proceeding.case, kind=kind, happened_on=on, tracks=[track], by=make.user())


def test_the_button_in_the_mail_opens_my_case(client, registration, track):
    recorded(track, "writ_served", date(2024, 3, 1))
    link, _code = ask(client)
    assert mail.outbox[-1].to == [ADDRESS]
    assert client.get(link).status_code == 200
    page = client.post(link, follow=True)
    assert page.request["PATH_INFO"] == f"/nl/mijn/{registration.public_id}/"
    assert "De rechtszaak is begonnen" in page.content.decode()


def test_the_code_opens_it_too_and_a_new_stage_is_there_at_once(client, registration, track):
    recorded(track, "writ_served", date(2024, 3, 1))
    _link, code = ask(client)
    page = client.post("/nl/inloggen/code", {"code": code}, follow=True)
    assert "De rechtszaak is begonnen" in page.content.decode()
    recorded(track, "writ_filed", date(2024, 3, 2))
    page = client.get(f"/nl/mijn/{registration.public_id}/")
    assert "De zaak staat in het openbare register" in page.content.decode()


def test_in_english_from_the_first_page_to_the_last(client, registration, track):
    recorded(track, "writ_served", date(2024, 3, 1))
    _link, code = ask(client, "en")
    assert "sign in" in mail.outbox[-1].subject
    page = client.post("/en/inloggen/code", {"code": code}, follow=True)
    assert "The court case has started" in page.content.decode()


def test_after_signing_out_the_page_is_closed(client, registration):
    _link, code = ask(client)
    client.post("/nl/inloggen/code", {"code": code})
    client.post("/nl/uitloggen")
    assert client.get(f"/nl/mijn/{registration.public_id}/").status_code == 302


def test_a_parent_finds_the_child_until_thirty_days_after_the_eighteenth_birthday(client, registration, time_machine):
    child = make.claimant(foundation=registration.foundation, email="", called_name="Sam", born_on=date(2013, 3, 27))
    make.guardianship(minor=child, guardian=registration.claimant)
    make.registration(claimant=child, group=registration.group)
    time_machine.move_to("2031-03-26T23:50:00+01:00")
    _link, code = ask(client)
    client.post("/nl/inloggen/code", {"code": code})
    assert "Sam" in client.get("/nl/mijn/").content.decode()
    time_machine.move_to("2031-03-27T00:01:00+01:00")
    assert "Sam" in client.get("/nl/mijn/").content.decode()
    time_machine.move_to("2031-04-28T00:01:00+02:00")
    _link, code = ask(client)
    client.post("/nl/inloggen/code", {"code": code})
    page = client.get("/nl/mijn/", follow=True)
    assert page.request["PATH_INFO"] == f"/nl/mijn/{registration.public_id}/"
    assert "Sam" not in page.content.decode()


def test_no_log_knows_who_it_was(client, registration, caplog):
    caplog.set_level(logging.DEBUG)
    link, code = ask(client)
    client.post(link, follow=True)
    for secret in (ADDRESS, ADDRESS.lower(), "Noor", link.rpartition("/")[2], code):
        assert secret not in caplog.text
