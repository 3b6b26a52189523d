from datetime import timedelta

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.core import claims
from cases.core.models import Heartbeat
from cases.outbox.models import Message
from tests import make

pytestmark = pytest.mark.django_db

rows = Message.objects.all()
State = Message.State


def let_the_lease_end(pk):
    rows.filter(pk=pk).update(lease_until=claims.later(-timedelta(seconds=1)))


@pytest.fixture
def pk():
    return make.message().pk


class TestDue:
    @pytest.mark.parametrize(
        ("seconds", "is_due"), [(-86_400, True), (-1, True), (-0.01, True), (2, False), (3_600, False)]
    )
    def test_by_the_database_clock_and_never_by_a_window(self, pk, seconds, is_due):
        rows.filter(pk=pk).update(due_at=claims.later(timedelta(seconds=seconds)))
        assert claims.due(rows).exists() == is_due

    @pytest.mark.parametrize("microsecond", [0, 1, 999, 1_000, 123_456, 999_999])
    def test_moments_of_python_and_of_the_database_compare_to_the_millisecond(self, pk, microsecond):
        now = timezone.now().replace(microsecond=microsecond)
        rows.filter(pk=pk).update(due_at=now - timedelta(seconds=2))
        assert claims.due(rows).exists()
        rows.filter(pk=pk).update(due_at=now + timedelta(seconds=2))
        assert not claims.due(rows).exists()

    @pytest.mark.parametrize("state", [State.DONE, State.DEAD, State.CANCELLED])
    def test_not_what_is_over(self, pk, state):
        rows.filter(pk=pk).update(state=state)
        assert not claims.due(rows).exists()


class TestClaim:
    def test_r4_only_one_gets_the_row(self, pk):
        assert claims.claim(rows, pk)
        assert claims.claim(rows, pk) is None

    def test_a_row_whose_worker_died_is_claimed_again(self, pk):
        first = claims.claim(rows, pk)
        let_the_lease_end(pk)
        second = claims.claim(rows, pk)
        assert second not in (None, first)
        assert rows.get(pk=pk).attempt_count == 2

    def test_r6_death_before_the_effect_is_not_flagged(self, pk):
        claims.claim(rows, pk)
        let_the_lease_end(pk)
        claims.claim(rows, pk)
        assert not rows.get(pk=pk).is_possible_duplicate

    def test_r6_death_after_the_effect_began_is_flagged(self, pk):
        claims.begin(rows, pk, claims.claim(rows, pk))
        let_the_lease_end(pk)
        claims.claim(rows, pk)
        assert rows.get(pk=pk).is_possible_duplicate

    def test_once_flagged_stays_flagged(self, pk):
        claims.begin(rows, pk, claims.claim(rows, pk))
        for _ in range(2):
            let_the_lease_end(pk)
            claims.claim(rows, pk)
        assert rows.get(pk=pk).is_possible_duplicate


class TestFrozenWorker:
    """F04: a worker that slept past its lease wakes up while another has the row."""

    @pytest.fixture
    def tokens(self, pk):
        asleep = claims.claim(rows, pk)
        let_the_lease_end(pk)
        return asleep, claims.claim(rows, pk)

    def test_may_not_begin(self, pk, tokens):
        asleep, awake = tokens
        assert not claims.begin(rows, pk, asleep)
        assert claims.begin(rows, pk, awake)

    @pytest.mark.parametrize("mark", ["finish", "retry", "give_up", "postpone"])
    def test_may_not_mark_anything(self, pk, tokens, mark):
        words = {"finish": {}, "retry": {"error": "x", "attempt": 1}}.get(mark, {"error": "x"})
        assert not getattr(claims, mark)(rows, pk, tokens[0], **words)
        assert rows.get(pk=pk).state == State.RUNNING

    def test_may_not_begin_even_when_nobody_took_over(self, pk):
        token = claims.claim(rows, pk)
        let_the_lease_end(pk)
        assert not claims.begin(rows, pk, token)


