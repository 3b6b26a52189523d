from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone

from cases.core import claims
from cases.core.models import Heartbeat
from cases.deadlines import services
from cases.outbox.models import Message
from tests import make
from tests.cases.deadlines.rungs import lawyer_with_deputy

pytestmark = pytest.mark.django_db


@pytest.fixture
def lawyer():
    return lawyer_with_deputy()


@pytest.fixture
def just_started(monkeypatch):
    monkeypatch.setattr(apps.get_app_config("cases"), "ready_at", monotonic())


def put_at_noon() -> int:
    with time_machine.travel(datetime.combine(timezone.localdate(), datetime.min.time(), UTC) + timedelta(hours=11)):
        return services.control_mail()


@pytest.mark.parametrize("days_ago", [None, 3], ids=["never ran", "stood still for days"])
def test_just_after_a_start_it_waits_for_the_first_sweep(lawyer, just_started, days_ago):
    if days_ago:
        Heartbeat.objects.create(name="deadlines.remind", beat_at=timezone.now() - timedelta(days=days_ago))
    assert put_at_noon() == 0
    claims.beat("deadlines.remind")
    assert put_at_noon() == 1
    assert Message.objects.get().context["reminded_at"]


def test_a_sweep_that_does_not_come_is_not_waited_for(lawyer):
    assert put_at_noon() == 1
    assert Message.objects.get().context["reminded_at"] == ""


def test_a_day_given_by_hand_is_told_at_once(lawyer, just_started):
    make.membership(foundation=lawyer.foundation, role="case_manager")
    assert services.control_mail(timezone.localdate()) == 2
