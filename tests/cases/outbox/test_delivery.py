"""The rules R6 to R10 against a real mail server."""

import smtplib
from datetime import timedelta

import pytest
from django.db import OperationalError

from cases.core import claims
from cases.outbox import services, smtp
from cases.outbox.models import Message
from tests import make
from tests.mail_server import free_port

pytestmark = pytest.mark.django_db

State = Message.State


@pytest.fixture
def ten():
    """Ten messages; the sixth is the one that meets trouble."""
    return [make.message(to=f"m{n:02}@voorbeeld.example") for n in range(1, 11)]


def at_once():
    Message.objects.filter(state=State.WAITING).update(due_at=claims.later(-timedelta(seconds=1)))


def count(server) -> dict[str, int]:
    return {f"m{n:02}": len(server.of(f"m{n:02}@voorbeeld.example")) for n in range(1, 11)}


ONCE = {f"m{n:02}": 1 for n in range(1, 11)}


def test_r9_one_recipient_a_mail_in_two_forms(mail_server):
    message = make.message(to="anna@voorbeeld.example", context={"title": "O'Brien & co", "ends_on": "2026-12-14"})
    services.deliver()
    (received,) = mail_server.received
    assert received.message_id == message.message_id
    assert received.mail["To"] == "anna@voorbeeld.example"
    assert received.mail["Auto-Submitted"] == "auto-generated"
    plain, html = (received.mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "O'Brien & co" in plain
    assert "O&#x27;Brien &amp; co" in html
    assert "maandag 14 december 2026" in plain


def test_one_connection_carries_all_that_waits(mail_server, ten, monkeypatch):
    opened, connect = [], smtplib.SMTP.connect
    monkeypatch.setattr(smtplib.SMTP, "connect", lambda self, *args: opened.append(1) or connect(self, *args))
    assert services.deliver() == 10
    assert len(opened) == 1


def test_a_connection_the_server_closed_meanwhile_is_opened_again_and_flags_nothing(mail_server, ten, monkeypatch):
    written = services._mail

    def after_a_while(row):
        for connection in mail_server.connections:
            connection.abort()
        mail_server.connections.clear()
        return written(row)

    monkeypatch.setattr(services, "_mail", after_a_while)
    assert services.deliver() == 10
    assert count(mail_server) == ONCE
    assert not Message.objects.filter(is_possible_duplicate=True).exists()


@pytest.mark.parametrize("answer", ["550 no such user", "data: 554 looks like spam"], ids=["F19-550", "554"])
def test_f19_a_no_for_ever_gives_up_one_and_sends_nine_once(mail_server, ten, answer):
    mail_server.faults["m06@voorbeeld.example"] = answer
    services.deliver()
    at_once()
    services.deliver()
    assert count(mail_server) == ONCE | {"m06": 0}
    dead = Message.objects.given_up().get()
    assert dead.address == "m06@voorbeeld.example"
    assert answer.removeprefix("data: ")[:3] in dead.last_error
    assert "voorbeeld" not in dead.last_error
    assert not dead.is_possible_duplicate


@pytest.mark.parametrize(
    "answer", ["451 try later", "421 closing", "data: 451 try later", "data: 421 closing"], ids=str
)
def test_f18_not_now_is_tried_again_and_flags_nothing(mail_server, ten, answer):
    mail_server.faults["m06@voorbeeld.example"] = answer
    services.deliver()
    assert count(mail_server) == ONCE | {"m06": 0}
    mail_server.faults.clear()
    at_once()
    services.deliver()
    assert count(mail_server) == ONCE
    assert not Message.objects.filter(is_possible_duplicate=True).exists()


def test_f18_dropped_before_it_was_stored_arrives_once_and_is_flagged(mail_server, ten):
    mail_server.faults["m06@voorbeeld.example"] = "drop before"
    services.deliver()
    mail_server.faults.clear()
    at_once()
    services.deliver()
    assert count(mail_server) == ONCE
    assert Message.objects.get(is_possible_duplicate=True).address == "m06@voorbeeld.example"


@pytest.mark.parametrize("fault", ["drop after", "slow"], ids=["F17", "F20"])
def test_f17_an_answer_that_never_came_repeats_that_mail_only_with_the_same_message_id(
    mail_server,
    ten,
    fault,
    monkeypatch,
):
    monkeypatch.setattr(smtp, "patience", lambda: 1)
    mail_server.faults["m06@voorbeeld.example"] = fault
    services.deliver()
    mail_server.faults.clear()
    at_once()
    services.deliver()
    assert count(mail_server) == ONCE | {"m06": 2}
    twice = mail_server.of("m06@voorbeeld.example")
    assert len({one.message_id for one in twice}) == 1
    flagged = Message.objects.get(is_possible_duplicate=True)
    assert flagged.message_id == twice[0].message_id
    assert not Message.objects.exclude(state=State.DONE).exists()


def test_a_late_answer_to_the_mail_itself_is_waited_for(mail_server, ten, settings):
    settings.EMAIL_TIMEOUT, mail_server.seconds = 1, 2
    mail_server.faults["m06@voorbeeld.example"] = "slow"
    assert services.deliver() == 10
    assert count(mail_server) == ONCE
    assert not Message.objects.filter(is_possible_duplicate=True).exists()


def test_f04_a_worker_that_froze_after_the_fence_offers_nothing(mail_server, ten, monkeypatch):
    rcpt = smtplib.SMTP.rcpt

    def asleep(self, recipient, *options):
        if recipient == "m06@voorbeeld.example":
            self.began -= claims.LEASE.total_seconds()
        return rcpt(self, recipient, *options)

    monkeypatch.setattr(smtplib.SMTP, "rcpt", asleep)
    assert services.deliver() == 9
    assert count(mail_server) == ONCE | {"m06": 0}
    left = Message.objects.get(address="m06@voorbeeld.example")
    assert (left.state, left.last_error, left.is_possible_duplicate) == (State.WAITING, "OutOfTime", False)


def test_nobody_answers_the_door_and_nothing_is_lost_or_flagged(mail_server, ten, settings):
    door = settings.EMAIL_PORT
    settings.EMAIL_PORT = free_port()
    assert services.deliver() == 0
    assert set(Message.objects.values_list("last_error", flat=True)) == {"ConnectionRefusedError"}
    settings.EMAIL_PORT = door
    at_once()
    services.deliver()
    assert count(mail_server) == ONCE
    assert not Message.objects.filter(is_possible_duplicate=True).exists()


@pytest.mark.parametrize(
    ("refused", "error"), [("password", "SMTPAuthenticationError 535"), ("sender", "SMTPSenderRefused 550")]
)
def test_a_no_to_us_kills_no_message(mail_server, ten, settings, refused, error):
    if refused == "password":
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "achterban", "verlopen"
    else:
        mail_server.faults["sender"] = "550 not from you"
    services.deliver()
    assert not mail_server.received
    assert set(Message.objects.values_list("state", "last_error")) == {(State.WAITING, error)}
    assert not Message.objects.filter(is_possible_duplicate=True).exists()
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    mail_server.faults.clear()
    at_once()
    services.deliver()
    assert count(mail_server) == ONCE


def test_f04_a_worker_that_froze_before_the_fence_sends_nothing(mail_server, monkeypatch):
    message = make.message()
    written = services._mail

    def frozen(row):
        Message.objects.filter(pk=row.pk).update(lease_until=claims.later(-timedelta(seconds=1)))
        monkeypatch.setattr(services, "_mail", written)
        services.deliver()  # another worker takes over and sends
        return written(row)

    monkeypatch.setattr(services, "_mail", frozen)
    services.deliver()
    assert len(mail_server.received) == 1
    assert Message.objects.get(pk=message.pk).state == State.DONE


def test_f14_the_database_is_away_when_the_answer_is_known(mail_server, monkeypatch):
    message = make.message()
    finish, falls = claims.finish, [OperationalError("gone"), OperationalError("gone")]

    def shaky(*args, **values):
        if falls:
            raise falls.pop()
        return finish(*args, **values)

    monkeypatch.setattr(claims, "finish", shaky)
    monkeypatch.setattr(claims, "close_old_connections", lambda: None)
    assert services.deliver() == 1
    assert services.deliver() == 0
    assert len(mail_server.received) == 1
    assert Message.objects.get(pk=message.pk).state == State.DONE
