"""The benchmarks themselves work; their figures mean nothing at this size."""

import pytest

from tests.bench import counting, files, mails, notices, radar, reminders, status


def test_the_bare_loop_and_the_law_agree_on_every_day():
    [line] = counting.lines(1_000)
    assert line.ratio > 0


@pytest.mark.django_db
def test_every_benchmark_of_the_radar_gives_a_line():
    assert [line.name for line in radar.lines(600)] == [
        "radar over open deadlines",
        "accepted changes",
        "accepted change of a rule",
    ]


@pytest.mark.django_db
def test_every_benchmark_of_reminders_gives_a_line():
    found = list(reminders.lines(2_000, 20))

    assert [line.name for line in found] == [
        "first claim",
        "pick of a sweep, p95",
        "sweep of the due reminders",
        "claiming in batches",
        "claiming one by one",
        "idle sweep",
        "batch of the oldest, all due, p95",
    ]
    assert all(line.ratio > 0 for line in found)


@pytest.mark.django_db(transaction=True)
def test_the_benchmark_of_mails_gives_a_line():
    [line] = mails.lines(5)
    assert line.ratio > 0


@pytest.mark.django_db
def test_the_benchmark_of_notices_gives_a_line():
    [line] = notices.lines(30)
    assert line.ratio > 0


@pytest.mark.django_db(transaction=True)
def test_the_benchmarks_of_files_of_millions_give_their_lines():
    found = list(files.lines(60))
    assert len(found) == 8
    assert all(line.ratio > 0 for line in found)


@pytest.mark.django_db
def test_the_benchmark_of_steps_for_many_gives_its_lines():
    found = [line.name for line in status.lines(60)]
    assert found == ["choosing by filter", "step by filter", "undoing it", "step by a pasted list"]
