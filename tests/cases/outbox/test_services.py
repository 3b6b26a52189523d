from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from django.utils import timezone

from cases.core import claims
from cases.core.errors import DomainError
from cases.journal.models import Entry
from cases.outbox import services
from cases.outbox.models import Message
from tests import make

pytestmark = pytest.mark.django_db

State = Message.State


def age(message: Message, **moments: timedelta) -> None:
    """Set moments of a message back on the clock of the database."""
    values = {name: claims.later(-since) for name, since in moments.items()}
    Message.objects.filter(pk=message.pk).update(**values)


def now(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


class TestPut:
    def test_r1_waits_in_the_transaction_of_its_cause(self):
        message = make.message(to="anna@voorbeeld.example")
        assert (message.state, message.address) == (State.WAITING, "anna@voorbeeld.example")
        assert not mail.outbox

    def test_the_same_key_twice_makes_one(self):
        assert make.message(dedupe_key="reminder:1")
        assert make.message(dedupe_key="reminder:1", to="ander@voorbeeld.example") is None
        assert Message.objects.count() == 1

    def test_what_cannot_be_stored_is_not_taken_for_a_second_message(self):
        with pytest.raises(IntegrityError):
            make.message(language=None)

    def test_a_moment_to_give_up_is_always_known(self):
        assert make.message().give_up_at > timezone.now() + timedelta(days=2)


class TestDeliver:
    def test_sends_one_mail_and_is_done(self):
        message = make.message(to="anna@voorbeeld.example")
        assert services.deliver() == 1
        (sent,) = mail.outbox
        assert sent.to == ["anna@voorbeeld.example"]
        assert sent.extra_headers["Message-ID"] == f"<{message.public_id}@achterban>"
        assert now(message).state == State.DONE

    def test_a_second_run_finds_nothing(self):
        make.message()
        services.deliver()
        assert services.deliver() == 0
        assert len(mail.outbox) == 1

    def test_too_late_is_not_sent_but_shown(self):
        message = make.message(give_up_at=timezone.now() - timedelta(seconds=1))
        assert services.deliver() == 0
        assert not mail.outbox
        assert (now(message).state, now(message).last_error) == (State.DEAD, "too late")

    def test_an_unknown_template_waits_for_a_worker_that_knows_it(self):
        message = make.message(template="nog-niet-bekend")
        services.deliver()
        assert (now(message).state, now(message).last_error) == (State.WAITING, "TemplateDoesNotExist")

    def test_one_bad_message_does_not_stop_the_others(self):
        make.message(template="nog-niet-bekend")
        make.message()
        assert services.deliver() == 1

    @pytest.mark.parametrize("address", ["a@b.example\nBcc: x@y.example", "a\r@b.example"], ids=["lf", "cr"])
    def test_t19_a_line_break_in_an_address_sends_nothing(self, address):
        message = make.message(to=address)
        services.deliver()
        assert not mail.outbox
        assert not now(message).is_possible_duplicate

    def test_t19_a_line_break_in_a_title_is_folded_away(self):
        make.message(context={"title": "Beroep\r\nBcc: x@y.example", "ends_on": "2026-12-14"})
        services.deliver()
        assert "\n" not in mail.outbox[0].subject
        assert mail.outbox[0].recipients() != ["x@y.example"]

    def test_without_an_address_it_is_given_up(self):
        message = make.message(to="")
        services.deliver()
        assert now(message).state == State.DEAD


class TestSecrets:
    """A sign-in code leaves no trace in the row once nobody needs it there."""

    def secret(self, **values):
        return make.message(is_sensitive=True, context={"title": "K7Q-9F2"}, **values)

    def test_wiped_when_sent(self):
        message = self.secret()
        services.deliver()
        assert "K7Q-9F2" in mail.outbox[0].body
        assert (now(message).context, now(message).address) == ({}, "")

    def test_wiped_when_given_up(self):
        message = self.secret(give_up_at=timezone.now() - timedelta(seconds=1))
        services.deliver()
        assert (now(message).context, now(message).address) == ({}, "")

    def test_cannot_be_tried_again_then(self):
        message = self.secret(give_up_at=timezone.now() - timedelta(seconds=1))
        services.deliver()
        with pytest.raises(DomainError):
            services.try_again(message, by=make.user())

    @pytest.mark.parametrize("state", [State.CANCELLED, State.DEAD, State.DONE])
    def test_wiped_by_the_night_however_it_ended(self, state):
        message = self.secret()
        Message.objects.filter(pk=message.pk).update(state=state)
        services.purge()
        assert now(message).context == {}

    def test_other_messages_keep_theirs_for_a_second_try(self):
        message = make.message(context={"title": "Beroep"})
        services.deliver()
        assert now(message).context == {"title": "Beroep"}


class TestByHand:
    @pytest.fixture
    def given_up(self):
        message = make.message(give_up_at=timezone.now() - timedelta(seconds=1))
        services.deliver()
        return message

    def test_try_again_sends_it(self, given_up):
        services.try_again(given_up, by=make.user())
        assert services.deliver() == 1
        assert Entry.objects.filter(action="message.retried").exists()

    def test_settled_is_closed_with_its_reason(self, given_up):
        services.settle_by_hand(given_up, reason="Gebeld op 3 december.", by=make.user())
        assert (now(given_up).state, now(given_up).settled_reason) == (State.CANCELLED, "Gebeld op 3 december.")
        assert Entry.objects.filter(action="message.settled").exists()

    def test_settling_needs_a_reason(self, given_up):
        with pytest.raises(DomainError) as refused:
            services.settle_by_hand(given_up, reason="  ", by=make.user())
        assert refused.value.field == "reason"

    @pytest.mark.parametrize("service", ["try_again", "settle_by_hand"])
    def test_only_what_was_given_up(self, service):
        words = {"reason": "x"} if service == "settle_by_hand" else {}
        with pytest.raises(DomainError):
            getattr(services, service)(make.message(), **words, by=make.user())


class TestCancel:
    def test_stops_what_waits_runs_or_was_given_up(self):
        for n, state in enumerate([State.WAITING, State.RUNNING, State.DEAD]):
            message = make.message(dedupe_key=f"reminder:a:{n}")
            Message.objects.filter(pk=message.pk).update(state=state)
        other = make.message(dedupe_key="reminder:b:0")
        assert services.cancel(Message.objects.filter(dedupe_key__startswith="reminder:a:")) == 3
        assert now(other).state == State.WAITING

    def test_leaves_what_was_sent(self):
        message = make.message(dedupe_key="reminder:a:0")
        services.deliver()
        services.cancel(Message.objects.filter(dedupe_key__startswith="reminder:a:"))
        assert now(message).state == State.DONE

    def test_between_claim_and_fence_it_still_stops_the_mail(self, monkeypatch):
        message = make.message(dedupe_key="reminder:a:0")
        written = services._mail

        def while_it_is_written(row):
            services.cancel(Message.objects.filter(dedupe_key__startswith="reminder:a:"))
            return written(row)

        monkeypatch.setattr(services, "_mail", while_it_is_written)
        assert services.deliver() == 0
        assert not mail.outbox
        assert now(message).state == State.CANCELLED


class TestReword:
    def test_says_something_else_before_it_is_sent(self):
        message = make.message(context={"title": "oud"})
        services.reword(message, context={"title": "nieuw"})
        assert now(message).context == {"title": "nieuw"}

    def test_between_claim_and_fence_the_old_words_are_held_back(self, monkeypatch):
        message = make.message(context={"title": "oud"})
        written = services._mail

        def while_it_is_written(row):
            made = written(row)
            services.reword(message, context={"title": "nieuw"})
            return made

        monkeypatch.setattr(services, "_mail", while_it_is_written)
        assert services.deliver() == 0
        assert (now(message).state, mail.outbox) == (State.WAITING, [])
        monkeypatch.setattr(services, "_mail", written)
        services.deliver()
        assert "nieuw" in mail.outbox[0].body

    def test_leaves_what_was_sent(self):
        message = make.message(context={"title": "oud"})
        services.deliver()
        services.reword(message, context={"title": "nieuw"})
        assert (now(message).state, now(message).context) == (State.DONE, {"title": "oud"})


class TestPurge:
    def test_erases_address_and_context_a_month_after_the_end(self):
        message = make.message()
        services.deliver()
        age(message, done_at=services.KEEP_ADDRESS_FOR + timedelta(hours=1))
        assert services.purge() == 1
        assert (now(message).address, now(message).context) == ("", {})

    def test_counts_from_the_end_and_not_from_the_beginning(self):
        message = make.message()
        age(message, created_at=timedelta(days=400))
        services.deliver()
        assert services.purge() == 0

    def test_leaves_what_may_have_to_be_sent_again(self):
        message = make.message(give_up_at=timezone.now() - timedelta(days=40))
        services.deliver()
        services.purge()
        assert now(message).address

    def test_but_not_for_ever(self):
        message = make.message(give_up_at=timezone.now() - services.KEEP_GIVEN_UP_FOR - timedelta(days=1))
        services.deliver()
        services.purge()
        assert not now(message).address


def test_overdue_messages_are_seen():
    message = make.message()
    assert not Message.objects.overdue().exists()
    age(message, due_at=timedelta(minutes=6))
    assert Message.objects.overdue().get() == message
