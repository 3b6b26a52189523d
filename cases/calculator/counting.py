"""The last day of a term, by the calendar in force; the page and the API both ask it here."""

from datetime import date

from django.utils.translation import gettext as _

from cases.calendar.in_force import calendar_in_force
from cases.core.errors import DomainError
from cases.law import counting
from cases.law.counting import CountingError
from cases.law.proof import Proof
from cases.law.terms import Term, UnknownTerm, due
from cases.law.terms import term as term_of

SOURCES = ("statutory", "court", "contract", "backward")
LONGEST = 4_000_000


def calculated(
    *,
    triggered_on: date,
    term: str | None = None,
    length: int | None = None,
    unit: str | None = None,
    source: str = "statutory",
) -> Proof:
    """The count with its proof; raises DomainError that names the field at fault."""
    calendar = calendar_in_force()
    try:
        if term is None:
            return counting.count(triggered_on, length=length, unit=unit, source=source, calendar=calendar)
        return due(_countable(term, triggered_on), triggered_on, calendar=calendar)
    except CountingError:
        sentence = _("This ends outside the years 1 to 9999.")
        raise DomainError(sentence, field="length" if term is None else "triggered_on", code="out-of-range") from None


def _countable(code: str, triggered_on: date) -> Term:
    try:
        found = term_of(code, triggered_on)
    except UnknownTerm:
        raise DomainError(
            _("%(term)s does not exist for a term that begins on that day.") % {"term": code},
            field="triggered_on",
            code="not-in-force",
        ) from None
    if found.has_set_date:
        raise DomainError(
            _("The last day of %(term)s is set by the court or a document (%(article)s); it cannot be counted.")
            % {"term": code, "article": found.article},
            field="term",
            code="date-is-set",
        )
    return found
