"""Who is away says so; the reminders of their deadlines go to the deputy meanwhile."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.core.errors import DomainError
from cases.deadlines import services as deadlines
from cases.outbox.models import Message
from cases.staff import services
from cases.staff.models import Membership
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/beheer/afwezig/"


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def deputy():
    return make.user(email="vervanger@stichting.example")


@pytest.fixture
def lawyer(deputy):
    member = make.membership(user=make.user(email="jurist@stichting.example"), deputy=deputy)
    make.membership(user=deputy, foundation=member.foundation, role="case_manager")
    return member


@pytest.fixture
def deadline(lawyer):
    case = make.proceeding(foundation=lawyer.foundation).case
    return deadlines.set_manual(
        case=case, title="Akte", ends_on=day(7), foundation=lawyer.foundation, responsible=lawyer.user,
        deputy=lawyer.deputy, by=None,
    )  # fmt: skip


def away(member, first=-1, last=5):
    days = {"absent_from": day(first), "absent_until": last if last is None else day(last)}
    services.set_absences(member.user, member.foundation, **days, by=member.user)


def told():
    deadlines.remind()
    deadlines.remind()
    return sorted(Message.objects.values_list("address", "template"))


@pytest.mark.parametrize("last", [5, 0, None])
def test_the_deputy_hears_of_it_while_the_responsible_is_away(lawyer, deadline, last):
    away(lawyer, last=last)
    assert told() == [("vervanger@stichting.example", "deadline-escalation")]
    assert re.search("away|afwezig", Message.objects.get().context["responsible_name"])


@pytest.mark.parametrize(("first", "last"), [(1, 5), (None, None)])
def test_who_is_not_away_today_hears_it_themselves(lawyer, deadline, first, last):
    if first:
        away(lawyer, first, last)
    assert told() == [("jurist@stichting.example", "deadline-reminder")]


def test_when_all_are_away_the_operator_is_told(lawyer, deputy, deadline):
    make.user(email="beheer@stichting.example", is_superuser=True)
    away(lawyer)
    away(Membership.objects.get(user=deputy))
    assert told() == [("beheer@stichting.example", "deadline-escalation")]


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(None, 3, "absent_from"), (4, 3, "absent_until"), (-9, -2, "absent_until")],
    ids=["no first day", "ends before it begins", "over"],
)
def test_wrong_days_are_refused_at_the_field(client, lawyer, first, last, field):
    sign_in(client, lawyer)
    days = {"absent_from": first, "absent_until": last}
    typed = {name: f"{day(offset):%d-%m-%Y}" if offset is not None else "" for name, offset in days.items()}
    assert client.post(PAGE, typed).context["form"].errors[field]
    values = {name: None if offset is None else day(offset) for name, offset in days.items()}
    with pytest.raises(DomainError) as refusal:
        services.set_absences(lawyer.user, lawyer.foundation, **values, by=lawyer.user)
    lawyer.refresh_from_db()
    assert (refusal.value.field, lawyer.absent_from) == (field, None)


def test_the_database_refuses_it_too(lawyer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=lawyer.pk).update(absent_from=day(3), absent_until=day(2))


def test_a_person_says_so_on_their_own_page_and_is_back_later(client, lawyer, deputy):
    sign_in(client, lawyer)
    assert PAGE in client.get("/beheer/").content.decode()
    assert str(deputy) in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"absent_from": f"{day(1):%d-%m-%Y}", "absent_until": ""}).url == "/beheer/"
    lawyer.refresh_from_db()
    assert (lawyer.absent_from, lawyer.absent_until) == (day(1), None)
    client.post(PAGE, {"absent_from": "", "absent_until": ""})
    lawyer.refresh_from_db()
    assert lawyer.absent_from is None


@pytest.mark.parametrize("typed", ["31-02-2027", "morgen", "01-01-10000", "\x00", "x" * 500])
def test_what_is_no_day_is_refused(client, lawyer, typed):
    sign_in(client, lawyer)
    assert client.post(PAGE, {"absent_from": typed}).context["form"].errors["absent_from"]


def test_who_is_not_signed_in_is_sent_away(client, db):
    assert client.get(PAGE).status_code == 302
