import pytest

from cases.agenda.models import CalendarKey
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db

LIST, ADD = "/beheer/cases/calendarkey/", "/beheer/cases/calendarkey/add/"


@pytest.fixture
def lawyer(client):
    member = make.membership()
    sign_in(client, member)
    return member


def test_the_address_is_shown_once(client, lawyer):
    page = client.post(ADD, {"level": "busy"})
    key = CalendarKey.objects.get()
    assert (key.user, key.foundation, key.level) == (lawyer.user, lawyer.foundation, "busy")
    address = page.context["address"]
    assert address in page.content.decode()
    for later in (LIST, f"{LIST}{key.pk}/change/"):
        assert address.rsplit("/", 1)[1] not in client.get(later).content.decode()


def test_the_address_works_until_it_is_revoked(client, lawyer):
    address = client.post(ADD, {"level": "full"}).context["address"].removeprefix("http://localhost:8000")
    assert client.get(address).status_code == 200
    step = f"{LIST}{CalendarKey.objects.get().pk}/revoke/"
    client.get(step)
    assert client.get(address).status_code == 200
    client.post(step)
    assert client.get(address).status_code == 404


def test_nobody_sees_or_revokes_the_calendar_of_a_colleague(client, lawyer):
    key, _address = make.calendar_key(make.membership(foundation=lawyer.foundation))
    assert client.get(f"{LIST}{key.pk}/change/").status_code == 302
    client.post(f"{LIST}{key.pk}/revoke/")
    assert not CalendarKey.objects.get().is_revoked
    assert not client.get(LIST).context["cl"].result_list


def test_a_wrong_level_is_a_sentence(client, lawyer):
    page = client.post(ADD, {"level": "alles"})
    assert page.status_code == 200
    assert page.context["errors"]
    assert not CalendarKey.objects.exists()


def test_who_works_for_nobody_cannot_make_one(client):
    sign_in(client)
    assert client.get(ADD).status_code == 403
    assert client.get(LIST).status_code == 200


def test_an_auditor_has_no_calendar(client):
    sign_in(client, make.membership(role="auditor"))
    assert client.get(LIST).status_code == 403
