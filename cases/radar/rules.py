"""What the law counts now for a deadline that was counted before, and why that differs. Pure."""

from __future__ import annotations

from datetime import date

from cases.deadlines.rules import DueDate
from cases.law.closed_days import Calendar
from cases.law.counting import CountingError
from cases.law.terms import TERM_TABLE, TermTable, UnknownTerm, due
from cases.radar.choices import Cause, SurveyKind


def recounted(code: str, triggered_on: date, *, calendar: Calendar, table: TermTable = TERM_TABLE) -> DueDate | None:
    """Count a term anew from its trigger; None where the table has no such term any more or no longer counts it.

    >>> from cases.law.closed_days import CALENDAR, DecreeDay
    >>> recounted("D13", date(2028, 2, 7), calendar=CALENDAR).ends_on
    datetime.date(2028, 5, 8)
    >>> later = CALENDAR.with_decree(DecreeDay(date(2028, 5, 8), "decree"))
    >>> recounted("D13", date(2028, 2, 7), calendar=later).ends_on
    datetime.date(2028, 5, 9)
    >>> recounted("D99", date(2028, 2, 7), calendar=CALENDAR) is None
    True
    """
    try:
        term = table.term(code, triggered_on)
        return None if term.has_set_date else DueDate(term, due(term, triggered_on, calendar=calendar))
    except (UnknownTerm, CountingError):
        return None


def cause(kind: str, old_version: str, due: DueDate) -> Cause:
    """Say why a count differs: another version of the rule, or what the proposal is about.

    >>> from cases.law.closed_days import CALENDAR
    >>> due = recounted("D13", date(2028, 2, 7), calendar=CALENDAR)
    >>> str(cause("decree", "1", due)), str(cause("decree", "0", due)), str(cause("recount", "1", due))
    ('decree', 'rule', 'calendar')
    """
    if old_version != str(due.term.version):
        return Cause.RULE
    return Cause.CALENDAR if kind == SurveyKind.RECOUNT else Cause(kind)
