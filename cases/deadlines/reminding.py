"""Reminders on the clock: rows become messages, silence goes to the deputy, each morning brings the whole list."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cases.core import claims
from cases.core.models import Heartbeat
from cases.deadlines import ladder, people
from cases.deadlines.models import Deadline, Reminder
from cases.journal import services as journal
from cases.outbox import services as outbox
from cases.outbox.models import Message
from cases.parties.models import Foundation
from cases.staff.models import User

CONTROL_DAYS = 14


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
    for kind in ("reminder", "escalation"):
        outbox.cancel(dedupe_prefix=f"{kind}:{deadline.public_id}:")


def remind(*, limit: int = 200) -> int:
    """Put a message in the outbox for each reminder whose moment has come; the number put there.

    Safe to run by any number of workers at once, and late: a reminder is never skipped because its day went by.
    """
    return sum(_remind(pk, token) for pk, token in claims.claimed(Reminder.objects.all(), limit=limit))


def _remind(pk: int, token: str) -> bool:
    rows = Reminder.objects.all()
    reminder = rows.select_related("recipient").get(pk=pk)
    try:
        with transaction.atomic():
            deadline = Deadline.objects.get(pk=reminder.deadline_id)
            if not (deadline.is_running and reminder.deadline_version == deadline.ladder_version):
                claims.finish(rows, pk, token, state=Reminder.State.CANCELLED)
                return False
            # Done before the message is put: a move that comes now waits for this row, and then takes the message back.
            if not claims.finish(rows, pk, token):
                return False
            for person in _reachable(reminder.recipient, deadline):
                _tell("reminder", deadline, person, step=reminder.days_before)
        return True
    except Exception as error:
        claims.retry(rows, pk, token, error=type(error).__name__, attempt=reminder.attempt_count)
        return False


def _reachable(person: User, deadline: Deadline) -> list[User]:
    today = timezone.localdate()
    return [person] if people.may_be_told(person, deadline, today) else people.next_in_line(deadline, today)


def escalate() -> int:
    """Warn the next in line about each near deadline that nobody acknowledged, or whose reminder cannot be delivered.

    The next in line stays on the ladder from then on. Returns the number of deadlines newly escalated.
    """
    until = ladder.escalates_until(timezone.now())
    silent = Deadline.objects.unanswered(until=until, patience=ladder.PATIENCE)
    unreachable = Deadline.objects.running().filter(public_id__in=_unreachable())
    return sum(_escalate(deadline) for deadline in {*silent, *unreachable})


@transaction.atomic
def _escalate(deadline: Deadline) -> bool:
    recipients = people.next_in_line(deadline, timezone.localdate())
    told = [person for person in recipients if _tell("escalation", deadline, person, step="")]
    if not told:
        return False
    start(deadline, only_coming=True, recipients=told)
    journal.record("deadline.escalated", deadline, **deadline.noted())
    return True


def _unreachable() -> list[str]:
    keys = Message.objects.given_up().filter(dedupe_key__startswith="reminder:").values_list("dedupe_key", flat=True)
    return [key.split(":")[1] for key in keys]


def _tell(kind: str, deadline: Deadline, person: User, *, step) -> Message | None:
    parts = [kind, str(deadline.public_id), str(deadline.ladder_version), str(step), str(person.pk)]
    with override(person.language):
        context = _row(deadline) | {
            "name": str(person),
            "foundation_name": deadline.foundation.short_name if deadline.foundation else "",
            "legal_basis": deadline.legal_basis,
            "is_provisional": deadline.is_provisional,
            "path": reverse("admin:cases_deadline_change", args=[deadline.pk]),
            "reference": str(deadline.public_id)[:8],
        }
    return outbox.put(
        f"deadline-{kind}",
        to=person.email,
        dedupe_key=":".join(part for part in parts if part),
        language=person.language,
        foundation=deadline.foundation,
        context=context,
    )


def _row(deadline: Deadline) -> dict:
    return {
        "title": deadline.shown_title,
        "case_title": deadline.case.shown_title,
        "group_name": deadline.track.group.shown_name if deadline.track and deadline.track.group else "",
        "ends_on": deadline.ends_on.isoformat(),
        "responsible_name": str(deadline.responsible or ""),
        "is_confirmed": deadline.confirmed_by_id is not None,
    }


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
        listed = [_row(deadline) | {"is_acknowledged": deadline.is_acknowledged} for deadline in deadlines]
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
