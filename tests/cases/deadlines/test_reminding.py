from datetime import UTC, date, datetime, timedelta
from threading import Event

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from cases.core import claims
from cases.core.models import Heartbeat
from cases.deadlines import ladder, reminding, services, tasks
from cases.deadlines.models import Deadline, Reminder
from cases.journal.models import Entry
from cases.outbox import services as outbox
from cases.outbox.models import Message
from tests import make
from tests.cases.deadlines.rungs import in_days, lawyer_with_deputy, time_passes
from tests.threads import at_once, shared_database

pytestmark = pytest.mark.django_db

State = Reminder.State


@pytest.fixture
def lawyer():
    return lawyer_with_deputy()


@pytest.fixture
def deadline(lawyer):
    return services.set_manual(
        case=make.case(), foundation=lawyer.foundation, title="Akte indienen", ends_on=in_days(60), by=lawyer.user
    )


class TestRemind:
    def test_nothing_before_its_moment(self, deadline):
        assert services.remind() == 0
        assert not Message.objects.exists()

    def test_a_rung_becomes_one_message_to_its_person(self, deadline, lawyer):
        time_passes(days_before=30)
        assert services.remind() == 1
        message = Message.objects.get()
        key = f"reminder:{deadline.public_id}:{deadline.ladder_version}:30:{lawyer.user.pk}"
        assert (message.dedupe_key, message.address) == (key, lawyer.user.email)
        assert message.foundation == lawyer.foundation

    def test_r3_run_again_and_again_it_stays_one(self, deadline):
        time_passes(days_before=30)
        services.remind()
        Reminder.objects.filter(days_before=30).update(state=State.WAITING)
        services.remind()
        assert Message.objects.count() == 1

    def test_f11_late_by_days_it_still_goes(self, deadline):
        Reminder.objects.filter(days_before=30).update(due_at=timezone.now() - timedelta(days=9))
        assert services.remind() == 1

    def test_every_rung_goes_once(self, deadline):
        time_passes()
        assert services.remind() == 6
        assert services.remind() == 0

    def test_a_worker_that_died_in_between_loses_nothing(self, deadline):
        time_passes(days_before=30)
        pk = Reminder.objects.get(days_before=30).pk
        claims.claim(Reminder.objects.all(), pk)
        Reminder.objects.filter(pk=pk).update(lease_until=claims.later(-timedelta(seconds=1)))
        assert services.remind() == 1

    def test_a_failure_backs_off_and_puts_nothing(self, deadline, monkeypatch):
        time_passes(days_before=30)
        monkeypatch.setattr(reminding.outbox, "put_all", lambda messages: 1 / 0)
        assert services.remind() == 0
        failed = Reminder.objects.get(days_before=30)
        assert (failed.state, failed.last_error) == (State.WAITING, "ZeroDivisionError")

    def test_who_left_is_not_told_but_the_next_in_line_is(self, deadline, lawyer):
        other = make.membership(foundation=lawyer.foundation).user
        Deadline.objects.update(deputy=None)
        lawyer.ended_on = in_days(-1)
        lawyer.save()
        time_passes(days_before=30)
        services.remind()
        services.remind()
        message = Message.objects.get()
        assert (message.template, message.address) == ("deadline-escalation", other.email)

    def test_with_nobody_to_tell_it_waits_where_health_sees_it(self, deadline, lawyer):
        Deadline.objects.update(deputy=None)
        lawyer.ended_on = in_days(-1)
        lawyer.save()
        time_passes(days_before=30)
        assert services.remind() == 0
        waiting = Reminder.objects.get(days_before=30)
        assert (waiting.state, waiting.last_error) == (State.WAITING, "NobodyToTell")


