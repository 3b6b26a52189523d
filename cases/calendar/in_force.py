"""The calendar that terms are counted with: the law's own list, and the decree days two people accepted."""

from cases.calendar.models import DecreeDay
from cases.law.closed_days import CALENDAR, Calendar


def calendar_in_force(*, without: DecreeDay | None = None) -> Calendar:
    """The calendar of this moment, by one query; `without` leaves one accepted day out, to see what that would do."""
    rows = [row.as_law() for row in DecreeDay.objects.accepted() if row != without]
    return CALENDAR.with_decree(rows) if rows else CALENDAR
