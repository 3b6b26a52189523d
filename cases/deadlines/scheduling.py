"""Deadlines from events, and by hand: made with their proof and their ladder, superseded when the event was wrong."""

from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.calendar.in_force import calendar_in_force
from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.deadlines import people, reminding, rules
from cases.deadlines.choices import DateSource, DeadlineState
from cases.deadlines.models import Deadline
from cases.deadlines.rules import DueDate, Place
from cases.journal import services as journal
from cases.law.counting import CountingError
from cases.law.terms import OutOfBounds, Term
from cases.proceedings.models import CourtEvent, Track
from cases.proceedings.rules import is_within_reach
from cases.staff.models import User

Answering = tuple[User | None, User | None]
NOBODY: Answering = (None, None)
EVERYWHERE = Place()
OVER_LONG_AGO = "Was al lang voorbij toen de gebeurtenis werd ingevoerd."


def on_event_recorded(entry, event: CourtEvent) -> None:
    """Make the deadlines an event starts; only a date known to the day starts one. Twice makes them once.

    Raises DomainError when the law does not allow the date the court set.
    """
    _schedule_all(event, inherited={})


def on_event_corrected(entry, event: CourtEvent) -> None:
    """Replace the deadlines of the corrected event by those of `event`; who answered for them, still does."""
    inherited = _supersede_all(event.corrects, event.correction_reason, by=event.recorded_by) if event.corrects else {}
    _schedule_all(event, inherited=inherited)
    if event.corrects:
        _schedule_appeals_beside(event.corrects, inherited=inherited)


def on_event_withdrawn(entry, event: CourtEvent) -> None:
    """Take the deadlines of an event recorded by mistake out of sight."""
    inherited = _supersede_all(event, event.correction_reason, by=entry.by)
    _schedule_appeals_beside(event, inherited=inherited)


@transaction.atomic
def schedule(
    due: DueDate, *, event: CourtEvent, place: Place = EVERYWHERE, answering: Answering = NOBODY, by: User | None
) -> Deadline | None:
    """Make one deadline with its ladder of reminders; None when the event, or the same judgment, has it already.

    `answering` is the pair of responsible and deputy. A term long over when it is entered lapses at once.
    """
    if _has_already(due, event, place):
        return None
    is_history = rules.is_history(due.ends_on, timezone.localdate())
    deadline = Deadline.objects.create(
        case=event.case,
        foundation_id=place.foundation,
        track_id=place.track,
        event=event,
        term=due.term.code,
        term_version=str(due.term.version),
        title=due.term.nl[0].upper() + due.term.nl[1:],
        legal_basis=due.term.article,
        source=due.source,
        triggered_on=event.happened_on,
        raw_ends_on=due.proof.raw_ends_on,
        ends_on=due.ends_on,
        is_provisional=due.is_provisional,
        proof=due.proof.as_dict(),
        state=DeadlineState.LAPSED if is_history else DeadlineState.OPEN,
        state_reason=OVER_LONG_AGO if is_history else "",
        responsible=answering[0],
        deputy=answering[1],
        is_public=event.is_public and due.term.code in rules.PUBLIC,
        created_by=by,
    )
    reminding.start(deadline)
    journal.record("deadline.made", deadline, by=by, **deadline.noted())
    return deadline


def _has_already(due: DueDate, event: CourtEvent, place: Place) -> bool:
    same_term = Deadline.objects.filter(case=event.case, term=due.term.code)
    if same_term.filter(event=event, track_id=place.track).exists():
        return True
    if due.term.code not in rules.APPEALS or place.proceeding is None:
        return False
    standing = same_term.exclude(state=DeadlineState.SUPERSEDED)
    return standing.filter(track__proceeding=place.proceeding, triggered_on=event.happened_on).exists()


