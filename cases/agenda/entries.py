"""What stands in somebody's calendar: what is theirs in one foundation, read afresh at each request."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.agenda import rules
from cases.agenda.choices import Level
from cases.agenda.models import CalendarKey
from cases.agenda.rules import Entry
from cases.core.models import Base
from cases.deadlines.choices import DeadlineState
from cases.deadlines.models import Deadline
from cases.proceedings.choices import HearingState
from cases.proceedings.models import DocketNumber, Hearing
from cases.staff.rules import permissions

DROPPED = (DeadlineState.SUPERSEDED, DeadlineState.LAPSED, DeadlineState.SUSPENDED)
OVER = (DeadlineState.MET, DeadlineState.MISSED)


def rights(key: CalendarKey, today: date) -> frozenset[str]:
    """What the owner of a key may see in its foundation today; nothing once they left."""
    if not key.user.is_active:
        return frozenset()
    current = key.user.memberships.current(today).filter(foundation=key.foundation_id)
    return permissions(frozenset(current.values_list("role", flat=True)))


def entries(key: CalendarKey, today: date) -> list[Entry]:
    """The deadlines and hearings of a key, as much as its level tells; the title begins with the docket number."""
    allowed = rights(key, today)
    found = []
    if "view_deadline" in allowed:
        found += [(_of_deadline, row) for row in _deadlines(key, today)]
    if "view_hearing" in allowed:
        found += [(_of_hearing, row) for row in _hearings(key, today)]
    if key.level == Level.BUSY:
        return [_busy(tell(row, "")) for tell, row in found]
    numbers = _numbers(key, today)
    return [tell(row, _number(row, numbers)) for tell, row in found]


def _deadlines(key: CalendarKey, today: date):
    """Theirs, those they stand in for, and those nobody answers for, as on their start page."""
    theirs = Q(responsible=key.user) | Q(deputy=key.user) | Q(responsible=None)
    dropped_at = timezone.now() - rules.KEPT
    shown = (
        ~Q(state__in=(*DROPPED, *OVER))
        | Q(state__in=OVER, ends_on__gte=today - rules.KEPT)
        | Q(state__in=DROPPED, ends_on__gte=today - rules.KEPT, changed_at__gte=dropped_at)
    )
    return Deadline.objects.concerning(key.foundation).filter(theirs, shown).select_related(
        "case", "track__proceeding", "responsible"
    )  # fmt: skip


def _hearings(key: CalendarKey, today: date):
    rows = Hearing.objects.filter(proceedings__foundation=key.foundation, planned_on__gte=today - rules.KEPT)
    return rows.distinct().select_related("case", "court")


def _of_deadline(deadline: Deadline, number: str) -> Entry:
    title = _joined(number, deadline.shown_title, deadline.case.shown_title)
    return Entry(
        **_record(deadline),
        title=_("Done: %(title)s") % {"title": title} if deadline.state == DeadlineState.MET else title,
        on=deadline.ends_on,
        text=_text(deadline),
        address=settings.BASE_URL + reverse("admin:cases_deadline_change", args=[deadline.pk]),
        is_dropped=deadline.state in DROPPED,
    )


def _text(deadline: Deadline) -> str:
    lines = [
        _("Last day: %(day)s") % {"day": date_format(deadline.ends_on, "l j F Y")},
        deadline.legal_basis,
        _("Responsible: %(person)s") % {"person": deadline.responsible or _("nobody")},
        _("Confirmed by a second person.") if deadline.confirmed_by_id else _("Not confirmed yet."),
        _("Provisional.") if deadline.is_provisional else "",
    ]
    return "\n".join(line for line in lines if line)


def _of_hearing(hearing: Hearing, number: str) -> Entry:
    return Entry(
        **_record(hearing),
        title=_joined(number, hearing.subject, hearing.case.shown_title),
        on=hearing.planned_on,
        at=hearing.starts_at,
        place=hearing.court.name if hearing.court else "",
        address=settings.BASE_URL + reverse("admin:cases_hearing_change", args=[hearing.pk]),
        is_dropped=hearing.state == HearingState.CANCELLED,
        is_blocking=hearing.starts_at is not None,
    )


def _record(row: Base) -> dict:
    """What makes an entry the same entry, later, elsewhere."""
    return {"public_id": row.public_id, "changed_at": row.changed_at, "sequence": row.version}


def _busy(entry: Entry) -> Entry:
    names = ("public_id", "changed_at", "sequence", "on", "at", "is_dropped", "is_blocking")
    return Entry(title=_("Busy"), **{name: getattr(entry, name) for name in names})


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _numbers(key: CalendarKey, today: date) -> dict[UUID, str]:
    """The number in use of each proceeding of the foundation, and of each case; the newest where there are more."""
    found = {}
    used = DocketNumber.objects.in_use(today).filter(proceeding__foundation=key.foundation)
    for number in used.select_related("proceeding__case").order_by("id"):
        found[number.proceeding.public_id] = found[number.proceeding.case.public_id] = number.number
    return found


def _number(row: Deadline | Hearing, numbers: dict[UUID, str]) -> str:
    track = getattr(row, "track", None)
    own = numbers.get(track.proceeding.public_id) if track else None
    return own or numbers.get(row.case.public_id, "")


def calendar(key: CalendarKey) -> bytes:
    """The whole file for one key, in its owner's language (the active one)."""
    name = _("Achterban, busy") if key.level == Level.BUSY else f"Achterban, {key.foundation.short_name}"
    return rules.written(name, entries(key, timezone.localdate()))
