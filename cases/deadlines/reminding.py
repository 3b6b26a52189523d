"""Reminders on the clock: rows become messages, silence goes to the deputy, each morning brings the whole list."""

from collections import defaultdict
from datetime import date, timedelta
from time import monotonic

from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cases.core import claims
from cases.core.models import Heartbeat
from cases.deadlines import ladder, people, telling
from cases.deadlines.models import Deadline, Reminder
from cases.journal import services as journal
from cases.outbox import services as outbox
from cases.outbox.models import Message
from cases.parties.models import Foundation
from cases.staff.models import User

CONTROL_DAYS = 14


class NobodyToTell(Exception):
    """A reminder has no recipient at work, and there is nobody next in line: it waits, and health says so."""


def start(deadline: Deadline, *, only_coming: bool = False, recipients: list[User] | None = None) -> None:
    """Write the rungs of a deadline's ladder, for whom it concerns or for `recipients`; twice writes them once."""
    if not deadline.is_running:
        return
    now, today = timezone.now(), timezone.localdate()
    rungs = ladder.rungs(deadline.ends_on, now, ladder.of_term(deadline.term))
    Reminder.objects.bulk_create(
        [
            Reminder(
                deadline=deadline,
                deadline_version=deadline.ladder_version,
                days_before=days,
                recipient=person,
                due_at=Now() if at == now else at,
            )
            for person in (people.reminded_of(deadline, today) if recipients is None else recipients)
            for days, at in rungs
            if at > now or not only_coming
        ],
        ignore_conflicts=True,
    )


def stop(deadline: Deadline) -> None:
    """Let nothing of the old ladder go out any more, not even what already waits in the outbox (F31)."""
    Reminder.objects.pending().filter(deadline=deadline).update(state=Reminder.State.CANCELLED, done_at=Now())
    telling.take_back(deadline)


def remind(*, limit: int = 1000) -> int:
    """Tell each person once of all that is due for them; the number of reminders told.

    Safe to run by any number of workers at once, and late: a reminder is never skipped because its day went by.
    """
    end = monotonic() + claims.ONE_RUN.total_seconds()
    rows, waiting = Reminder.objects.all(), defaultdict(list)
    due = rows.filter(pk__in=claims.oldest_due(rows, limit=limit)).order_by("due_at", "pk")
    for pk, person in due.values_list("pk", "recipient_id"):
        waiting[person].append(pk)
    return sum(_remind(_claim(person, pks)) for person, pks in waiting.items() if monotonic() < end)


def _claim(person: int, pks: list[int]) -> dict[int, str]:
    """Take a person's due rows together, so that two workers never split them into two mails."""
    with transaction.atomic():
        alone = User.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=person)
        if not list(alone.values_list("pk")):
            return {}
        tokens = {pk: claims.claim(Reminder.objects.all(), pk) for pk in pks}
        return {pk: token for pk, token in tokens.items() if token}


def _remind(held: dict[int, str]) -> int:
    """Tell these rows together; when that fails by halves, so that one bad row does not hold up the others."""
    if not held:
        return 0
    try:
        with transaction.atomic():
            return _settle(held)
    except Exception as error:
        if len(held) == 1:
            (pk, token), rows = held.popitem(), Reminder.objects.all()
            attempt = rows.values_list("attempt_count", flat=True).get(pk=pk)
            claims.retry(rows, pk, token, error=type(error).__name__, attempt=attempt)
            return 0
        half, pairs = len(held) // 2, list(held.items())
        return _remind(dict(pairs[:half])) + _remind(dict(pairs[half:]))


def _settle(held: dict[int, str]) -> int:
    """Put the messages and mark the rows, in the caller's transaction.

    The rows are locked first, those that a move holds are left to it: a move that comes later waits for them, and then
    takes the message back.
    """
    today, groups = timezone.localdate(), defaultdict(list)
    for reminder in _mine(held):
        person, deadline = reminder.recipient, reminder.deadline
        is_old = reminder.deadline_version != deadline.ladder_version or not deadline.is_running
        if is_old or reminder.message_id:  # told before is told (R3)
            state = Reminder.State.CANCELLED if is_old else Reminder.State.DONE
            claims.finish(Reminder.objects.all(), reminder.pk, held[reminder.pk], state=state)
        elif people.may_be_told(person, deadline, today):
            groups[deadline.foundation].append(reminder)
        else:
            _hand_on(reminder, held[reminder.pk], today)
    return sum(_tell(foundation, reminders, held) for foundation, reminders in _joined(groups).items())


def _mine(held: dict[int, str]) -> list[Reminder]:
    rows = Reminder.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=held)
    rows = rows.filter(state=Reminder.State.RUNNING, lease_token__in=held.values()).order_by("pk")
    related = ("recipient", "deadline__case", "deadline__foundation", "deadline__responsible", "deadline__track__group")
    return list(rows.select_related(*related))


