"""The benchmarks themselves work; their figures mean nothing at this size."""

import pytest

from tests.bench import counting, radar, reminders


def test_the_bare_loop_and_the_law_agree_on_every_day():
    [line] = counting.lines(1_000)
    assert line.ratio > 0


@pytest.mark.django_db
def test_every_benchmark_of_the_radar_gives_a_line():
    assert [line.name for line in radar.lines(600)] == ["radar over open deadlines", "accepted changes"]


@pytest.mark.django_db
def test_every_benchmark_of_reminders_gives_a_line():
    found = list(reminders.lines(2_000, 20))

    assert [line.name for line in found] == [
        "first claim",
        "sweep of the due reminders",
        "claiming",
        "idle sweep",
    ]
    assert all(line.ratio > 0 for line in found)