class TestMoved:
    """F31: a deadline moves while its reminder is on its way."""

    def test_after_the_claim_nothing_goes_out_for_the_old_day(self, deadline, lawyer, monkeypatch):
        time_passes(days_before=30)
        remind_held = reminding._remind

        def moved_first(token, pks):
            services.reschedule(deadline, ends_on=in_days(90), reason="Rolbeslissing", by=lawyer.user)
            return remind_held(token, pks)

        monkeypatch.setattr(reminding, "_remind", moved_first)
        assert services.remind() == 0
        assert not Message.objects.exists()

    def test_after_the_message_was_put_it_is_taken_back(self, deadline, lawyer):
        time_passes(days_before=30)
        services.remind()
        services.reschedule(deadline, ends_on=in_days(90), reason="Rolbeslissing", by=lawyer.user)
        assert outbox.deliver() == 0
        assert not mail.outbox

    def test_a_row_that_was_overlooked_is_cancelled_and_not_sent(self, deadline):
        Deadline.objects.update(ladder_version=7)
        time_passes()
        assert services.remind() == 0
        assert set(Reminder.objects.values_list("state", flat=True)) == {State.CANCELLED}

    @pytest.mark.django_db(transaction=True)
    def test_at_the_very_same_moment_either_wins_but_never_both(self, lawyer, tmp_path):
        made = [
            services.set_manual(
                case=make.case(), foundation=lawyer.foundation, title="Akte", ends_on=in_days(60), by=lawyer.user
            )
            for _ in range(10)
        ]
        time_passes(days_before=30)

        def move():
            for deadline in made:
                services.reschedule(deadline, ends_on=in_days(90), reason="Rolbeslissing", by=lawyer.user)

        def sent_for_the_old_day():
            outbox.deliver()
            return Message.objects.filter(dedupe_key__contains=":1:30:").exclude(state="cancelled").count()

        with shared_database(tmp_path):
            at_once(move, services.remind, services.remind)
            assert at_once(sent_for_the_old_day) == [0]
        assert not mail.outbox

    @pytest.mark.django_db(transaction=True)
    def test_a_move_waits_for_the_reminder_that_is_being_put_and_takes_it_back(self, lawyer, tmp_path, monkeypatch):
        deadline = services.set_manual(
            case=make.case(), foundation=lawyer.foundation, title="Akte", ends_on=in_days(60), by=lawyer.user
        )
        time_passes(days_before=30)
        looked, moved, compose = Event(), Event(), reminding.telling.compose

        def slowly(*args, **values):
            looked.set()
            moved.wait(timeout=1)
            return compose(*args, **values)

        def move():
            looked.wait(timeout=10)
            services.reschedule(deadline, ends_on=in_days(90), reason="Rolbeslissing", by=lawyer.user)
            moved.set()

        monkeypatch.setattr(reminding.telling, "compose", slowly)
        with shared_database(tmp_path):
            at_once(services.remind, move)
            assert at_once(lambda: set(Message.objects.values_list("state", flat=True))) == [{State.CANCELLED}]

    @pytest.mark.django_db(transaction=True)
    def test_two_workers_put_each_reminder_once(self, lawyer, tmp_path):
        for _ in range(10):
            services.set_manual(
                case=make.case(), foundation=lawyer.foundation, title="Akte", ends_on=in_days(60), by=lawyer.user
            )
        time_passes(days_before=30)
        with shared_database(tmp_path):
            put = at_once(services.remind, services.remind)
            stored = at_once(lambda: Message.objects.count())
        assert (sum(put), stored) == (10, [1])


class TestEscalate:
    @pytest.fixture
    def near(self, lawyer):
        return services.set_manual(
            case=make.case(), foundation=lawyer.foundation, title="Akte", ends_on=in_days(2), by=lawyer.user
        )

    def told_some_time_ago(self):
        time_passes()
        services.remind()
        outbox.deliver()
        Reminder.objects.filter(state=State.DONE).update(done_at=timezone.now() - timedelta(hours=3))

    def passed_on(self):
        services.remind()
        return Message.objects.get(template="deadline-escalation")

    def test_silence_goes_to_the_deputy_once(self, near, lawyer):
        self.told_some_time_ago()
        assert services.escalate() == 1
        assert services.escalate() == 0
        assert self.passed_on().address == lawyer.deputy.email
        assert Entry.objects.filter(action="deadline.escalated").count() == 1

    def test_the_deputy_stays_on_the_ladder(self, near, lawyer):
        Reminder.objects.filter(days_before=3).update(state=State.DONE, done_at=timezone.now() - timedelta(hours=3))
        services.escalate()
        coming = Reminder.objects.filter(recipient=lawyer.deputy, is_escalation=False)
        assert sorted(coming.values_list("days_before", flat=True)) == [0, 1]

    def test_a_word_is_enough(self, near, lawyer):
        self.told_some_time_ago()
        services.acknowledge(near, by=lawyer.user)
        assert services.escalate() == 0

    def test_the_responsible_gets_time_to_answer(self, near):
        services.remind()
        assert services.escalate() == 0

    def test_not_long_before(self, deadline):
        self.told_some_time_ago()
        assert services.escalate() == 0

    def test_nobody_responsible_is_told_to_whoever_watches(self, lawyer):
        nobody = make.deadline(foundation=lawyer.foundation, ends_on=in_days(1))
        assert services.escalate() == 1
        assert self.passed_on().address == lawyer.user.email
        assert nobody.responsible is None

    def test_and_to_the_operator_when_nobody_works_there(self):
        operator = make.user(is_superuser=True)
        make.deadline(foundation=make.foundation(), ends_on=in_days(1))
        services.escalate()
        assert self.passed_on().address == operator.email

    def test_r10_a_reminder_that_cannot_be_delivered_reaches_a_person(self, deadline, lawyer):
        time_passes(days_before=30)
        services.remind()
        Message.objects.update(state=State.DEAD)
        assert services.escalate() == 1
        assert self.passed_on().address == lawyer.deputy.email

    def test_when_the_deputy_cannot_be_reached_either_it_goes_further(self, near, lawyer):
        colleague = make.membership(foundation=lawyer.foundation).user
        self.told_some_time_ago()
        services.escalate()
        assert self.passed_on().address == lawyer.deputy.email
        Message.objects.filter(template="deadline-escalation").update(state=State.DEAD)
        assert services.escalate() == 1
        services.remind()
        assert Message.objects.filter(template="deadline-escalation", address=colleague.email).exists()

    def test_a_deputy_who_left_is_passed_over(self, near, lawyer):
        colleague = make.membership(foundation=lawyer.foundation).user
        lawyer.deputy.memberships.update(ended_on=in_days(-1))
        self.told_some_time_ago()
        services.escalate()
        assert self.passed_on().address == colleague.email