@transaction.atomic
def set_manual(
    *,
    case,
    title: str,
    ends_on: date,
    foundation=None,
    track=None,
    legal_basis: str = "",
    source: str = DateSource.MANUAL,
    responsible=None,
    deputy=None,
    by,
) -> Deadline:
    """Make a deadline that no event starts; raises DomainError for a day that is over (A11)."""
    require_not_over(ends_on)
    if track and (track.proceeding.case_id != case.pk or (foundation and track.proceeding.foundation != foundation)):
        raise DomainError(_("This track belongs to another case or foundation."), field="track", code="foreign-track")
    deadline = Deadline(
        case=case,
        title=title,
        ends_on=ends_on,
        foundation=foundation,
        track=track,
        legal_basis=legal_basis,
        source=source,
        created_by=by,
    )
    today = timezone.localdate()
    people.require_colleagues(deadline, responsible=responsible, deputy=deputy, today=today)
    found, stand_in = people.responsible_for(case, foundation, by=by, today=today)
    deadline.responsible, deadline.deputy = responsible or found, deputy or (None if responsible else stand_in)
    save_checked(deadline)
    reminding.start(deadline)
    journal.record("deadline.made", deadline, by=by, **deadline.noted())
    return deadline


def _schedule_all(event: CourtEvent, *, inherited: dict, only: Container[str] | None = None) -> None:
    if event.precision != "day" or event.happened_on is None:
        return
    tracks = list(event.tracks.select_related("proceeding", "claim_ground").order_by("pk"))
    for due in _due_dates(event):
        if only is not None and due.term.code not in only:
            continue
        for place in _places(due.term, tracks):
            answering = inherited.get((due.term.code, place.foundation, place.track)) or people.responsible_for(
                event.case, place.foundation, by=event.recorded_by, today=timezone.localdate()
            )
            schedule(due, event=event, place=place, answering=answering, by=event.recorded_by)


def _places(term: Term, tracks: Sequence[Track]) -> list[Place]:
    """Where the deadlines of a term hang; a term of the new law nowhere in tracks under the old."""
    under = [track for track in tracks if not (term.is_since_2020 and track.is_under_old_law)]
    if tracks and not under:
        return []
    found = [Place(one.proceeding.foundation_id, one.proceeding_id, one.group_id, one.pk) for one in under]
    return rules.places(term.code, found)


def _schedule_appeals_beside(event: CourtEvent, *, inherited: dict) -> None:
    """Let the other events of that day start the appeal terms that stood for them too."""
    if event.happened_on is None:
        return
    beside = CourtEvent.objects.standing().filter(case=event.case, happened_on=event.happened_on)
    for other in beside.exclude(pk=event.pk).order_by("pk"):
        _schedule_all(other, inherited=inherited, only=rules.APPEALS)


def _due_dates(event: CourtEvent) -> list[DueDate]:
    first_window = Deadline.objects.of_case(event.case).filter(term="D03").exclude(state=DeadlineState.SUPERSEDED)
    counted_from = first_window.order_by("-ends_on").values_list("ends_on", flat=True).first()
    with law_allows(field="court_set_on"):
        return rules.due_dates(
            event.kind,
            event.happened_on,
            court_set_on=event.court_set_on,
            counted_from=counted_from,
            calendar=calendar_in_force(),
        )


@contextmanager
def law_allows(*, field: str) -> Iterator[None]:
    """Turn the law's no to a date that was set into a sentence at `field`; raises DomainError."""
    try:
        yield
    except OutOfBounds as error:
        sentence = _("The law does not allow this date (%(article)s); its limit is %(limit)s.")
        facts = {"article": error.article, "limit": error.limit_on.strftime("%d-%m-%Y")}
        raise DomainError(sentence % facts, field=field, code="out-of-bounds") from error
    except CountingError as error:
        raise DomainError(_("No term can be counted from these dates."), field=field, code="uncountable") from error


def _supersede_all(event: CourtEvent, reason: str, *, by: User | None) -> dict[tuple, Answering]:
    """Returns who answered for what: keyed by term, foundation and track."""
    inherited = {}
    for deadline in event.deadlines.exclude(state=DeadlineState.SUPERSEDED).select_related("responsible", "deputy"):
        inherited[deadline.term, deadline.foundation_id, deadline.track_id] = (deadline.responsible, deadline.deputy)
        change(deadline, state=DeadlineState.SUPERSEDED, state_reason=reason)
        reminding.stop(deadline)
        journal.record("deadline.superseded", deadline, by=by, **deadline.noted())
    return inherited


def require_not_over(ends_on: date) -> None:
    """Refuse a last day that is over, or that lies beyond any case; raises DomainError."""
    if ends_on < timezone.localdate():
        raise DomainError(_("That day is over already."), field="ends_on", code="over")
    if not is_within_reach(ends_on):
        raise DomainError(_("This date is too far away."), field="ends_on", code="out-of-reach")
