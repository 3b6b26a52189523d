"""A decree day is proposed, accepted, rejected or withdrawn; what that does to deadlines follows elsewhere."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.calendar import rules
from cases.calendar.choices import DecreeState
from cases.calendar.in_force import calendar_in_force
from cases.calendar.models import DecreeDay
from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.journal import services as journal
from cases.law.wording import day_in_words


@transaction.atomic
def propose_decree_day(*, closed_on: date, decree: str, source: str, valid_from: date | None = None, by) -> DecreeDay:
    """Enter a day that a decree closes; no term moves by it.

    Raises DomainError for a day that is closed already or that no decree can be about.
    """
    _require_ordinary(closed_on)
    day = DecreeDay(closed_on=closed_on, decree=decree, source=source, valid_from=valid_from, added_by=by)
    try:
        with transaction.atomic():
            save_checked(day)
    except IntegrityError:
        raise DomainError(_("This day was entered before."), field="closed_on", code="entered-before") from None
    journal.record("decree_day.proposed", day, by=by, **_noted(day))
    return day


@transaction.atomic
def propose_withdrawal(day: DecreeDay, *, reason: str, by) -> DecreeDay:
    """Enter that a day in force should not be closed after all; it stays in force until two people accept."""
    if day.state != DecreeState.ACCEPTED:
        raise DomainError(_("Only a day that is in force can be withdrawn."), code="not-in-force")
    change(day, state_reason=reason)
    journal.record("decree_day.doubted", day, by=by, **_noted(day))
    return day


@transaction.atomic
def accept_decree_day(day: DecreeDay, *, by) -> DecreeDay:
    """Count with this day from now on."""
    _require_state(day, DecreeState.PROPOSED)
    change(day, state=DecreeState.ACCEPTED)
    journal.record("decree_day.accepted", day, by=by, **_noted(day))
    return day


@transaction.atomic
def reject_decree_day(day: DecreeDay, *, reason: str, by) -> DecreeDay:
    """Put a proposed day aside; it stays visible with the reason."""
    _require_state(day, DecreeState.PROPOSED)
    change(day, state=DecreeState.REJECTED, state_reason=reason)
    journal.record("decree_day.rejected", day, by=by, **_noted(day))
    return day


@transaction.atomic
def withdraw_decree_day(day: DecreeDay, *, by) -> DecreeDay:
    """Count without this day from now on."""
    _require_state(day, DecreeState.ACCEPTED)
    change(day, state=DecreeState.WITHDRAWN)
    journal.record("decree_day.withdrawn", day, by=by, **_noted(day))
    return day


def _require_state(day: DecreeDay, state: DecreeState) -> None:
    if day.state != state:
        raise DomainError(_("This day was decided on before."), code="decided-before")


def _noted(day: DecreeDay) -> dict:
    return {"closed_on": day.closed_on.isoformat(), "state": str(day.state)}


def _require_ordinary(on: date) -> None:
    if not rules.is_within_reach(on):
        raise DomainError(_("No decree can be about this year."), field="closed_on", code="out-of-reach")
    if closed := calendar_in_force().closed(on):
        language = get_language() or "nl"
        name = closed.en if language == "en" else closed.nl
        facts = {"day": day_in_words(on, language), "name": name, "article": closed.article}
        sentence = _("%(day)s is closed already: %(name)s (%(article)s).") % facts
        raise DomainError(sentence[0].upper() + sentence[1:], field="closed_on", code="closed-already")
