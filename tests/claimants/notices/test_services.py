"""One person at a time: what is written, wished for, checked and forgotten."""

import pytest
from django.core import mail
from django.test import Client

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from cases.outbox import services as outbox
from cases.outbox.models import Message
from claimants.notices import composing, personal_data, services
from claimants.notices.models import Preference
from tests import make
from tests.claimants.notices.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World(people=1)


@pytest.fixture
def person(world):
    return world.people[0]


WORDS = {"nl": {"subject": "Wij hebben uw aanmelding", "news": "U staat op de lijst."}}


def mailed(world, kind="stage"):
    world.send(kind=kind)
    world.post()
    outbox.deliver()
    return world.messages()[0]


def test_the_same_key_tells_it_once(world, person):
    first = services.write(person, "registration", context=WORDS, key="received:1")
    assert services.write(person, "registration", context=WORDS, key="received:1") == first
    assert len(world.tidings()) == 1


def test_the_journal_says_that_something_was_written_and_not_what(person):
    services.write(person, "registration", context=WORDS)
    entry = Entry.objects.get(action="tiding.written")
    assert (entry.subject_id, entry.data) == (person.public_id, {"kind": "registration"})


def test_refused_news_is_not_written(world, person):
    services.set_preferences(person, {"newsletter": "never"})
    assert services.write(person, "newsletter", context=WORDS) is None
    assert world.tidings() == []


@pytest.mark.parametrize("rhythm", ["never", "weekly"])
@pytest.mark.parametrize("kind", ["registration", "choice", "money", "terms", "privacy"])
def test_what_the_law_demands_cannot_be_refused_or_put_off(person, kind, rhythm):
    with pytest.raises(DomainError) as refused:
        services.set_preferences(person, {kind: rhythm})
    assert (refused.value.field, refused.value.code) == (kind, "required")


def test_an_unknown_wish_is_refused(person):
    with pytest.raises(DomainError):
        services.set_preferences(person, {"postduif": "never"})
    with pytest.raises(DomainError):
        services.set_preferences(person, {"stage": "hourly"})


def test_a_wish_holds_for_what_waits_already(world, person):
    services.write(person, "stage", context=WORDS)
    services.set_preferences(person, {"stage": "weekly"})
    [tiding] = world.tidings()
    assert tiding.due_at.weekday() == 0
    services.set_preferences(person, {"stage": "never"})
    assert world.tidings() == []


def test_without_a_wish_all_news_comes_at_once(person):
    assert set(services.preferences_of(person).values()) == {"at_once"}


class TestTheCode:
    def test_our_own_is_told_with_who_when_and_what_about(self, world):
        message = mailed(world)
        [known] = services.check_code(f" {message.code[:3].lower()}-{message.code[3:]} ")
        assert (known.foundation, known.cases) == (world.foundation.name, (world.case.title,))

    def test_one_that_is_not_ours_finds_nothing(self, world):
        mailed(world)
        assert services.check_code("ZZZ-ZZZ") == []
        assert services.check_code("") == []
        assert services.check_code("x" * 10_000) == []

    def test_the_page_says_it_without_a_word_about_the_person(self, client, world, person):
        message = mailed(world)
        page = client.post("/nl/bericht-controleren", {"code": message.code}).content.decode()
        assert world.foundation.name in page
        assert world.case.title in page
        for secret in (person.full_name, person.email, person.reference, message.subject):
            assert secret not in page

    def test_the_page_says_that_it_does_not_know_a_code(self, client):
        page = client.post("/en/bericht-controleren", {"code": "ZZZ-ZZZ"}).content.decode()
        assert "We do not know this code" in page

    @pytest.mark.parametrize("code", ["", "K7Q", "K7Q-9F2-K7Q", "a" * 50, "K7Q\x009F2", "😀😀😀😀😀😀"])
    def test_what_cannot_be_a_code_is_an_error_of_the_field(self, client, code):
        response = client.post("/en/bericht-controleren", {"code": code})
        assert response.status_code == 200
        assert response.context["form"].errors["code"]

    def test_it_can_be_asked_twenty_times_in_ten_minutes(self, client):
        answers = [client.post("/nl/bericht-controleren", {"code": "ZZZ-ZZZ"}).status_code for _ in range(21)]
        assert answers == [200] * 20 + [429]


class TestNoMoreMail:
    @pytest.fixture
    def address(self, world):
        message = mailed(world)
        return composing.unsubscribe_url(message).partition("//")[2].partition("/")[2]

    def wishes(self, world):
        with acting_for(world.foundation):
            return dict(Preference.objects.values_list("kind", "rhythm"))

    @pytest.mark.parametrize("method", ["get", "head"])
    def test_looking_changes_nothing(self, client, world, address, method):
        assert getattr(client, method)(f"/{address}").status_code == 200
        assert self.wishes(world) == {}

    def test_one_click_of_a_mail_program_ends_it(self, world, address):
        strict = Client(enforce_csrf_checks=True)
        response = strict.post(f"/{address}", {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 204
        assert self.wishes(world) == {"stage": "never"}

    def test_the_button_ends_it_and_may_be_pressed_twice(self, client, world, address):
        for _ in range(2):
            assert client.post(f"/{address}").status_code == 200
        assert self.wishes(world) == {"stage": "never"}

    def test_the_address_in_the_header_is_the_one_that_works(self, client, world):
        mailed(world)
        header = mail.outbox[0].message()["List-Unsubscribe"]
        response = client.post("/" + header.strip("<>").partition("//")[2].partition("/")[2])
        assert response.status_code == 200
        assert self.wishes(world) == {"stage": "never"}

    @pytest.mark.parametrize("key", ["x", "a:b", "W10:abc", "%00", "%F0%9F%98%80"])
    def test_a_wrong_address_is_not_there_and_no_fault(self, client, key):
        for method in (client.get, client.post):
            assert method(f"/nl/afmelden/{key}").status_code == 404

    def test_it_names_no_person(self, world, person, address):
        for secret in (str(person.public_id), person.public_id.hex, person.reference, person.email):
            assert secret not in address


class TestForgetting:
    def test_the_export_holds_every_mail_word_for_word(self, world, person):
        mailed(world)
        services.write(person, "registration", context=WORDS)
        services.set_preferences(person, {"newsletter": "never"})
        found = personal_data.export(person)
        assert "De rechter heeft een dag gekozen." in found["messages"][0]["text"]
        assert (len(found["waiting"]), len(found["preferences"])) == (1, 1)

    def test_erasing_reaches_the_outbox_and_may_run_twice(self, world, person):
        mailed(world)
        services.write(person, "registration", context=WORDS)
        make.message(to=person.email, foundation=world.foundation, context={"name": person.full_name})
        other = make.message(to=person.email, foundation=make.foundation(), context={"name": person.full_name})
        assert personal_data.erase(person)["mails in the outbox"] == 2
        assert sum(personal_data.erase(person).values()) == 0
        assert world.messages() == world.tidings() == []
        ours = Message.objects.filter(foundation=world.foundation)
        assert set(ours.values_list("address", flat=True)) == {""}
        assert person.full_name not in str(list(ours.values_list("context", flat=True)))
        other.refresh_from_db()
        assert other.address == person.email

    def test_what_waited_is_not_sent_any_more(self, world, person):
        services.write(person, "registration", context=WORDS)
        world.post()
        personal_data.erase(person)
        assert outbox.deliver() == 0
