from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cases.core import claims
from cases.core.models import Heartbeat
from cases.deadlines.models import Reminder
from cases.health import services, tasks
from cases.outbox import services as outbox
from cases.outbox.models import Message
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator():
    return make.user(is_superuser=True)


def stood_still(name: str, minutes: int):
    claims.beat(name)
    Heartbeat.objects.filter(name=name).update(beat_at=timezone.now() - timedelta(minutes=minutes))


def test_a_reminder_clock_that_stood_still_is_told_by_another(operator):
    stood_still("deadlines.remind", 6)
    assert services.watch() == 1
    outbox.deliver()
    (sent,) = mail.outbox
    assert sent.to == [operator.email]
    assert "deadlines.remind" in sent.body
    assert sent.alternatives


def test_at_most_once_an_hour(operator):
    stood_still("deadlines.remind", 6)
    services.watch()
    assert services.watch() == 0


def test_reminders_that_wait_are_told_too(operator):
    deadline = make.deadline()
    ago = timezone.now() - timedelta(minutes=6)
    Reminder.objects.create(deadline=deadline, deadline_version=1, days_before=7, recipient=operator, due_at=ago)
    assert services.watch() == 1
    assert Message.objects.get().context["late"] == ["reminders"]


@pytest.mark.parametrize(
    ("name", "minutes"), [("deadlines.remind", 4), ("outbox.purge", 600), ("gone.long_ago", 600)], ids=str
)
def test_a_short_rest_a_daily_clock_and_an_old_name_are_no_alarm(operator, name, minutes):
    stood_still(name, minutes)
    assert services.watch() == 0


def test_who_administers_a_foundation_is_told_as_well_but_not_who_left(operator):
    administrator = make.membership(role="administrator")
    make.membership(role="administrator", ended_on=timezone.localdate() - timedelta(days=1))
    make.membership(role="lawyer")
    make.user(is_superuser=True, is_active=False)
    stood_still("deadlines.remind", 6)
    services.watch()
    assert set(Message.objects.values_list("address", flat=True)) == {operator.email, administrator.user.email}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_in_the_language_of_the_reader(language):
    make.user(is_superuser=True, language=language)
    stood_still("outbox.deliver", 60)
    services.watch()
    outbox.deliver()
    assert mail.outbox[0].subject


def test_the_task_beats_and_may_run_twice(operator):
    for _ in range(2):
        tasks.watch()
    assert Heartbeat.objects.filter(name="health.watch").exists()
