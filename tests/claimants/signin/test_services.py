from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from cases.core import claims
from cases.core.claims import later
from cases.journal.models import Entry
from cases.outbox import services as outbox
from cases.outbox.models import Message
from claimants.people.identity import email_index
from claimants.signin import keys, rules, services
from claimants.signin.models import SignInRequest
from tests import make
from tests.claimants.signin import race

pytestmark = pytest.mark.django_db
IS_POSTGRESQL = connection.vendor == "postgresql"
ADDRESS = "noor@voorbeeld.example"


def ask(address=ADDRESS, browser="laptop", network="192.0.2.1", language="nl"):
    services.request_link(address, browser=browser, network=network, language=language)
    return SignInRequest.objects.first()


def mailed():
    """Token and code of the newest mail that waits."""
    context = Message.objects.filter(template="sign-in").first().context
    return context["url"].rpartition("/")[2], context["code"]


def asked_and_mailed(**values):
    ask(**values)
    services.send()
    return mailed()


@pytest.fixture
def noor():
    return make.claimant(email=ADDRESS)


class TestAsking:
    def test_the_row_holds_hashes_and_no_address(self, noor):
        request = ask()
        kept = " ".join(str(getattr(request, field.name)) for field in request._meta.fields)
        assert ADDRESS not in kept
        assert "192.0.2.1" not in kept
        assert "laptop" not in kept
        assert request.email_index == email_index(ADDRESS)

    def test_nothing_is_mailed_by_the_web_process(self, noor):
        ask()
        assert not Message.objects.exists()

    def test_p02_twenty_requests_give_three_mails(self, noor):
        for _ in range(20):
            ask()
        services.send()
        assert Message.objects.count() == 3

    def test_p02_requests_that_slipped_past_together_are_counted_again_by_the_worker(self, noor):
        row = ask()
        SignInRequest.objects.bulk_create(
            SignInRequest(
                email_index=row.email_index,
                network_hash=row.network_hash,
                browser_hash=row.browser_hash,
                due_at=Now(),
                expires_at=later(rules.LIFETIME),
            )
            for _ in range(9)
        )
        services.send()
        assert Message.objects.count() == 3

    def test_an_hour_later_there_is_room_again(self, noor):
        for _ in range(3):
            ask()
        SignInRequest.objects.update(created_at=later(-timedelta(minutes=61)))
        ask()
        assert SignInRequest.objects.count() == 4

    def test_one_network_cannot_ask_for_everybody(self):
        for number in range(rules.PER_NETWORK + 5):
            ask(address=f"iemand{number}@voorbeeld.example", browser=str(number))
        assert SignInRequest.objects.count() == rules.PER_NETWORK

    def test_limits_count_the_same_for_an_unknown_address(self):
        for _ in range(5):
            ask(address="onbekend@voorbeeld.example")
        assert SignInRequest.objects.count() == rules.PER_ADDRESS


