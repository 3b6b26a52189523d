"""What people are told of deadlines: one mail for all that is due, taken back as long as it can be."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.core.dates import shown
from cases.deadlines import people
from cases.deadlines.models import Deadline, Reminder
from cases.outbox import services as outbox
from cases.outbox.models import Message
from cases.staff.models import User

Away = Mapping[tuple[int, int], date | None]


def compose(person: User, reminders: list[Reminder], foundation) -> Message:
    """One message, not yet put, for these reminders of one person; a deadline stands in it once.

    A single deadline has its own wording, which says everything; more become a list.
    """
    away = people.absences(timezone.localdate()) if any(one.is_escalation for one in reminders) else {}
    by_deadline = {reminder.deadline_id: reminder for reminder in sorted(reminders, key=_weight)}
    first, *others = sorted(by_deadline.values(), key=lambda one: (one.deadline.ends_on, one.pk))
    with override(person.language):
        if others:
            template, key = "deadline-digest", f"digest:{person.pk}:{first.pk}"
            context = {
                "deadlines": [_line(one, away) for one in (first, *others)],
                "path": reverse("admin:cases_deadline_changelist") + "?responsible=me",
            }
        else:
            template, key = ("deadline-escalation" if first.is_escalation else "deadline-reminder"), _key(first)
            context = _line(first, away)
        context |= {"name": str(person), "foundation_name": foundation.short_name if foundation else ""}
    return outbox.compose(
        template, to=person.email, dedupe_key=key, language=person.language, foundation=foundation, context=context
    )


def _weight(reminder: Reminder) -> tuple:
    """What is passed on counts most, then the nearest rung: the last of these stands for its deadline."""
    return reminder.is_escalation, -reminder.days_before


def _key(reminder: Reminder) -> str:
    deadline, step = reminder.deadline, f"{reminder.days_before}:"
    start = "escalation:" if reminder.is_escalation else "reminder:"
    rest = "" if reminder.is_escalation else step
    return f"{start}{deadline.public_id}:{reminder.deadline_version}:{rest}{reminder.recipient_id}"


def _line(reminder: Reminder, away: Away) -> dict:
    deadline = reminder.deadline
    return row(deadline, away) | {
        "legal_basis": deadline.legal_basis,
        "is_provisional": deadline.is_provisional,
        "is_escalation": reminder.is_escalation,
        "path": reverse("admin:cases_deadline_change", args=[deadline.pk]),
        "reference": _reference(deadline),
    }


def _reference(deadline: Deadline) -> str:
    return str(deadline.public_id)[:8]


def row(deadline: Deadline, away: Away) -> dict:
    """What every mail says of a deadline, in the active language; `away` is who is absent, as `people.absences`."""
    return {
        "title": deadline.shown_title,
        "case_title": deadline.case.shown_title,
        "group_name": deadline.track.group.shown_name if deadline.track and deadline.track.group else "",
        "ends_on": deadline.ends_on.isoformat(),
        "responsible_name": _responsible(deadline, away),
        "is_confirmed": deadline.confirmed_by_id is not None,
    }


def _responsible(deadline: Deadline, away: Away) -> str:
    person, place = deadline.responsible, (deadline.responsible_id, deadline.foundation_id)
    if person is None or place not in away:
        return str(person or "")
    if away[place] is None:
        return _("%(name)s (away)") % {"name": person}
    return _("%(name)s (away until %(day)s)") % {"name": person, "day": shown(away[place], "day")}


def take_back(deadline: Deadline) -> None:
    """Let no unsent message speak of this deadline any more; what else a message told stays in it (F31)."""
    told = Reminder.objects.filter(deadline=deadline).exclude(message=None)
    for message in _locked(Message.objects.filter(pk__in=told.values("message")).unsent()):
        lines = message.context.get("deadlines", [])
        left = [line for line in lines if line["reference"] != _reference(deadline)]
        if left:
            outbox.reword(message, context=message.context | {"deadlines": left})
        else:
            outbox.cancel(Message.objects.filter(pk=message.pk))


def _locked(messages) -> Iterable[Message]:
    """In one order, so that two moves never wait for each other."""
    return messages.select_for_update().order_by("pk")
