"""Reminders on the clock: rows become messages, silence goes to the deputy, each morning brings the whole list."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from time import monotonic

from django.db import models, transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cases.core import claims
from cases.core.models import Heartbeat
from cases.core.rows import read_along
from cases.core.starting import GRACE, is_starting
from cases.deadlines import ladder, people, telling
from cases.deadlines.models import Deadline, Reminder
from cases.dossier.models import Case
from cases.journal import services as journal
from cases.outbox import services as outbox
from cases.outbox.models import Message
from cases.parties.models import Foundation
from cases.proceedings.models import Track
from cases.staff.models import User

CONTROL_DAYS = 14
AROUND = {
    "case": Case.objects.all(),
    "foundation": Foundation.objects.all(),
    "responsible": User.objects.all(),
    "track": Track.objects.select_related("group"),
}


class NobodyToTell(Exception):
    """A reminder has no recipient at work, and there is nobody next in line: it waits, and health says so."""


def start(deadline: Deadline, *, only_coming: bool = False, recipients: list[User] | None = None) -> None:
    """Write the rungs of a deadline's ladder, for whom it concerns or for `recipients`; twice writes them once."""
    start_all([deadline], only_coming=only_coming, recipients=recipients)


def start_all(
    deadlines: Sequence[Deadline], *, only_coming: bool = False, recipients: list[User] | None = None
) -> None:
    """Start the ladders of many at once; those on which nobody has to act have none."""
    now, today = timezone.now(), timezone.localdate()
    known: dict[tuple, list[User]] = {}
    rows = []
    for deadline in deadlines:
        if not deadline.is_running:
            continue
        concerned = (deadline.case_id, deadline.foundation_id, deadline.responsible_id)
        if concerned not in known:
            known[concerned] = people.reminded_of(deadline, today) if recipients is None else recipients
        rungs = ladder.rungs(deadline.ends_on, now, ladder.of_term(deadline.term))
        rows += [
            Reminder(
                deadline=deadline,
                deadline_version=deadline.ladder_version,
                days_before=days,
                recipient=person,
                due_at=Now() if at == now else at,
            )
            for person in known[concerned]
            for days, at in rungs
            if at > now or not only_coming
        ]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def stop(deadline: Deadline) -> None:
    """Let nothing of the old ladder go out any more, not even what already waits in the outbox (F31)."""
    stop_all([deadline])


def stop_all(deadlines: Sequence[Deadline]) -> None:
    """Stop the ladders of many at once."""
    reminders = Reminder.objects.filter(deadline__in=deadlines)
    reminders.pending().update(state=Reminder.State.CANCELLED, done_at=Now())
    messages = Message.objects.unsent().filter(pk__in=reminders.values("message")).order_by("pk")
    unsent = list(messages.select_for_update().values_list("pk", flat=True))  # in one order, so that nobody waits
    told = set(reminders.filter(message__in=unsent).values_list("deadline_id", flat=True))
    for deadline in deadlines:
        if deadline.pk in told:
            telling.take_back(deadline)


def remind(*, limit: int = 1000) -> int:
    """Tell each person once of all that is due for them; the number of reminders told.

    Safe to run by any number of workers at once, and late: a reminder is never skipped because its day went by.
    """
    end = monotonic() + claims.ONE_RUN.total_seconds()
    told, rows = 0, Reminder.objects.all()
    for pk in claims.abandoned(rows, limit=limit):
        if monotonic() < end:
            told += _remind(*claims.claim_all(rows, [pk]))
    while limit > 0 and monotonic() < end:
        token, pks = take_due(limit=limit)
        if not pks:
            break
        limit -= len(pks)
        told += _remind(token, pks)
    return told


@transaction.atomic
def take_due(*, limit: int) -> tuple[str, list[int]]:
    """Take the oldest due rows, under a new token.

    A person's rows go together, so that two workers never split them into two mails.
    """
    rows = Reminder.objects.all()
    oldest = rows.filter(claims.WAITING).order_by("due_at", "pk").values("recipient")[:limit]
    people = User.objects.select_for_update(skip_locked=True, no_key=True).filter(pk__in=oldest)
    theirs = rows.filter(recipient__in=list(people.values_list("pk", flat=True)))
    return claims.claim_all(rows, claims.oldest_waiting(theirs, limit=limit))