class TestSending:
    def test_a_mail_goes_to_the_address_as_stored(self):
        make.claimant(email="Noor@Voorbeeld.example")
        ask(address="noor@voorbeeld.EXAMPLE")
        assert services.send() == 1
        message = Message.objects.get()
        assert message.address == "Noor@Voorbeeld.example"
        assert message.is_sensitive
        assert message.give_up_at == SignInRequest.objects.get().expires_at

    def test_p17_a_lookalike_gets_nothing_and_neither_does_the_victim(self):
        make.claimant(email="admin@voorbeeld.example")
        ask(address="admın@voorbeeld.example")
        assert services.send() == 0
        assert not Message.objects.exists()

    def test_an_unknown_address_is_done_without_a_mail(self):
        ask()
        assert services.send() == 0
        assert SignInRequest.objects.get().state == claims.State.DONE

    def test_one_address_in_two_files_gets_one_mail_for_both(self):
        people = [make.claimant(email=ADDRESS), make.claimant(email=ADDRESS)]
        make.foundation()
        ask()
        services.send()
        message = Message.objects.get()
        assert message.foundation is None
        assert SignInRequest.objects.get().foundations == [person.foundation_id for person in people]

    def test_a_guardian_is_found_as_a_person_of_the_file(self):
        parent = make.claimant(email=ADDRESS)
        make.guardianship(minor=make.claimant(foundation=parent.foundation, email=""), guardian=parent)
        ask()
        assert services.send() == 1

    def test_only_hashes_of_link_and_code_are_kept(self, noor):
        token, code = asked_and_mailed()
        request = SignInRequest.objects.get()
        assert request.token_hash == keys.hash_token(token)
        assert code.replace("-", "") not in str(vars(request))
        assert len(token) >= 43

    def test_the_secret_is_wiped_as_soon_as_it_is_sent(self, noor, mailoutbox):
        token, code = asked_and_mailed()
        outbox.deliver()
        assert token in mailoutbox[0].body
        assert code in mailoutbox[0].body
        assert Message.objects.get().context == {}
        assert Message.objects.get().address == ""

    @pytest.mark.parametrize(("language", "subject"), [("nl", "om in te loggen"), ("en", "to sign in")])
    def test_the_mail_speaks_the_language_of_the_page(self, noor, mailoutbox, language, subject):
        ask(language=language)
        services.send()
        outbox.deliver()
        assert subject in mailoutbox[0].subject
        assert f"/{language}/inloggen/" in mailoutbox[0].body
        assert "Noor" not in mailoutbox[0].body

    def test_a_request_that_waited_too_long_is_not_mailed(self, noor):
        ask()
        SignInRequest.objects.update(expires_at=later(-timedelta(seconds=1)))
        assert services.send() == 0

    def test_a_failure_leaves_the_row_waiting_and_no_mail(self, noor, monkeypatch):
        ask()
        monkeypatch.setattr(services.claims, "finish", lambda *_, **__: 1 / 0)
        services.send()
        request = SignInRequest.objects.get()
        assert (request.state, request.last_error) == (claims.State.WAITING, "ZeroDivisionError")
        assert not Message.objects.exists()

    def test_a_second_run_finds_nothing(self, noor):
        ask()
        assert (services.send(), services.send()) == (1, 0)


class TestLink:
    def test_t12_looking_changes_nothing_however_often(self, noor):
        token, _code = asked_and_mailed()
        for _ in range(20):
            assert not services.find_entrance(token, browser="laptop").needs_code
        assert services.redeem_link(token, browser="laptop").email_index == email_index(ADDRESS)

    def test_t14_it_opens_once(self, noor):
        token, _code = asked_and_mailed()
        visitor = services.redeem_link(token, browser="laptop")
        assert visitor.foundation_ids == (noor.foundation_id,)
        with pytest.raises(services.Closed, match="used"):
            services.redeem_link(token, browser="laptop")

    def test_t14_another_browser_needs_the_code_too(self, noor):
        token, code = asked_and_mailed()
        assert services.find_entrance(token, browser="telefoon").needs_code
        for wrong in ("", "AAAA-AAAA"):
            with pytest.raises(services.WrongCode):
                services.redeem_link(token, browser="telefoon", code=wrong)
        assert services.redeem_link(token, browser="telefoon", code=code)

    def test_t14_five_wrong_codes_end_the_link(self, noor):
        token, code = asked_and_mailed()
        for _ in range(5):
            with pytest.raises(services.WrongCode):
                services.redeem_link(token, browser="telefoon", code="AAAA-AAAA")
        with pytest.raises(services.Closed, match="tries"):
            services.redeem_link(token, browser="telefoon", code=code)

    def test_p04_after_ten_minutes_it_is_over(self, noor):
        token, _code = asked_and_mailed()
        SignInRequest.objects.update(expires_at=Now())
        with pytest.raises(services.Closed, match="expired"):
            services.redeem_link(token, browser="laptop")

    def test_p04_a_newer_one_replaces_it(self, noor):
        first, _code = asked_and_mailed()
        second, _code = asked_and_mailed()
        with pytest.raises(services.Closed, match="replaced"):
            services.redeem_link(first, browser="laptop")
        assert services.redeem_link(second, browser="laptop")

    def test_a_stranger_who_asks_for_my_address_does_not_close_my_link(self, noor):
        token, _code = asked_and_mailed()
        ask(browser="stranger")
        services.send()
        assert services.redeem_link(token, browser="laptop")

    @pytest.mark.parametrize("broken", ["", "x" * 10_000, "a\x00b", "\ud800", "verkeerd", "..%2f"])
    def test_p05_any_other_text_is_unknown(self, noor, broken):
        asked_and_mailed()
        with pytest.raises(services.Closed, match="unknown"):
            services.redeem_link(broken, browser="laptop")

    def test_p05_one_character_changed_is_unknown(self, noor):
        token, _code = asked_and_mailed()
        with pytest.raises(services.Closed, match="unknown"):
            services.redeem_link(token[:-1] + ("A" if token[-1] != "A" else "B"), browser="laptop")

    def test_the_journal_knows_that_but_not_who(self, noor):
        token, _code = asked_and_mailed()
        services.redeem_link(token, browser="laptop")
        entry = Entry.objects.get(action="signin.redeemed")
        assert (entry.foundation, entry.data) == (noor.foundation, {})


