"""Notices on the staff site: written by one, seen and approved by another."""

import pytest
from django.urls import reverse

from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from cases.staff.choices import Role
from claimants.notices.models import Notice, NoticeRange
from tests import make
from tests.claimants.notices.world import World
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World(people=3)


def address(page, *args):
    return reverse(f"admin:claimants_notice_{page}", args=args)


def works(client, world, role=Role.COMMUNICATION):
    member = make.membership(foundation=world.foundation, role=role)
    sign_in(client, member)
    return member.user


def typed(world, **values):
    words = {f"{part}_nl": text for part, text in make.notice_words().items()}
    asked = {"case": world.case.pk, "kind": "stage", "residence": "any", "age": "any", "level": "", "group": ""}
    return asked | words | values


def stored(world):
    with acting_for(world.foundation):
        return Notice.objects.get()


def test_a_notice_is_written_seen_approved_and_stopped(client, world):
    writer = works(client, world)
    response = client.post(address("add"), typed(world))
    assert response.status_code == 302, response.context["errors"]
    notice = stored(world)
    assert (notice.written_by, notice.state) == (writer, "draft")
    assert client.post(address("approve", notice.pk), {"count": 3}).status_code == 302
    assert stored(world).state == "draft"
    works(client, world)
    page = client.get(address("approve", notice.pk)).content.decode()
    assert "De rechter heeft een dag gekozen." in page
    assert world.people[0].reference in page
    assert world.people[0].full_name not in page
    assert client.post(address("approve", notice.pk), {"count": 3}).status_code == 302
    assert (stored(world).state, NoticeRange.objects.count()) == ("approved", 1)
    assert client.post(address("cancel", notice.pk)).status_code == 302
    assert stored(world).state == "cancelled"


def test_another_number_is_refused_with_a_sentence(client, world):
    notice = world.notice(by=make.user())
    works(client, world, Role.BOARD)
    response = client.post(address("approve", notice.pk), {"count": 4}, follow=True)
    assert "3" in str(list(response.context["messages"])[0])
    assert stored(world).state == "draft"


@pytest.mark.parametrize(
    "wrong",
    [{"subject_nl": ""}, {"subject_nl": "a" * 101}, {"news_nl": "a\x00b"}, {"subject_en": "Half"}, {"case": ""}],
)
def test_what_cannot_be_sent_is_an_error_of_the_form(client, world, wrong):
    works(client, world)
    response = client.post(address("add"), typed(world, **wrong))
    assert response.status_code == 200
    with acting_for(world.foundation):
        assert Notice.objects.count() == 0


@pytest.mark.parametrize("role", [Role.HELPDESK, Role.CASE_MANAGER, Role.FINANCE])
def test_only_the_roles_for_it_approve(client, world, role):
    notice = world.notice(by=make.user())
    works(client, world, role)
    client.post(address("approve", notice.pk), {"count": 3})
    assert stored(world).state == "draft"


def test_reading_somebodys_mail_is_written_down(client, world):
    message = make.claimant_message(claimant=world.people[0])
    works(client, world, Role.HELPDESK)
    found = client.get(reverse("admin:claimants_claimantmessage_change", args=[message.pk]))
    assert "Nieuws." in found.content.decode()
    assert Entry.objects.get(action="claimant.viewed").subject_id == world.people[0].public_id


def test_what_could_not_be_mailed_is_found_for_the_post(client, world):
    mailed = make.claimant_message(claimant=world.people[0], code="AAAAAA", outbox=make.message())
    unmailed = make.claimant_message(claimant=world.people[1], code="BBBBBB")
    works(client, world, Role.HELPDESK)
    page = client.get(reverse("admin:claimants_claimantmessage_changelist"), {"fate": "here"}).content.decode()
    assert unmailed.code in page
    assert mailed.code not in page


def test_staff_write_no_notice_that_minors_read_themselves(client, world):
    works(client, world)
    response = client.post(address("add"), typed(world, kind="majority"))
    assert "kind" in response.context["adminform"].form.errors