class TestControlMail:
    def sent(self):
        return Message.objects.filter(template="deadline-control")

    def test_r13_goes_to_everybody_who_watches_also_when_there_is_nothing(self, lawyer):
        manager = make.membership(foundation=lawyer.foundation, role="case_manager")
        make.membership(foundation=lawyer.foundation, role="auditor")
        services.control_mail(in_days(0))
        assert set(self.sent().values_list("address", flat=True)) == {lawyer.user.email, manager.user.email}
        assert self.sent().first().context["deadlines"] == []

    def test_once_a_day_however_often_it_runs(self, lawyer):
        assert services.control_mail(in_days(0)) == 1
        assert services.control_mail(in_days(0)) == 0
        assert services.control_mail(in_days(1)) == 1

    def test_lists_fourteen_days_and_what_is_late(self, lawyer):
        for days in (-3, 0, 14, 15):
            make.deadline(foundation=lawyer.foundation, ends_on=in_days(days))
        services.control_mail(in_days(0))
        context = self.sent().get().context
        assert (context["late_count"], context["coming_count"]) == (1, 2)

    def test_says_nothing_of_another_foundation(self, lawyer):
        make.deadline(foundation=make.membership().foundation, title="Geheim", ends_on=in_days(1))
        services.control_mail(in_days(0))
        assert "Geheim" not in str(self.sent().get(address=lawyer.user.email).context)

    def test_has_everybodys_deadlines_of_its_own_cases_only(self, lawyer):
        own = make.proceeding(foundation=lawyer.foundation).case
        make.deadline(case=own, title="Concurrerende vorderingen", ends_on=in_days(1))
        make.deadline(title="Van een andere zaak", ends_on=in_days(1))
        services.control_mail(in_days(0))
        listed = [one["title"] for one in self.sent().get().context["deadlines"]]
        assert listed == ["Concurrerende vorderingen"]

    def test_counts_what_could_not_be_delivered(self, lawyer):
        make.message(foundation=lawyer.foundation)
        Message.objects.update(state=State.DEAD)
        services.control_mail(in_days(0))
        assert self.sent().get().context["given_up_count"] == 1

    @pytest.mark.parametrize(("hour", "count"), [(5, 0), (6, 1), (20, 1)], ids=["06:00", "07:00", "late in the day"])
    def test_from_seven_in_the_morning_however_late(self, lawyer, hour, count):
        with time_machine.travel(datetime(2026, 11, 23, hour, tzinfo=UTC)):
            assert services.control_mail() == count


class TestMails:
    """The three mails as they arrive."""

    def test_a_reminder_names_day_article_and_case(self, deadline):
        time_passes(days_before=30)
        services.remind()
        outbox.deliver()
        (sent,) = mail.outbox
        assert deadline.case.title in sent.subject
        assert deadline.title in sent.subject
        html = sent.alternatives[0].content
        assert "<img" not in html
        assert 'name="color-scheme"' in html
        assert html.count("<h2") == 4
        assert html.count("<a ") == 1
        assert f"/beheer/cases/deadline/{deadline.pk}/" in sent.body

    def test_what_changed_stands_in_the_first_120_characters(self, deadline):
        time_passes(days_before=30)
        services.remind()
        outbox.deliver()
        assert deadline.title in mail.outbox[0].body[:120]

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_each_is_written_in_both_languages(self, lawyer, language):
        lawyer.user.language = language
        lawyer.user.save()
        make.deadline(foundation=lawyer.foundation, term="D13", ends_on=in_days(1))
        services.escalate()
        services.remind()
        services.control_mail(in_days(0))
        assert outbox.deliver() >= 2
        assert all(one.body and one.alternatives for one in mail.outbox)


class TestTasks:
    @pytest.mark.parametrize("name", ["remind", "escalate", "control_mail"])
    def test_beats_and_may_run_twice(self, deadline, name):
        for _ in range(2):
            getattr(tasks, name)()
        assert Heartbeat.objects.filter(name=f"deadlines.{name}").exists()

    def test_the_control_mail_takes_a_day_for_a_rerun_by_hand(self, lawyer):
        tasks.control_mail("2026-11-23")
        assert Message.objects.get().context["written_on"] == "2026-11-23"


@pytest.mark.parametrize(
    "ends_on", [date(2026, 3, 29), date(2026, 3, 30), date(2026, 10, 25), date(2026, 10, 26)], ids=str
)
def test_f13_eight_in_the_morning_through_the_nights_the_clock_changes(ends_on):
    moments = [at for _days, at in ladder.rungs(ends_on, datetime(2026, 1, 1, tzinfo=UTC))]
    assert {at.astimezone(ladder.AMSTERDAM).hour for at in moments} == {8}
    assert len(set(moments)) == 6