class TestCode:
    def test_it_opens_in_the_browser_that_asked(self, noor):
        _token, code = asked_and_mailed()
        assert services.redeem_code(code.lower().replace("-", " "), browser="laptop")

    def test_t14_it_opens_nowhere_else(self, noor):
        _token, code = asked_and_mailed()
        for browser in ("telefoon", ""):
            with pytest.raises(services.Closed):
                services.redeem_code(code, browser=browser)

    def test_five_tries(self, noor):
        _token, code = asked_and_mailed()
        for _ in range(5):
            with pytest.raises(services.WrongCode):
                services.redeem_code("AAAA-AAAA", browser="laptop")
        with pytest.raises(services.Closed, match="tries"):
            services.redeem_code(code, browser="laptop")

    def test_tries_of_an_unknown_address_go_the_same_way(self):
        ask(address="onbekend@voorbeeld.example")
        services.send()
        for _ in range(5):
            with pytest.raises(services.WrongCode):
                services.redeem_code("AAAA-AAAA", browser="laptop")
        with pytest.raises(services.Closed, match="tries"):
            services.redeem_code("AAAA-AAAA", browser="laptop")

    def test_link_and_code_are_one_use_together(self, noor):
        token, code = asked_and_mailed()
        services.redeem_code(code, browser="laptop")
        with pytest.raises(services.Closed):
            services.redeem_link(token, browser="laptop")

    def test_a_typing_error_in_the_address_before_does_not_matter(self, noor):
        ask(address="nor@voorbeeld.example")
        _token, code = asked_and_mailed()
        assert services.redeem_code(code, browser="laptop")


def test_yesterday_is_forgotten(noor):
    ask()
    SignInRequest.objects.update(created_at=later(-timedelta(hours=25)))
    ask(browser="today")
    assert services.purge() == 1
    assert SignInRequest.objects.count() == 1


@pytest.mark.django_db(transaction=IS_POSTGRESQL)
def test_of_six_at_once_one_comes_in(tmp_path):
    outcomes = race.redeem() if IS_POSTGRESQL else race.apart(tmp_path, "redeem")
    assert outcomes == ["closed"] * 5 + ["in"]


@pytest.mark.django_db(transaction=IS_POSTGRESQL)
def test_guesses_at_once_share_five_tries(tmp_path):
    outcomes = race.guess() if IS_POSTGRESQL else race.apart(tmp_path, "guess")
    assert outcomes == ["refused"] * 6 + ["5"]
