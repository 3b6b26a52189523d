"""Do it, look, and take it back: a rehearsal cannot say anything else than what recording does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.deadlines.rules import dates_wanted
from cases.dossier.models import Case
from cases.law.terms import Term
from cases.preview.picture import picture
from cases.preview.rules import Changes, changes
from cases.proceedings.awaited import is_answer, waiting_for
from cases.proceedings.models import CourtEvent


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would change; `wanted` are terms of which somebody must give the last day, `waiting` the cases told."""

    changes: Changes
    warnings: tuple[str, ...]
    wanted: tuple[Term, ...]
    waiting: tuple[str, ...]


def rehearse(case: Case, act: Callable[[], CourtEvent], *, foundation, on: date | None) -> Rehearsal:
    """Say what `act` would change for staff of a foundation; when this returns, nothing of it has happened.

    `act` records or corrects an event of the case, dated `on`. What it raises, such as a DomainError, is raised.
    """
    today = timezone.localdate()
    day = max(today, on or today)
    with transaction.atomic():
        try:
            before = picture(case, foundation=foundation, today=today, on=day)
            event = act()
            after = picture(case, foundation=foundation, today=today, on=day)
            tracks = frozenset(event.tracks.values_list("pk", flat=True))
            return Rehearsal(changes(before, after, tracks=tracks), event.warnings, _wanted(event), _waiting(event))
        finally:
            transaction.set_rollback(True)


def _wanted(event: CourtEvent) -> tuple[Term, ...]:
    if event.court_set_on or event.happened_on is None or event.precision != "day":
        return ()
    return tuple(dates_wanted(event.kind, event.happened_on))


def _waiting(event: CourtEvent) -> tuple[str, ...]:
    if not is_answer(event.kind):
        return ()
    return tuple(relation.case.shown_title for relation in waiting_for(event))
