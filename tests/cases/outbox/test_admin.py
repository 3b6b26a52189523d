import pytest

from cases.core.claims import State
from cases.journal.models import Entry
from cases.outbox.models import Message
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db

LIST = "/beheer/cases/message/"


@pytest.fixture
def operator(client):
    return sign_in(client)


def given_up(**values) -> Message:
    message = make.message(**values)
    Message.objects.filter(pk=message.pk).update(state=State.DEAD, last_error="SMTPRecipientsRefused 550")
    message.refresh_from_db()
    return message


def page_of(message, step="change"):
    return f"{LIST}{message.pk}/{step}/"


def test_no_page_shows_an_address_or_what_is_in_a_message(client, operator):
    message = given_up(to="geheim.adres@voorbeeld.example", context={"code": "424242"})
    for address in (LIST, page_of(message), page_of(message, "history"), f"{LIST}?q=geheim.adres"):
        page = client.get(address).content.decode()
        assert "geheim.adres@" not in page
        assert "424242" not in page


def test_a_message_given_up_can_be_tried_again(client, operator):
    message = given_up()
    assert client.get(page_of(message, "try_again")).status_code == 200
    assert Message.objects.get(pk=message.pk).state == State.DEAD
    assert client.post(page_of(message, "try_again")).status_code == 302
    assert Message.objects.get(pk=message.pk).state == State.WAITING
    assert Entry.objects.about(message).get().by == operator


def test_a_message_given_up_can_be_settled_with_a_reason(client, operator):
    message = given_up()
    step = page_of(message, "settle_by_hand")
    assert client.get(step).status_code == 200
    assert client.post(step, {"reason": ""}).status_code == 200
    assert Message.objects.get(pk=message.pk).state == State.DEAD
    assert client.post(step, {"reason": "Gebeld op 3 december"}).status_code == 302
    message.refresh_from_db()
    assert (message.state, message.settled_reason) == (State.CANCELLED, "Gebeld op 3 december")


@pytest.mark.parametrize("step", ["try_again", "settle_by_hand"])
def test_only_a_message_given_up_can_be_dealt_with(client, operator, step):
    message = make.message()
    assert client.post(page_of(message, step), {"reason": "x"}).status_code == 403
    assert Message.objects.get(pk=message.pk).state == State.WAITING
    assert step not in client.get(page_of(message)).content.decode()


@pytest.mark.parametrize("step", ["try_again", "settle_by_hand"])
@pytest.mark.parametrize("address", ["abc", "999999999999999999999", "0"])
def test_a_message_that_is_not_there_is_not_found(client, operator, step, address):
    assert client.post(f"{LIST}{address}/{step}/", {"reason": "x"}).status_code == 404


def test_a_foundation_sees_its_own_messages_only(client):
    member = make.membership()
    own, other = given_up(foundation=member.foundation), given_up(foundation=make.foundation())
    operators = given_up()
    sign_in(client, member)
    assert list(client.get(LIST).context["cl"].result_list) == [own]
    for message in (other, operators):
        assert client.get(page_of(message)).status_code == 302
        assert client.post(page_of(message, "try_again")).status_code in {403, 404}
        assert Message.objects.get(pk=message.pk).state == State.DEAD


def test_looking_is_not_dealing_with_it(client):
    member = make.membership(role="communication")
    message = given_up(foundation=member.foundation)
    sign_in(client, member)
    assert client.get(page_of(message)).status_code == 200
    assert client.post(page_of(message, "try_again")).status_code == 403


def test_messages_are_filtered_by_what_became_of_them(client, operator):
    message = given_up()
    make.message()
    assert list(client.get(f"{LIST}?state__exact=dead").context["cl"].result_list) == [message]


def test_nobody_writes_a_message_here(client, operator):
    message = make.message()
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(page_of(message), {"address": "ander@voorbeeld.example"}).status_code == 403
