from datetime import timedelta
from time import monotonic

import pytest
from django.apps import apps
from django.utils import timezone

from cases.core import claims
from cases.core.models import Heartbeat
from cases.core.starting import GRACE
from cases.health import checks
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def started(monkeypatch):
    """Say how many seconds ago this process began."""

    def ago(seconds: float):
        monkeypatch.setattr(apps.get_app_config("cases"), "ready_at", monotonic() - seconds)

    return ago


def answer(client):
    found = client.get("/_health/full")
    return found.json()["status"], found.status_code


def every_clock_ran(*, seconds_ago: int = 0):
    for name in checks.fast_clocks():
        claims.beat(name)
    Heartbeat.objects.update(beat_at=timezone.now() - timedelta(seconds=seconds_ago))


def test_all_is_well(client, started):
    started(3600)
    every_clock_ran()
    assert answer(client) == ("ok", 200)


def test_a_clock_that_did_not_run_for_a_minute_is_an_alarm(client, started):
    started(3600)
    every_clock_ran(seconds_ago=61)
    assert answer(client) == ("failing", 503)


@pytest.mark.parametrize("have_run_before", [True, False])
def test_just_after_the_start_it_says_so(client, started, have_run_before):
    started(5)
    if have_run_before:
        every_clock_ran(seconds_ago=86_400)
    assert answer(client) == ("starting", 200)


def test_what_piled_up_before_the_start_is_no_alarm_yet(client, started):
    started(5)
    every_clock_ran()
    message = make.message()
    type(message).objects.update(due_at=timezone.now() - timedelta(hours=8))
    assert answer(client) == ("starting", 200)


def test_the_grace_ends(client, started):
    started(GRACE.total_seconds() + 1)
    assert answer(client) == ("failing", 503)
    assert GRACE <= checks.CLOCK_MAY_REST


def test_a_database_that_is_behind_is_an_alarm_from_the_start(client, started, monkeypatch):
    started(5)
    every_clock_ran()
    monkeypatch.setattr(checks.MigrationExecutor, "migration_plan", lambda *_: ["one"])
    assert answer(client) == ("failing", 503)
