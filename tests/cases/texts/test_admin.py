"""Texts on the staff site: written by one person, seen as people see them, approved by another."""

import pytest
from django.urls import reverse

from cases.staff.choices import Role
from cases.texts.models import StageText
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


def address(page, *args):
    return reverse(f"admin:cases_stagetext_{page}", args=args)


@pytest.fixture
def foundation():
    return make.foundation()


@pytest.fixture
def typed(foundation):
    fields = {"case": make.case().pk, "foundation": foundation.pk, "code": "S60_merits", "audience": "adult"}
    fields |= {"language": "nl", "heading": "Er komt een zitting", "now": "De rechter luistert."}
    return fields | {"next": "Dan komt er een vonnis.", "you": "U hoeft niets te doen."}


def works(client, foundation, role=Role.COMMUNICATION):
    member = make.membership(foundation=foundation, role=role)
    sign_in(client, member)
    return member.user


def test_a_text_is_written_by_one_and_approved_by_another(client, foundation, typed):
    writer = works(client, foundation)
    response = client.post(address("add"), typed)
    assert response.status_code == 302, response.context["errors"]
    text = StageText.objects.get()
    assert (text.written_by, text.state) == (writer, "draft")
    works(client, foundation, Role.LAWYER)
    page = client.get(address("look", text.pk)).content.decode()
    assert "Er komt een zitting" in page
    assert client.post(address("approve", text.pk)).status_code == 302
    text.refresh_from_db()
    assert text.state == "approved"


def test_the_look_shows_what_changed(client, foundation, typed):
    works(client, foundation)
    client.post(address("add"), typed)
    first = StageText.objects.get()
    works(client, foundation, Role.LAWYER)
    client.post(address("approve", first.pk))
    client.post(address("add"), typed | {"heading": "Nu anders"})
    second = StageText.objects.get(number=2)
    page = client.get(address("look", second.pk)).content.decode()
    assert "<ins>+ Nu anders</ins>" in page
    assert "<del>− Er komt een zitting</del>" in page


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"now": "Beste {naam}"}, "now"),
        ({"heading": "Indien u wilt"}, "heading"),
        ({"next": "Tot {date}"}, "next_after"),
    ],
)
def test_what_people_could_not_read_is_an_error_of_the_field(client, foundation, typed, change, field):
    works(client, foundation)
    response = client.post(address("add"), typed | change)
    assert response.context["adminform"].form.errors[field]
    assert StageText.objects.count() == 0


def test_a_version_cannot_be_edited(client, foundation, typed):
    works(client, foundation)
    client.post(address("add"), typed)
    text = StageText.objects.get()
    client.post(address("change", text.pk), typed | {"heading": "Stiekem"})
    text.refresh_from_db()
    assert text.heading == "Er komt een zitting"


def test_another_foundation_does_not_see_what_waits_here(client, foundation, typed):
    works(client, foundation)
    client.post(address("add"), typed)
    text = StageText.objects.get()
    works(client, make.foundation())
    assert client.get(address("look", text.pk)).status_code == 404


def test_markup_is_shown_as_it_was_typed(client, foundation, typed):
    works(client, foundation)
    client.post(address("add"), typed | {"now": "<b>Let op</b>."})
    page = client.get(address("look", StageText.objects.get().pk)).content.decode()
    assert "&lt;b&gt;Let op&lt;/b&gt;." in page
