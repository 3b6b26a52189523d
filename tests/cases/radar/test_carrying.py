"""What two people accepted is carried out in portions: each deadline once, whatever happens to who does it."""

from datetime import date

import pytest
from django.db.models.functions import Now

from cases.core import claims
from cases.core.errors import DomainError
from cases.deadlines import services as deadlines
from cases.journal import services as journal
from cases.outbox.models import Message
from cases.radar import carrying, services
from cases.radar.choices import ShiftState, SurveyState
from cases.radar.models import Portion, Survey
from tests import make

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2028, 5, 8), date(2028, 5, 9)


@pytest.fixture
def five(monkeypatch):
    monkeypatch.setattr(carrying, "AT_A_TIME", 2)
    return [make.counted_deadline(responsible=make.user()) for _ in range(5)]


@pytest.fixture
def accepted(five):
    survey = make.decree_day().surveys.get()
    for _times in range(2):
        services.accept(survey, by=make.user())
    survey.refresh_from_db()
    return survey


def days(rows):
    for row in rows:
        row.refresh_from_db()
    return [row.ends_on for row in rows]


def ladders(rows):
    return [row.ladder_version for row in rows]


def test_nothing_moves_in_the_request_of_the_second_person(five, accepted):
    assert (accepted.state, accepted.portions.count()) == (SurveyState.APPLYING, 3)
    assert days(five) == [MONDAY] * 5


def test_every_deadline_moves_once_however_often_it_runs(five, accepted):
    assert [services.carry_out(), services.carry_out()] == [5, 0]
    accepted.refresh_from_db()
    assert (accepted.state, days(five), ladders(five)) == (SurveyState.APPLIED, [TUESDAY] * 5, [2] * 5)


def test_a_run_that_stops_half_way_is_taken_up_by_the_next(five, accepted):
    assert services.carry_out(limit=1) == 2
    assert days(five) == [TUESDAY] * 2 + [MONDAY] * 3
    services.carry_out()
    assert (days(five), ladders(five)) == ([TUESDAY] * 5, [2] * 5)


def test_a_killed_worker_leaves_its_portion_to_the_next(five, accepted):
    first = accepted.portions.first()
    claims.claim(Portion.objects.all(), first.pk)  # and then it dies
    assert services.carry_out() == 3
    assert Survey.objects.get().state == SurveyState.APPLYING
    Portion.objects.filter(pk=first.pk).update(lease_until=claims.later(-claims.LEASE))
    assert services.carry_out() == 2
    assert (Survey.objects.get().state, ladders(five), days(five)) == (SurveyState.APPLIED, [1] * 5, [TUESDAY] * 5)


def test_a_worker_that_froze_changes_nothing_any_more(five, accepted, monkeypatch):
    finish = claims.finish

    def too_late(rows, pk, token, **values):
        Portion.objects.filter(pk=pk).update(lease_token="another")
        return finish(rows, pk, token, **values)

    monkeypatch.setattr(claims, "finish", too_late)
    assert services.carry_out() == 0
    assert days(five) == [MONDAY] * 5


def test_one_deadline_that_fails_does_not_hold_up_the_others(five, accepted, monkeypatch):
    recount_all = deadlines.recount_all

    def fails_for_the_first(counts, **others):
        if any(row.pk == five[0].pk for row, _due in counts):
            raise ValueError
        recount_all(counts, **others)

    monkeypatch.setattr(carrying.deadlines, "recount_all", fails_for_the_first)
    services.carry_out()
    services.carry_out()
    assert days(five) == [MONDAY] + [TUESDAY] * 4
    left = Portion.objects.exclude(state=Portion.State.DONE).get()
    assert (left.first, left.last_error) == (left.last, "ValueError")

    monkeypatch.undo()
    Portion.objects.filter(pk=left.pk).update(due_at=Now())
    services.carry_out()
    assert (days(five), Survey.objects.get().state) == ([TUESDAY] * 5, SurveyState.APPLIED)


def test_what_was_moved_by_hand_meanwhile_is_left_alone(five, accepted):
    deadlines.reschedule(five[3], ends_on=date(2028, 6, 1), reason="Afspraak.", by=make.user())
    services.carry_out()
    assert days(five) == [TUESDAY, TUESDAY, TUESDAY, date(2028, 6, 1), TUESDAY]
    assert accepted.shifts.get(deadline=five[3]).state == ShiftState.SKIPPED


def test_old_reminders_go_and_a_new_ladder_stands_for_each(five, accepted):
    services.carry_out()
    for deadline in five:
        assert set(deadline.reminders.pending().values_list("deadline_version", flat=True)) == {2}


def test_nobody_counts_anew_while_it_is_carried_out(five, accepted):
    assert services.look() is None
    with pytest.raises(DomainError, match="carried out|uitgevoerd"):
        services.look(by=make.user())


def test_a_portion_takes_a_handful_of_queries(five, accepted, django_assert_max_num_queries):
    Portion.objects.exclude(pk=accepted.portions.first().pk).delete()
    with django_assert_max_num_queries(55):
        services.carry_out()


class TestAsking:
    @pytest.fixture
    def lawyer(self):
        return make.membership(user=make.user(email="jurist@stichting.example"))

    def asked(self):
        journal.react()
        return sorted(Message.objects.filter(template="survey-waiting").values_list("address", flat=True))

    def test_who_may_agree_is_asked_once(self, lawyer):
        make.membership(role="board", user=make.user(email="bestuur@stichting.example"))
        make.membership(role="finance", user=make.user(email="geld@stichting.example"))
        make.counted_deadline()
        make.decree_day()
        assert self.asked() == ["bestuur@stichting.example", "jurist@stichting.example"]
        services.tell_who_must_accept()
        assert len(self.asked()) == 2

    def test_who_agreed_is_not_asked_again(self, lawyer):
        make.counted_deadline()
        services.accept(make.decree_day().surveys.get(), by=lawyer.user)
        assert self.asked() == []
