"""Dates the public may know, each in a sentence whose tense follows the clock."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from cases.core.dates import shown
from cases.deadlines.choices import DeadlineState
from cases.deadlines.models import Deadline
from cases.pages.prose import Prose, language_now
from cases.pages.timeline import event_title
from cases.proceedings.choices import HearingState
from cases.proceedings.models import CourtEvent, Hearing
from cases.texts.rules import term_text


@dataclass(frozen=True, slots=True)
class ImportantDate:
    """A hearing or a last day; `notes` tell of moved dates and of dates that may still move."""

    on: date
    title: Prose
    sentence: str
    is_past: bool
    notes: list[str] = field(default_factory=list)


def hearing_date(hearing: Hearing, today: date) -> ImportantDate:
    """A hearing, with the days it was planned for before."""
    is_past = hearing.planned_on < today
    notes = [_("First it was planned for %(date)s.") % {"date": shown(move.from_on)} for move in hearing.moves.all()]
    if hearing.court:
        notes.insert(0, hearing.court.name)
    return ImportantDate(hearing.planned_on, Prose(hearing.subject), _of_hearing(hearing, is_past), is_past, notes)


def _of_hearing(hearing: Hearing, is_past: bool) -> str:
    told = {"date": shown(hearing.planned_on)}
    if hearing.state == HearingState.CANCELLED:
        return _("The hearing of %(date)s is cancelled.") % told
    if hearing.state == HearingState.HELD:
        return _("The hearing was on %(date)s.") % told
    if is_past:
        return _("The hearing was planned for %(date)s. We do not know yet whether it took place.") % told
    if hearing.starts_at:
        told["time"] = time_format(hearing.starts_at, "G.i" if language_now() == "nl" else "H:i")
        return _("The hearing is on %(date)s at %(time)s.") % told
    return _("The hearing is on %(date)s.") % told


def deadline_date(deadline: Deadline, today: date) -> ImportantDate:
    """A last day; the whole of it is still in time."""
    is_past = deadline.ends_on < today
    notes = [_("This date can still change.")] if deadline.is_provisional and not is_past else []
    return ImportantDate(
        deadline.ends_on, deadline_title(deadline, today), _of_deadline(deadline, today), is_past, notes
    )


def deadline_title(deadline: Deadline, today: date) -> Prose:
    """What one can do until the last day, in plain words; what staff called it when the shelf has none."""
    language = language_now()
    plain = term_text(deadline.term, language=language, is_past=deadline.ends_on < today)
    return Prose(plain, language) if plain else Prose(deadline.title)


def _of_deadline(deadline: Deadline, today: date) -> str:
    told = {"date": shown(deadline.ends_on)}
    if deadline.state == DeadlineState.LAPSED and deadline.ends_on >= today:
        return _("The date of %(date)s no longer applies.") % told
    if deadline.state == DeadlineState.SUSPENDED:
        return _("The date was %(date)s. It is on hold now.") % told
    return _of_last_day(deadline.ends_on, today)


def _of_last_day(on: date, today: date) -> str:
    if on < today:
        return _("This could be done up to and including %(date)s. The time has passed.") % {"date": shown(on)}
    return _("This can be done up to and including %(date)s.") % {"date": shown(on)}


def window_date(event: CourtEvent, today: date) -> ImportantDate:
    """The last day the court itself set in an event."""
    on = event.court_set_on
    return ImportantDate(on, event_title(event), _of_last_day(on, today), on < today)


def in_order_of_the_clock(dates: list[ImportantDate]) -> list[ImportantDate]:
    """What is to come first, the nearest day on top; then what has passed, the latest on top."""
    to_come = sorted((one for one in dates if not one.is_past), key=lambda one: one.on)
    return to_come + sorted((one for one in dates if one.is_past), key=lambda one: one.on, reverse=True)