def _remind(token: str, pks: list[int]) -> int:
    """Tell these rows together; when that fails by halves, so that one bad row does not hold up the others."""
    if not pks:
        return 0
    try:
        with transaction.atomic():
            return _settle(token, pks)
    except Exception as error:
        if len(pks) == 1:
            rows, (pk,) = Reminder.objects.all(), pks
            attempt = rows.values_list("attempt_count", flat=True).get(pk=pk)
            claims.retry(rows, pk, token, error=type(error).__name__, attempt=attempt)
            return 0
        half = len(pks) // 2
        return _remind(token, pks[:half]) + _remind(token, pks[half:])


def _settle(token: str, pks: list[int]) -> int:
    """Put the messages and mark the rows, in the caller's transaction.

    The rows are locked first, those that a move holds are left to it: a move that comes later waits for them, and then
    takes the message back.
    """
    rows, today = Reminder.objects.all(), timezone.localdate()
    reminders = _mine(token, pks)
    may_be_told = people.who_may_be_told({reminder.recipient for reminder in reminders}, today)
    groups, old, told_before = defaultdict(list), [], []
    for reminder in reminders:
        person, deadline = reminder.recipient, reminder.deadline
        if reminder.deadline_version != deadline.ladder_version or not deadline.is_running:
            old.append(reminder.pk)
        elif reminder.message_id:  # told before is told (R3)
            told_before.append(reminder.pk)
        elif may_be_told(person, deadline):
            groups[person, deadline.foundation].append(reminder)
        else:
            old.append(_hand_on(reminder, today))
    claims.finish_all(rows, old, token, state=Reminder.State.CANCELLED)
    claims.finish_all(rows, told_before, token)
    return _tell(_joined(groups), token)


def _mine(token: str, pks: list[int]) -> list[Reminder]:
    """The rows, locked; persons, cases and foundations are read once for all of them."""
    rows = Reminder.objects.select_for_update(skip_locked=True).filter(pk__in=pks)
    rows = rows.filter(state=Reminder.State.RUNNING, lease_token=token).order_by("pk")
    reminders = list(rows)
    read_along(reminders, "recipient", User.objects.all())
    deadlines = read_along(reminders, "deadline", Deadline.objects.defer("proof"))
    for name, related in AROUND.items():
        read_along(deadlines, name, related)
    return reminders


def _joined(groups: dict[tuple[User, Foundation | None], list[Reminder]]) -> dict:
    """One mail for each foundation, whose files never meet; everybody's deadlines go along with the person's first."""
    joined: dict = {}
    for (person, foundation), reminders in groups.items():
        if foundation:
            joined.setdefault(person, {})[foundation] = list(reminders)
    for (person, foundation), reminders in groups.items():
        if not foundation:
            theirs = joined.setdefault(person, {None: []})
            theirs[next(iter(theirs))] += reminders
    return joined


def _tell(mails: dict[User, dict[Foundation | None, list[Reminder]]], token: str) -> int:
    """Put all messages at once, and mark all reminders at once; a message put before is not put again."""
    told = [
        (telling.compose(person, reminders, foundation), [one.pk for one in reminders])
        for person, theirs in mails.items()
        for foundation, reminders in theirs.items()
    ]
    stored = outbox.put_all([message for message, _pks in told])
    in_which = models.Case(
        *(
            models.When(pk__in=pks, then=models.Value(stored[message.public_id]))
            for message, pks in told
            if message.public_id in stored
        ),
        output_field=models.BigIntegerField(),
    )
    pks = [pk for _message, some in told for pk in some]
    return claims.finish_all(Reminder.objects.all(), pks, token, message_id=in_which)


def _hand_on(reminder: Reminder, today: date) -> int:
    """Who left or may not sign in hears nothing more; the next in line does, at once. Raises NobodyToTell."""
    recipients = people.next_in_line(reminder.deadline, today, without={reminder.recipient})
    if not recipients:
        raise NobodyToTell
    _pass_on(reminder.deadline, recipients)
    return reminder.pk


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
    runs and however late; a day given by hand is told at once. Just after a start it waits for the first sweep, so that
    it does not report a standstill that is over. Returns the number put.
    """
    if today is None and (timezone.localtime().time() < ladder.MORNING or is_starting() and not _has_swept()):
        return 0
    today = today or timezone.localdate()
    staffed = Foundation.objects.filter(memberships__isnull=False).distinct()
    return sum(_control(foundation, today) for foundation in staffed)


def _has_swept() -> bool:
    return Heartbeat.objects.filter(name="deadlines.remind", beat_at__gte=claims.later(-GRACE)).exists()


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
    beat, away = Heartbeat.objects.filter(name="deadlines.remind").first(), people.absences(today)
    with override(person.language):
        listed = [telling.row(deadline, away) | {"is_acknowledged": deadline.is_acknowledged} for deadline in deadlines]
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
