"""Ten thousand open deadlines: a decree day shows exactly the right ones, in seconds, once."""

import time
from datetime import date, timedelta

import pytest

from cases.deadlines.models import Deadline
from cases.radar import services
from cases.radar.models import Survey
from tests import make
from tests.bench.radar import fill

pytestmark = [pytest.mark.django_db, pytest.mark.scale]
ROWS = 10_000
MONDAY, TUESDAY = date(2028, 5, 8), date(2028, 5, 9)


def test_one_day_changes_exactly_the_deadlines_that_end_on_it_once(django_assert_max_num_queries):
    fill(ROWS)
    expected = set(Deadline.objects.filter(ends_on=MONDAY).values_list("pk", flat=True))
    before = dict(Deadline.objects.values_list("pk", "ends_on"))

    began = time.monotonic()
    with django_assert_max_num_queries(30):
        survey = make.decree_day(MONDAY).surveys.get()
    assert time.monotonic() - began < 5
    assert survey.counted_count == ROWS
    assert set(survey.shifts.values_list("deadline", flat=True)) == expected
    assert dict(Deadline.objects.values_list("pk", "ends_on")) == before

    for _times in range(2):
        services.accept(survey, by=make.user())
    services.carry_out()

    after = dict(Deadline.objects.values_list("pk", "ends_on"))
    assert after == before | dict.fromkeys(expected, TUESDAY)
    assert services.look() is None
    assert Survey.objects.count() == 1


def test_a_day_that_nothing_ends_on_changes_nothing():
    fill(ROWS)
    last = Deadline.objects.order_by("-ends_on").first().ends_on
    free = next(on for on in (last + timedelta(days=days) for days in range(20, 27)) if on.weekday() == 2)
    assert make.decree_day(free).surveys.get().shifts.count() == 0