class TestRetry:
    def test_waits_longer_each_time_up_to_an_hour(self, pk):
        for attempt, most in [(0, 15), (3, 120), (30, 5_400)]:
            token = claims.claim(rows, pk)
            claims.retry(rows, pk, token, error="421", attempt=attempt)
            wait = rows.get(pk=pk).due_at - timezone.now()
            assert timedelta(0) < wait <= timedelta(seconds=most)
            rows.filter(pk=pk).update(due_at=Now())

    def test_r10_the_last_attempt_is_made_when_it_is_still_of_use(self, pk):
        give_up_at = timezone.now() + timedelta(minutes=2)
        rows.filter(pk=pk).update(give_up_at=give_up_at)
        claims.retry(rows, pk, claims.claim(rows, pk), error="421", attempt=12, until="give_up_at")
        assert abs(rows.get(pk=pk).due_at - give_up_at) < timedelta(milliseconds=2)

    def test_without_such_a_moment_it_just_waits(self, pk):
        rows.filter(pk=pk).update(give_up_at=None)
        claims.retry(rows, pk, claims.claim(rows, pk), error="421", attempt=12, until="give_up_at")
        assert rows.get(pk=pk).due_at > timezone.now() + timedelta(minutes=25)

    def test_r8_an_unknown_answer_flags_the_next_attempt(self, pk):
        token = claims.claim(rows, pk)
        claims.begin(rows, pk, token)
        claims.retry(rows, pk, token, error="timeout", attempt=1, unknown=True)
        assert rows.get(pk=pk).is_possible_duplicate

    def test_r8_a_definite_no_does_not(self, pk):
        token = claims.claim(rows, pk)
        claims.begin(rows, pk, token)
        claims.retry(rows, pk, token, error="451", attempt=1)
        rows.filter(pk=pk).update(due_at=Now())
        claims.claim(rows, pk)
        assert not rows.get(pk=pk).is_possible_duplicate

    def test_a_postponed_row_was_not_tried(self, pk):
        claims.postpone(rows, pk, claims.claim(rows, pk), error="unknown")
        message = rows.get(pk=pk)
        assert (message.state, message.attempt_count) == (State.WAITING, 0)


class TestFinish:
    def test_cancelled_while_it_was_on_its_way_is_done_all_the_same(self, pk):
        token = claims.claim(rows, pk)
        claims.begin(rows, pk, token)
        rows.filter(pk=pk).update(state=State.CANCELLED)
        assert claims.finish(rows, pk, token)
        assert rows.get(pk=pk).state == State.DONE

    def test_cancelled_before_it_began_stays_cancelled(self, pk):
        token = claims.claim(rows, pk)
        rows.filter(pk=pk).update(state=State.CANCELLED)
        assert not claims.begin(rows, pk, token)
        assert not claims.finish(rows, pk, token)
        assert rows.get(pk=pk).state == State.CANCELLED


