"""The journal of one day: every deadline entered or changed on it, by whom, from what to what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.deadlines.choices import DeadlineState
from cases.deadlines.models import Deadline
from cases.journal.models import Entry
from cases.law.closed_days import Calendar

WORDS: dict[str, Promise] = {
    "deadline.made": _("entered"),
    "deadline.moved": _("moved"),
    "deadline.recounted": _("counted anew"),
    "deadline.extended": _("extended by the court"),
    "deadline.met": _("done"),
    "deadline.missed": _("missed"),
    "deadline.lapsed": _("lapsed"),
    "deadline.suspended": _("suspended"),
    "deadline.resumed": _("resumed"),
    "deadline.reopened": _("opened again"),
    "deadline.superseded": _("superseded"),
    "deadline.confirmed": _("confirmed"),
    "deadline.acknowledged": _("seen"),
    "deadline.assigned": _("assigned"),
    "deadline.escalated": _("passed on to the next in line"),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened to one deadline; `old_on` and `old_state` only where they changed."""

    entry: Entry
    deadline: Deadline
    new_on: date | None
    old_on: date | None
    new_state: str
    old_state: str
    is_of_others: bool

    @property
    def words(self) -> Promise:
        return WORDS[self.entry.action]


def lines(day: date, deadlines, foundation) -> list[Line]:
    """What happened on a day to these deadlines, the earliest first; `foundation` is whose journal it is, or None."""
    start, end = _bounds(day)
    entries = Entry.objects.filter(subject_kind=Deadline._meta.model_name)
    of_day = entries.filter(at__gte=start, at__lt=end, action__in=WORDS)
    shown = deadlines.filter(public_id__in=of_day.values("subject_id")).select_related("case", "track__group")
    found = {deadline.public_id: deadline for deadline in shown}
    history = (
        entries.filter(at__lt=end, action__in=WORDS, subject_id__in=of_day.values("subject_id"))
        .select_related("by")
        .order_by("id")
    )
    return list(_lines(history, found, start, foundation))


def _bounds(day: date) -> tuple[datetime, datetime]:
    """Midnight to midnight in the Netherlands; the day may have 23 or 25 hours."""
    zone = timezone.get_default_timezone()
    return tuple(datetime.combine(one, time(), zone) for one in (day, day + timedelta(days=1)))


def _lines(history, found, start, foundation) -> Iterator[Line]:
    before: dict = {}
    for entry in history.iterator(chunk_size=2000):
        old = before.get(entry.subject_id, {})
        before[entry.subject_id] = new = old | entry.data
        if entry.at >= start and entry.subject_id in found:
            yield Line(
                entry,
                found[entry.subject_id],
                new_on=_day(new),
                old_on=_day(old) if old.get("ends_on") != new.get("ends_on") else None,
                new_state=_state(new),
                old_state=_state(old) if old.get("state") != new.get("state") else "",
                is_of_others=foundation is not None and entry.foundation_id not in (None, foundation.pk),
            )


def _day(facts: dict) -> date | None:
    return date.fromisoformat(facts["ends_on"]) if facts.get("ends_on") else None


def _state(facts: dict) -> str:
    return DeadlineState(facts["state"]).label if facts.get("state") in DeadlineState.values else ""


def working_days_around(day: date, calendar: Calendar, today: date) -> tuple[date, date | None]:
    """The working day before, and the one after unless it has not come yet."""
    before, after = (_next_working_day(day, step, calendar) for step in (-1, 1))
    return before, after if after <= today else None


def _next_working_day(day: date, step: int, calendar: Calendar) -> date:
    day += timedelta(days=step)
    while calendar.closed(day):
        day += timedelta(days=step)
    return day
