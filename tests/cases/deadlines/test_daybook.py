from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from cases.core.tenancy import acting_for
from cases.deadlines import daybook, services
from cases.deadlines.models import Deadline
from cases.journal import registry
from cases.journal import services as journal
from cases.law.closed_days import CALENDAR
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db

PAGE = "/beheer/cases/deadline/daybook/"
MONDAY = date(2026, 11, 23)


@pytest.fixture
def lawyer():
    return make.membership()


def entered(lawyer, title="Akte indienen", **values):
    values = {"case": make.case(), "ends_on": date(2027, 3, 1), "foundation": lawyer.foundation} | values
    return services.set_manual(**values, title=title, by=lawyer.user)


def lines(day, lawyer):
    return daybook.lines(day, Deadline.objects.visible_to(lawyer.foundation), lawyer.foundation)


class TestLines:
    def test_each_thing_that_happened_with_who_and_from_what_to_what(self, lawyer):
        with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False):
            deadline = entered(lawyer)
        with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False):
            services.reschedule(deadline, ends_on=date(2027, 4, 1), reason="Rolbeslissing", by=lawyer.user)
            services.meet(deadline, evidence="Ingediend", by=lawyer.user)
        moved, met = lines(MONDAY, lawyer)
        assert (moved.entry.by, moved.old_on, moved.new_on) == (lawyer.user, date(2027, 3, 1), date(2027, 4, 1))
        assert (moved.old_state, str(moved.words)) == ("", str(daybook.WORDS["deadline.moved"]))
        assert (met.old_on, met.new_on, bool(met.old_state), bool(met.new_state)) == (
            None,
            date(2027, 4, 1),
            True,
            True,
        )
        (made,) = lines(date(2026, 11, 20), lawyer)
        assert (made.old_on, made.new_on) == (None, date(2027, 3, 1))
        assert lines(date(2026, 11, 22), lawyer) == []

    @pytest.mark.parametrize(
        ("moment", "day"),
        [
            (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), MONDAY),
            (datetime(2026, 11, 23, 22, 59, tzinfo=UTC), MONDAY),
            (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 29)),
            (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        ],
        ids=["first minute", "last minute", "day of 23 hours", "day of 25 hours"],
    )
    def test_a_day_is_a_day_in_the_netherlands(self, lawyer, moment, day):
        with time_machine.travel(moment, tick=False):
            entered(lawyer)
        assert len(lines(day, lawyer)) == 1
        assert not lines(day - timedelta(days=1), lawyer)
        assert not lines(day + timedelta(days=1), lawyer)

    def test_another_foundation_is_not_in_it(self, lawyer):
        entered(make.membership())
        assert lines(timezone.localdate(), lawyer) == []

    def test_everybodys_deadline_is_but_not_who_changed_it_elsewhere(self, lawyer):
        other = make.membership()
        deadline = make.deadline(ends_on=timezone.localdate() + timedelta(days=9))
        with acting_for(other.foundation):
            services.confirm(deadline, by=other.user)
        (line,) = lines(timezone.localdate(), lawyer)
        assert line.is_of_others

    def test_what_is_no_step_of_a_deadline_is_left_out(self, lawyer):
        deadline = entered(lawyer)
        journal.record("demo.loaded", deadline, foundation=lawyer.foundation)
        assert len(lines(timezone.localdate(), lawyer)) == 1

    def test_it_takes_few_questions_however_many(self, lawyer, django_assert_max_num_queries):
        for _ in range(20):
            entered(lawyer)
        with django_assert_max_num_queries(4):
            assert len(lines(timezone.localdate(), lawyer)) == 20

    def test_every_action_on_a_deadline_has_words(self):
        known = {action for action in (*registry.NOW, *registry.LATER) if action.startswith("deadline.")}
        assert known == set(daybook.WORDS)


def test_the_neighbours_are_working_days():
    assert daybook.working_days_around(date(2026, 11, 23), CALENDAR, date(2026, 11, 30)) == (
        date(2026, 11, 20),
        date(2026, 11, 24),
    )
    assert daybook.working_days_around(date(2026, 12, 28), CALENDAR, date(2026, 12, 28)) == (date(2026, 12, 24), None)


class TestPage:
    def test_today_unless_asked_otherwise(self, client, lawyer):
        entered(lawyer, title="Vandaag gezet")
        sign_in(client, lawyer)
        assert "Vandaag gezet" in client.get(PAGE).content.decode()
        yesterday = timezone.localdate() - timedelta(days=1)
        assert "Vandaag gezet" not in client.get(PAGE, {"day": yesterday.isoformat()}).content.decode()

    def test_prints_alone_with_room_for_a_signature(self, client, lawyer):
        entered(lawyer, title="Vandaag gezet")
        sign_in(client, lawyer)
        paper = client.get(PAGE, {"print": "1"}).content.decode()
        assert "Vandaag gezet" in paper
        assert lawyer.foundation.name in paper
        assert "<nav" not in paper

    @pytest.mark.parametrize("day", ["", "gister", "0001-01-01", "9999-12-31", "31-02-2026", "\x00", "2026-13-01"])
    def test_a_day_that_is_none_is_a_sentence(self, client, lawyer, day):
        sign_in(client, lawyer)
        page = client.get(PAGE, {"day": day})
        assert page.status_code == 200
        assert page.context["form"].errors["day"]

    def test_who_sees_no_deadlines_sees_no_journal_of_them(self, client, lawyer):
        sign_in(client, make.membership(foundation=lawyer.foundation, role="helpdesk"))
        assert client.get(PAGE).status_code == 403
        assert PAGE not in client.get("/beheer/").content.decode()

    def test_stands_in_the_side_bar(self, client, lawyer):
        sign_in(client, lawyer)
        assert PAGE in client.get("/beheer/").content.decode()