class TestClaimed:
    def test_oldest_first_and_no_more_than_asked_for(self):
        made = [make.message().pk for _ in range(3)]
        for age, pk in enumerate(made):
            rows.filter(pk=pk).update(due_at=claims.later(-timedelta(seconds=age)))
        assert [pk for pk, _ in claims.claimed(rows, limit=2)] == [made[2], made[1]]

    def test_takes_a_batch_in_one_statement(self):
        made = [make.message().pk for _ in range(5)]
        with CaptureQueriesContext(connection) as asked:
            token, pks = claims.claim_oldest(rows, limit=3)
        assert sum(query["sql"].startswith("UPDATE") for query in asked) == 1
        assert pks == made[:3]
        assert list(rows.filter(lease_token=token).order_by("pk").values_list("pk", flat=True)) == pks

    def test_of_a_batch_it_gets_what_nobody_else_took(self):
        first, second, third = (make.message().pk for _ in range(3))
        claims.claim(rows, second)
        assert claims.claim_all(rows, [first, second, third])[1] == [first, third]

    def test_puts_back_untried_what_it_did_not_hand_out(self):
        made = [make.message().pk for _ in range(3)]
        taking = claims.claimed(rows)
        next(taking)
        taking.close()
        assert [rows.get(pk=pk).state for pk in made] == [State.RUNNING, State.WAITING, State.WAITING]
        assert [rows.get(pk=pk).attempt_count for pk in made] == [1, 0, 0]

    def test_renews_the_leases_of_the_rest_while_one_is_worked_on(self, monkeypatch):
        made = [make.message().pk for _ in range(3)]
        taking = claims.claimed(rows)
        next(taking)
        about_to_end = claims.later(timedelta(seconds=1))
        rows.update(lease_until=about_to_end)
        later = claims.monotonic() + claims.LEASE.total_seconds() / 2
        monkeypatch.setattr(claims, "monotonic", lambda: later)
        next(taking)
        left = [rows.get(pk=pk).lease_until - timezone.now() > timedelta(seconds=20) for pk in made]
        assert left == [False, True, True]

    def test_f04_never_renews_what_another_worker_may_have_by_now(self, monkeypatch):
        made = [make.message().pk for _ in range(2)]
        taking = claims.claimed(rows)
        next(taking)
        let_the_lease_end(made[1])
        later = claims.monotonic() + claims.LEASE.total_seconds() / 2
        monkeypatch.setattr(claims, "monotonic", lambda: later)
        pk, token = next(taking)
        assert not claims.begin(rows, pk, token)

    def test_what_a_worker_left_behind_is_taken_alone(self):
        made = [make.message().pk for _ in range(3)]
        claims.claim_oldest(rows, limit=2)
        let_the_lease_end(made[0])
        let_the_lease_end(made[1])
        taken = list(claims.claimed(rows))
        assert [pk for pk, _ in taken] == made
        assert len({token for _, token in taken}) == 3

    def test_ends_when_its_time_is_over(self):
        make.message(), make.message()
        assert list(claims.claimed(rows, within=timedelta(seconds=-1))) == []
        assert rows.filter(state=State.WAITING).count() == 2

    def test_f05_a_row_that_kills_its_worker_each_time_ends_and_others_go_on(self, pk):
        other = make.message().pk
        for _ in range(claims.MOST_DEATHS):
            rows.filter(pk=pk).update(due_at=claims.later(-timedelta(hours=1)))
            claims.claim(rows, pk)
            let_the_lease_end(pk)
        assert [taken for taken, _ in claims.claimed(rows)] == [other]
        deadly = rows.get(pk=pk)
        assert (deadly.state, deadly.attempt_count) == (State.DEAD, claims.MOST_DEATHS)
        assert deadly.last_error

    def test_one_death_fewer_and_it_is_tried_again(self, pk):
        for _ in range(claims.MOST_DEATHS - 1):
            claims.claim(rows, pk)
            let_the_lease_end(pk)
        assert [taken for taken, _ in claims.claimed(rows)] == [pk]

    def test_a_row_that_only_fails_is_never_given_up_for_its_count(self, pk):
        for attempt in range(3 * claims.MOST_DEATHS):
            claims.retry(rows, pk, claims.claim(rows, pk), error="451", attempt=attempt)
            rows.filter(pk=pk).update(due_at=Now())
        claims.claim(rows, pk)
        let_the_lease_end(pk)
        assert [taken for taken, _ in claims.claimed(rows)] == [pk]

    def test_a_worker_that_survives_the_row_clears_it(self, pk):
        for _ in range(3):
            token = claims.claim(rows, pk)
            let_the_lease_end(pk)
        assert rows.get(pk=pk).death_count == 2
        claims.retry(rows, pk, token, error="451", attempt=1)
        assert rows.get(pk=pk).death_count == 0


class TestWhileAway:
    """R7: a known answer is written down even when the database is away for a while."""

    @pytest.mark.parametrize("error", [OperationalError, InterfaceError])
    def test_repeats_until_it_is_back(self, error):
        answers, waits = [error(), error(), True], []

        def mark():
            answer = answers.pop(0)
            if isinstance(answer, Exception):
                raise answer

        claims.while_away(mark, wait=waits.append)
        assert len(waits) == 2

    def test_longer_than_a_lease_and_then_says_so(self, monkeypatch):
        waits = []
        monkeypatch.setattr(claims, "monotonic", lambda: sum(waits))

        def mark():
            raise OperationalError

        with pytest.raises(OperationalError):
            claims.while_away(mark, wait=waits.append)
        assert max(waits) < 1
        assert sum(waits) > claims.LEASE.total_seconds()

    def test_other_mistakes_are_not_repeated(self):
        calls = []

        def mark():
            calls.append(1)
            raise ValueError

        with pytest.raises(ValueError):
            claims.while_away(mark, wait=lambda seconds: None)
        assert len(calls) == 1


def test_a_clock_beats():
    claims.beat("outbox.deliver")
    claims.beat("outbox.deliver")
    assert timezone.now() - Heartbeat.objects.get(name="outbox.deliver").beat_at < timedelta(seconds=5)
