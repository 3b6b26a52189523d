"""From a judgment that staff records to the mail that says by when: through every row, and twice."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.dateformat import format as written

from cases.core import claims
from cases.core.errors import DomainError
from cases.deadlines import services as deadlines
from cases.deadlines import tasks as deadline_tasks
from cases.deadlines.choices import DeadlineState
from cases.deadlines.models import Deadline, Reminder
from cases.journal import tasks as journal_tasks
from cases.law.terms import TERMS, due
from cases.outbox import tasks as outbox_tasks
from cases.outbox.models import Message
from cases.proceedings import services as proceedings
from tests import make
from tests.mail_server import mail_server

__all__ = ["mail_server"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def lawyer():
    return make.membership(user=make.user(first_name="Anna", last_name="de Vries"))


@pytest.fixture
def track(lawyer):
    case = make.case(title="TikTok en jongeren")
    proceeding = make.proceeding(case=case, foundation=lawyer.foundation)
    track = make.track(proceeding=proceeding, group=make.group(case=case, name="Minderjarigen"))
    for kind, years in [("writ_served", 4), ("writ_filed", 4), ("register_entry_published", 4), ("admissible", 2)]:
        record(track, lawyer, kind=kind, days_ago=365 * years)
    return track


def record(track, lawyer, *, kind, days_ago):
    return proceedings.record_event(
        track.proceeding.case,
        kind=kind,
        happened_on=timezone.localdate() - timedelta(days=days_ago),
        tracks=[track],
        by=lawyer.user,
    )


def every_clock():
    """One round of everything that runs by itself."""
    for run in (journal_tasks.react, deadline_tasks.remind, deadline_tasks.escalate, outbox_tasks.deliver):
        run()


def the_moment_comes(deadline, *, days_before):
    rung = deadline.reminders.waiting().filter(days_before=days_before)
    assert rung.update(due_at=claims.later(-timedelta(seconds=1))) == 1


def test_a_judgment_becomes_one_mail_with_the_last_day(track, lawyer, mail_server):
    judgment = record(track, lawyer, kind="dismissed", days_ago=1)
    deadline = judgment.deadlines.get()
    assert deadline.ends_on == due(TERMS["D13"], judgment.happened_on).ends_on
    assert deadline.responsible == lawyer.user
    assert deadline.reminders.waiting().count() == 6

    every_clock()
    assert not mail_server.received

    the_moment_comes(deadline, days_before=30)
    every_clock()
    every_clock()
    (received,) = mail_server.received
    message = Message.objects.get(dedupe_key__startswith=f"reminder:{deadline.public_id}:")
    assert received.to == lawyer.user.email
    assert received.message_id == message.message_id
    plain = received.mail.get_body(("plain",)).get_content()
    assert written(deadline.ends_on, "l j F Y") in plain
    assert "TikTok en jongeren" in plain
    assert "Minderjarigen" in plain
    assert "art. 339 lid 1 Rv" in plain

    every_clock()
    assert len(mail_server.received) == 1
    assert message.state == Message.State.DONE


def test_the_deadline_is_there_in_the_same_transaction_or_not_at_all(track, lawyer):
    before = Deadline.objects.count()
    with transaction.atomic():
        record(track, lawyer, kind="dismissed", days_ago=1)
        assert Deadline.objects.count() == before + 1
        transaction.set_rollback(True)
    assert Deadline.objects.count() == before


def test_a_court_date_the_law_does_not_allow_records_nothing(track, lawyer):
    record(track, lawyer, kind="exclusive_representative_appointed", days_ago=30)
    before = track.events.count()
    with pytest.raises(DomainError) as refused:
        proceedings.record_event(
            track.proceeding.case,
            kind="announcement_made",
            happened_on=timezone.localdate() - timedelta(days=2),
            court_set_on=timezone.localdate() + timedelta(days=5),
            tracks=[track],
            by=lawyer.user,
        )
    assert refused.value.field == "court_set_on"
    assert track.events.count() == before


def test_a_correction_takes_the_old_day_out_of_every_row(track, lawyer, mail_server):
    wrong = record(track, lawyer, kind="dismissed", days_ago=1)
    old = wrong.deadlines.get()
    the_moment_comes(old, days_before=30)
    deadline_tasks.remind()

    right = proceedings.correct_event(
        wrong,
        reason="Verkeerde dag gelezen.",
        happened_on=timezone.localdate() - timedelta(days=8),
        by=lawyer.user,
    )
    new = right.deadlines.get()
    the_moment_comes(new, days_before=30)
    every_clock()
    every_clock()

    old.refresh_from_db()
    assert (old.state, old.state_reason) == (DeadlineState.SUPERSEDED, "Verkeerde dag gelezen.")
    assert set(old.reminders.values_list("state", flat=True)) <= {Reminder.State.CANCELLED, Reminder.State.DONE}
    (received,) = mail_server.received
    plain = received.mail.get_body(("plain",)).get_content()
    assert written(new.ends_on, "l j F Y") in plain
    assert written(old.ends_on, "l j F Y") not in plain


def test_done_in_time_nobody_is_bothered_any_more(track, lawyer, mail_server):
    deadline = record(track, lawyer, kind="dismissed", days_ago=1).deadlines.get()
    deadlines.meet(deadline, evidence="Appeldagvaarding betekend.", by=lawyer.user)
    Reminder.objects.update(due_at=claims.later(-timedelta(seconds=1)))
    every_clock()
    assert not mail_server.received


def test_the_morning_mail_names_the_day_too(track, lawyer, mail_server):
    deadline = record(track, lawyer, kind="dismissed", days_ago=85).deadlines.get()
    deadlines.acknowledge(deadline, by=lawyer.user)
    deadlines.control_mail(timezone.localdate())
    outbox_tasks.deliver()
    (received,) = mail_server.received
    assert written(deadline.ends_on, "j F Y") in received.mail.get_body(("plain",)).get_content()
