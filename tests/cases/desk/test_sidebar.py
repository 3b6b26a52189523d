import pytest
from django.apps import apps
from django.contrib import admin

from cases.desk.sidebar import GROUPS
from cases.outbox.models import Message
from cases.radar import services as radar
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db

LABELS = [label for _title, pages in GROUPS for _name, _icon, label in pages]


def entries(client):
    return [item for group in client.get("/beheer/").context["sidebar_navigation"] for item in group["items"]]


@pytest.mark.parametrize("label", LABELS)
def test_every_entry_has_a_page(label):
    assert admin.site.is_registered(apps.get_model(label))


def test_a_lawyer_sees_work_and_people_but_no_settings_of_staff(client):
    sign_in(client, make.membership())
    links = {entry["link"] for entry in entries(client)}
    assert {"/beheer/", "/beheer/cases/deadline/", "/beheer/cases/case/", "/beheer/claimants/registration/"} <= links
    assert links & {"/beheer/cases/user/", "/beheer/cases/membership/"} == set()


def test_the_operator_sees_settings_but_no_people(client):
    sign_in(client)
    links = {entry["link"] for entry in entries(client)}
    assert "/beheer/cases/user/" in links
    assert not [link for link in links if "claimants" in link]


@pytest.mark.parametrize(
    "role", ["lawyer", "case_manager", "helpdesk", "communication", "finance", "board", "administrator"]
)
def test_every_entry_opens_for_who_sees_it(client, role):
    sign_in(client, make.membership(role=role))
    for entry in entries(client):
        assert client.get(entry["link"]).status_code == 200, entry["link"]


def test_a_number_stands_only_where_work_waits(client):
    member = make.membership()
    sign_in(client, member)
    assert [entry for entry in entries(client) if "badge" in entry] == []
    message = make.message(foundation=member.foundation)
    Message.objects.filter(pk=message.pk).update(state="dead")
    assert [(entry["link"], entry["badge"]) for entry in entries(client) if "badge" in entry] == [
        ("/beheer/cases/message/", 1)
    ]


def test_work_for_another_foundation_is_not_counted(client):
    sign_in(client, make.membership())
    message = make.message(foundation=make.foundation())
    Message.objects.filter(pk=message.pk).update(state="dead")
    make.deadline(foundation=make.foundation(), ends_on="2020-01-01")
    assert [entry for entry in entries(client) if "badge" in entry] == []


def test_a_change_of_the_law_waits_for_who_has_not_agreed(client):
    member = make.membership()
    survey = make.decree_day().surveys.get()
    sign_in(client, member)
    assert [entry["badge"] for entry in entries(client) if "badge" in entry] == [1]
    radar.accept(survey, by=member.user)
    assert [entry for entry in entries(client) if "badge" in entry] == []
