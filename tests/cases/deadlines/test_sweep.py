import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.deadlines import reminding, services
from cases.deadlines.models import Deadline, Reminder
from cases.outbox.models import Message
from tests import make
from tests.cases.deadlines.rungs import in_days, lawyer_with_deputy, time_passes

pytestmark = pytest.mark.django_db

State = Reminder.State


@pytest.fixture
def lawyer():
    return lawyer_with_deputy()


@pytest.fixture
def deadline(lawyer):
    return deadline_of(lawyer)


def deadline_of(member):
    one = make.deadline(foundation=member.foundation, responsible=member.user, ends_on=in_days(60))
    reminding.start(one)
    return one


def test_one_bad_row_does_not_hold_up_the_others(deadline, lawyer, monkeypatch):
    others = [deadline_of(lawyer) for _ in range(4)]
    time_passes()
    compose = reminding.telling.compose

    def unless_bad(person, reminders, foundation):
        if any(one.deadline == deadline for one in reminders):
            raise ValueError
        return compose(person, reminders, foundation)

    monkeypatch.setattr(reminding.telling, "compose", unless_bad)
    services.remind()
    assert set(Reminder.objects.filter(deadline=deadline).values_list("state", flat=True)) == {State.WAITING}
    assert set(Reminder.objects.filter(deadline__in=others).values_list("state", flat=True)) == {State.DONE}


def test_many_people_are_told_with_as_many_questions_as_one(deadline, lawyer):
    def asked():
        time_passes()
        with CaptureQueriesContext(connection) as queries:
            services.remind()
        return len(queries)

    few = asked()
    for _ in range(10):
        deadline_of(make.membership(foundation=lawyer.foundation))
    assert asked() == few
    assert Message.objects.count() == 11


def test_more_than_a_thousand_reminders_of_one_person_are_one_mail(lawyer):
    whose = {"case": make.case(), "foundation": lawyer.foundation, "responsible": lawyer.user}
    count = 1_001
    deadlines = Deadline.objects.bulk_create(
        [Deadline(title=f"Termijn {n}", ends_on=in_days(60), source="manual", **whose) for n in range(count)]
    )
    rung = {"deadline_version": 1, "days_before": 30, "recipient": lawyer.user, "due_at": timezone.now()}
    Reminder.objects.bulk_create([Reminder(deadline=one, **rung) for one in deadlines])
    time_passes()
    assert services.remind(limit=count) == count
    assert Message.objects.count() == 1
