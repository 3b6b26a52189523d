from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cases.core.models import Heartbeat
from cases.outbox.models import Message
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db

MONDAY = "2026-11-23 09:00Z"


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def lawyer(client):
    member = make.membership()
    sign_in(client, member)
    return member


def deadline(lawyer, days, **values):
    values = {"foundation": lawyer.foundation, "ends_on": timezone.localdate() + timedelta(days=days)} | values
    return make.deadline(**values)


def week(client):
    return client.get("/beheer/").context["week"]


def test_an_empty_week_says_so(client, lawyer):
    page = client.get("/beheer/")
    assert page.context["week"].deadlines == []
    assert page.status_code == 200
    assert "week-strip" not in page.content.decode()


def test_deadlines_of_two_weeks_are_grouped_by_nearness(client, lawyer):
    late, today, friday, next_week = (deadline(lawyer, days) for days in (-1, 0, 4, 9))
    deadline(lawyer, 15)
    groups = week(client).deadlines
    assert [rows for _title, rows in groups] == [[late], [today], [friday], [next_week]]


def test_what_is_met_or_of_others_is_not_mine(client, lawyer):
    deadline(lawyer, -1, state="met")
    deadline(lawyer, 1, responsible=make.user())
    deadline(lawyer, 1, foundation=make.foundation())
    mine = deadline(lawyer, 1, responsible=lawyer.user)
    assert [rows for _title, rows in week(client).deadlines] == [[mine]]


def test_a_red_strip_warns_of_what_is_late(client, lawyer):
    deadline(lawyer, -3)
    page = client.get("/beheer/")
    assert page.context["week"].overdue == 1
    assert "week-strip" in page.content.decode()


def test_a_red_strip_warns_of_what_nobody_has_seen(client, lawyer):
    deadline(lawyer, 3)
    assert week(client).unacknowledged == 1


def test_hearings_of_thirty_days_are_shown(client, lawyer):
    soon = make.hearing(planned_on=timezone.localdate() + timedelta(days=9))
    make.hearing(planned_on=timezone.localdate() + timedelta(days=31))
    assert week(client).hearings == [soon]


def test_hearings_of_other_foundations_are_not_mine(client, lawyer):
    theirs = make.hearing(planned_on=timezone.localdate())
    theirs.proceedings.add(make.proceeding())
    assert week(client).hearings == []


def test_counts_wait_for_a_second_person(client, lawyer):
    mine = deadline(lawyer, 5, created_by=lawyer.user)
    theirs = deadline(lawyer, 6, created_by=make.user())
    found = week(client)
    assert (found.for_me, found.from_me) == ([theirs], [mine])


def test_who_may_not_confirm_is_not_asked_to(client):
    member = make.membership(role="communication")
    sign_in(client, member)
    deadline(member, 6, created_by=make.user())
    assert week(client).for_me == []


def test_tiles_show_only_what_opens(client):
    sign_in(client, make.membership(role="helpdesk"))
    assert [tile.link for tile in week(client).tiles if "deadline" in tile.link or "message" in tile.link] == []


def test_failed_messages_ask_for_work(client, lawyer):
    message = make.message(foundation=lawyer.foundation)
    Message.objects.filter(pk=message.pk).update(state="dead")
    make.message(foundation=make.foundation())
    asking = [tile for tile in week(client).tiles if tile.asks]
    assert [tile.number for tile in asking] == [1]
    assert client.get(asking[0].link).context["cl"].result_count == 1


def test_a_clock_that_fell_silent_is_seen(client, lawyer):
    Heartbeat.objects.create(name="runs", beat_at=timezone.now())
    Heartbeat.objects.create(name="silent", beat_at=timezone.now() - timedelta(hours=1))
    assert [(clock.name, runs) for clock, runs in week(client).clocks] == [("runs", True), ("silent", False)]


def test_a_deputy_reads_for_whom(client, lawyer):
    colleague = make.membership(foundation=lawyer.foundation, deputy=lawyer.user)
    assert week(client).deputises_for == [str(colleague.user)]


def test_who_works_nowhere_is_told_so(client):
    sign_in(client, make.user())
    page = client.get("/beheer/").content.decode()
    assert "week-strip" in page


def test_the_week_takes_at_most_fifteen_queries_of_its_own(client, lawyer, django_assert_max_num_queries):
    from django.test import RequestFactory

    from cases.desk import week as desk

    for days in range(-2, 13):
        deadline(lawyer, days, created_by=make.user(), responsible=lawyer.user)
        make.hearing(planned_on=timezone.localdate() + timedelta(days=abs(days)), court=make.court())
    request = client.get("/beheer/").wsgi_request
    asked = RequestFactory().get("/beheer/")
    asked.user, asked.foundation = request.user, request.foundation
    with django_assert_max_num_queries(15):
        found = desk.of(asked)
        assert [str(one.case) + str(one.responsible) for _title, rows in found.deadlines for one in rows]
        assert [str(one.case) + str(one.court) for one in found.hearings]