def _joined(groups: dict) -> dict:
    """One mail for each foundation, whose files never meet; everybody's deadlines go along with the first."""
    everybodys = groups.pop(None, [])
    if everybodys:
        groups.setdefault(next(iter(groups), None), []).extend(everybodys)
    return groups


def _tell(foundation: Foundation | None, reminders: list[Reminder], held: dict[int, str]) -> int:
    message = telling.tell(reminders[0].recipient, reminders, foundation)
    for reminder in reminders:
        claims.finish(Reminder.objects.all(), reminder.pk, held[reminder.pk], message=message)
    return len(reminders)


def _hand_on(reminder: Reminder, token: str, today: date) -> None:
    """Who left or may not sign in hears nothing more; the next in line does, at once. Raises NobodyToTell."""
    recipients = people.next_in_line(reminder.deadline, today, without={reminder.recipient})
    if not recipients:
        raise NobodyToTell
    _pass_on(reminder.deadline, recipients)
    claims.finish(Reminder.objects.all(), reminder.pk, token, state=Reminder.State.CANCELLED)


def escalate() -> int:
    """Warn the next in line about each near deadline that nobody acknowledged, or whose reminder cannot be delivered.

    The next in line stays on the ladder from then on. Returns the number of deadlines newly escalated.
    """
    until, today = ladder.escalates_until(timezone.now()), timezone.localdate()
    silent = Deadline.objects.unanswered(until=until, patience=ladder.PATIENCE)
    undelivered = Reminder.objects.undelivered().select_related("recipient", "deadline")
    unreached = defaultdict(set)
    for reminder in undelivered:
        unreached[reminder.deadline].add(reminder.recipient)
    return sum(
        _pass_on(deadline, people.next_in_line(deadline, today, without=unreached[deadline]))
        for deadline in {*silent, *unreached}
    )


@transaction.atomic
def _pass_on(deadline: Deadline, recipients: list[User]) -> bool:
    """Make the rows of whoever is next in line: one at once, and the rungs to come. False when they had them."""
    days = max((deadline.ends_on - timezone.localdate()).days, 0)
    passed = {"deadline": deadline, "deadline_version": deadline.ladder_version, "is_escalation": True}
    values = {"days_before": days, "due_at": Now()}
    rows = Reminder.objects
    told = [person for person in recipients if rows.get_or_create(**passed, recipient=person, defaults=values)[1]]
    if not told:
        return False
    start(deadline, only_coming=True, recipients=told)
    journal.record("deadline.escalated", deadline, **deadline.noted())
    return True


def control_mail(today: date | None = None) -> int:
    """Tell everybody who watches for a foundation what falls in the next fourteen days, also when nothing does.

    Silence is an alarm (R13). Once a day for each person and foundation, from seven in the morning, however often it
    runs and however late; a day given by hand is told at once. Returns the number put.
    """
    if today is None and timezone.localtime().time() < ladder.MORNING:
        return 0
    today = today or timezone.localdate()
    staffed = Foundation.objects.filter(memberships__isnull=False).distinct()
    return sum(_control(foundation, today) for foundation in staffed)


def _control(foundation: Foundation, today: date) -> int:
    members = people.at_work(foundation, today).filter(role__in=people.WATCHING)
    keys = {member.user: f"control:{foundation.public_id}:{today.isoformat()}:{member.user_id}" for member in members}
    told = set(Message.objects.filter(dedupe_key__in=keys.values()).values_list("dedupe_key", flat=True))
    waiting = {person: key for person, key in keys.items() if key not in told}
    if not waiting:
        return 0
    ending = Deadline.objects.running().concerning(foundation).filter(ends_on__lte=today + timedelta(days=CONTROL_DAYS))
    deadlines = list(ending.with_acknowledgement().select_related("case", "responsible", "track__group"))
    messages = [_put_control(foundation, today, person, key, deadlines) for person, key in waiting.items()]
    return sum(message is not None for message in messages)


def _put_control(
    foundation: Foundation, today: date, person: User, key: str, deadlines: list[Deadline]
) -> Message | None:
    beat = Heartbeat.objects.filter(name="deadlines.remind").first()
    with override(person.language):
        listed = [telling.row(deadline) | {"is_acknowledged": deadline.is_acknowledged} for deadline in deadlines]
    return outbox.put(
        "deadline-control",
        to=person.email,
        dedupe_key=key,
        language=person.language,
        foundation=foundation,
        context={
            "name": str(person),
            "foundation_name": foundation.short_name,
            "written_on": today.isoformat(),
            "late_count": sum(deadline.ends_on < today for deadline in deadlines),
            "coming_count": sum(deadline.ends_on >= today for deadline in deadlines),
            "deadlines": listed,
            "given_up_count": Message.objects.given_up().filter(foundation=foundation).count(),
            "reminded_at": beat.beat_at.isoformat() if beat else "",
            "path": reverse("admin:cases_deadline_changelist"),
        },
    )
