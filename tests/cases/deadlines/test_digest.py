from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cases.deadlines import reminding, services
from cases.deadlines.models import Reminder
from cases.outbox import services as outbox
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
    return services.set_manual(
        case=make.case(), foundation=lawyer.foundation, title="Akte indienen", ends_on=in_days(60), by=lawyer.user
    )


class TestDigest:
    """One mail for a person and a morning, however many deadlines."""

    @pytest.fixture
    def ten(self, lawyer):
        case = make.case()
        return [
            services.set_manual(
                case=case, foundation=lawyer.foundation, title=f"Akte {n}", ends_on=in_days(60 + n), by=lawyer.user
            )
            for n in range(10)
        ]

    def test_ten_deadlines_of_one_morning_are_one_mail(self, ten, lawyer):
        time_passes(days_before=30)
        assert services.remind() == 10
        message = Message.objects.get()
        assert (message.template, message.address) == ("deadline-digest", lawyer.user.email)
        assert [line["title"] for line in message.context["deadlines"]] == [f"Akte {n}" for n in range(10)]
        told = Reminder.objects.filter(days_before=30)
        assert {(one.state, one.message_id) for one in told} == {(State.DONE, message.pk)}

    def test_arrives_once_with_each_deadline_and_its_own_address(self, ten):
        time_passes(days_before=30)
        services.remind()
        assert outbox.deliver() == 1
        (sent,) = mail.outbox
        for deadline in ten:
            assert deadline.title in sent.body
            assert f"/beheer/cases/deadline/{deadline.pk}/" in sent.body
            assert f"/beheer/cases/deadline/{deadline.pk}/" in sent.alternatives[0].content

    def test_several_rungs_of_one_deadline_are_one_line(self, deadline):
        time_passes()
        services.remind()
        assert Message.objects.get().template == "deadline-reminder"

    def test_each_person_has_their_own(self, ten, lawyer):
        colleague = make.membership(foundation=lawyer.foundation)
        for deadline in ten[:2]:
            services.assign(deadline, responsible=colleague.user, by=lawyer.user)
        time_passes(days_before=30)
        services.remind()
        counted = {message.address: len(message.context["deadlines"]) for message in Message.objects.all()}
        assert counted == {lawyer.user.email: 8, colleague.user.email: 2}

    def test_the_files_of_two_foundations_never_share_one(self, ten, lawyer):
        elsewhere = make.membership(user=lawyer.user)
        for n in range(2):
            services.set_manual(
                case=make.case(), foundation=elsewhere.foundation, title=f"Geheim {n}", ends_on=in_days(60),
                by=lawyer.user,
            )  # fmt: skip
        time_passes(days_before=30)
        services.remind()
        own, other = Message.objects.order_by("pk")
        assert (own.foundation, other.foundation) == (lawyer.foundation, elsewhere.foundation)
        assert "Geheim" not in str(own.context)
        assert "Akte" not in str(other.context)

    def test_everybodys_deadlines_go_along_with_the_first(self, ten, lawyer):
        case = make.proceeding(foundation=lawyer.foundation).case
        services.set_manual(case=case, title="Concurrerend", ends_on=in_days(60), by=lawyer.user)
        time_passes(days_before=30)
        services.remind()
        assert len(Message.objects.get().context["deadlines"]) == 11

    def test_a_move_takes_its_own_line_back_and_leaves_the_others(self, ten, lawyer):
        time_passes(days_before=30)
        services.remind()
        services.reschedule(ten[3], ends_on=in_days(120), reason="Rolbeslissing", by=lawyer.user)
        outbox.deliver()
        (sent,) = mail.outbox
        assert "Akte 3" not in sent.body
        assert all(f"Akte {n}" in sent.body for n in range(10) if n != 3)

    def test_when_all_are_off_nothing_is_sent(self, ten, lawyer):
        time_passes(days_before=30)
        services.remind()
        for deadline in ten:
            services.suspend(deadline, reason="Schorsing", by=lawyer.user)
        assert outbox.deliver() == 0
        assert set(Message.objects.values_list("state", flat=True)) == {State.CANCELLED}

    def test_one_that_fails_does_not_hold_up_the_others(self, ten, lawyer, monkeypatch):
        time_passes(days_before=30)
        told = reminding.telling._line

        def breaking(reminder, away):
            return 1 / 0 if reminder.deadline_id == ten[4].pk else told(reminder, away)

        monkeypatch.setattr(reminding.telling, "_line", breaking)
        assert services.remind() == 9
        failed = Reminder.objects.get(deadline=ten[4], days_before=30)
        assert (failed.state, failed.last_error, failed.message) == (State.WAITING, "ZeroDivisionError", None)
        named = [line["title"] for one in Message.objects.all() for line in one.context.get("deadlines", [one.context])]
        assert sorted(named) == [f"Akte {n}" for n in range(10) if n != 4]

    def test_what_nobody_answered_goes_to_the_deputy_in_one_mail_too(self, lawyer):
        for n in range(3):
            services.set_manual(
                case=make.case(), foundation=lawyer.foundation, title=f"Akte {n}", ends_on=in_days(2), by=lawyer.user
            )
        services.remind()
        Reminder.objects.filter(state=State.DONE).update(done_at=timezone.now() - timedelta(hours=3))
        assert services.escalate() == 3
        services.remind()
        message = Message.objects.get(address=lawyer.deputy.email)
        assert [line["is_escalation"] for line in message.context["deadlines"]] == [True] * 3

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_is_written_in_both_languages(self, ten, lawyer, language):
        lawyer.user.language = language
        lawyer.user.save()
        time_passes(days_before=30)
        services.remind()
        assert outbox.deliver() == 1
        assert mail.outbox[0].alternatives
