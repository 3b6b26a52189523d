"""One person's status, in a fixed number of queries: values for the pages, no rows to wander off from.

A person's stage is that of the tracks of their own group, led by whoever represents that group:
not the headline of the case, which may speak of another group.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import get_language

from cases.core.tenancy import acting_for
from cases.dossier.choices import RepresentationKind, Residence
from cases.dossier.models import Representation
from cases.law import stages
from cases.news.models import NewsItem
from cases.proceedings.models import Hearing, StageEntry
from cases.proceedings.state import TrackState, states_of
from cases.texts.rules import RegistrationText, Step, registration_text, steps
from cases.texts.shelves import texts_of, texts_of_all
from cases.texts.standing import expected_text, shown_track, text_for, unchanged_since
from cases.texts.written import Written
from claimants.people import access
from claimants.people.access import Visitor
from claimants.people.rules import age_on, is_minor
from claimants.portal.values import Contact, Item, Page, Person, Sitting, Status, Where
from claimants.registrations.choices import RegistrationState
from claimants.registrations.models import Registration

NEWS_SHOWN = 3
LEADING = [RepresentationKind.EXCLUSIVE, RepresentationKind.JOINT]
ROAD_NEEDS_HISTORY = 95


def cases_of(visitor: Visitor, *, today: date) -> list[Status]:
    """Every registration this visitor may see, what needs doing first; one query per file and five more."""
    rows = [row for foundation_id in visitor.foundation_ids for row in _rows(foundation_id, visitor, today)]
    cases = {row.group.case for row in rows}
    states = states_of(cases, today) if rows else {}
    written = texts_of_all(cases, visitor.foundation_ids) if rows else {}
    found = [
        _status(row, states[row.group.case_id], today, written.get((row.group.case_id, row.foundation_id), ()))
        for row in rows
    ]
    return sorted(found, key=lambda one: (not one.has_action, one.person.is_ward))


def case_of(visitor: Visitor, public_id: UUID, *, today: date) -> Status | None:
    """One registration with everything about it, or None: not there and not yours are the same answer."""
    row = registration_of(visitor, public_id, today=today)
    if row is None:
        return None
    states = states_of([row.group.case], today)[row.group.case_id]
    road = _road(shown_track(row.foundation, row.group_id, states))
    written = texts_of(row.group.case, row.foundation)
    return _status(row, states, today, written, road=road, news=_news(row.group.case))


def registration_of(
    visitor: Visitor, public_id: UUID, *, today: date, people=access.claimants_for
) -> Registration | None:
    """The row behind a page; for a verb with `people=access.claimants_in_hand`, who may do something."""
    for foundation_id in visitor.foundation_ids:
        if rows := _rows(foundation_id, visitor, today, people=people, public_id=public_id):
            return rows[0]
    return None


def page_of(row: Registration, *, today: date) -> Page:
    """What every page about a registration says of it."""
    return Page(
        public_id=row.public_id,
        person=_person(row, today),
        contact=_contact(row.foundation),
        case_title=row.group.case.shown_title,
    )


def _rows(
    foundation_id: int, visitor: Visitor, today: date, *, people=access.claimants_for, **wanted
) -> list[Registration]:
    leaders = Representation.objects.on(today).filter(group=OuterRef("group"), kind__in=LEADING)
    sittings = Hearing.objects.public().upcoming(today).filter(case=OuterRef("group__case"))
    with acting_for(foundation_id):
        rows = Registration.objects.of_people(people(visitor, today=today)).filter(**wanted).with_case()
        return list(
            rows.annotate(
                is_ward=access.is_ward(visitor, "claimant_id"),
                leads=Exists(leaders.filter(foundation=OuterRef("foundation"))),
                leader_name=Subquery(leaders.values("foundation__name")[:1]),
                sitting_on=Subquery(sittings.values("planned_on")[:1]),
                sitting_subject=Subquery(sittings.values("subject")[:1]),
            )
        )


def _status(
    row: Registration,
    states: Sequence[TrackState],
    today: date,
    written: Sequence[Written],
    *,
    road: tuple[Step, ...] = (),
    news: tuple[Item, ...] = (),
) -> Status:
    case, person = row.group.case, _person(row, today)
    where = _where(row, person, states, today, written)
    return Status(
        public_id=row.public_id,
        person=person,
        contact=_contact(row.foundation),
        case_title=case.shown_title,
        case_slug=case.slug if case.is_published else "",
        group_name=row.group.shown_name,
        registered_on=timezone.localdate(row.registered_at),
        state=row.state,
        state_text=_state_text(row, person, today, written),
        state_reason=row.state_reason,
        may_confirm=may_confirm(row),
        where=where,
        sitting=Sitting(row.sitting_on, row.sitting_subject) if row.sitting_on else None,
        steps=road,
        news=news,
        checked_on=case.checked_on,
        unchanged=_unchanged(case, states, news),
    )


def _person(row: Registration, today: date) -> Person:
    claimant = row.claimant
    return Person(
        name=claimant.called_name or claimant.full_name,
        full_name=claimant.full_name,
        reference=claimant.reference,
        email=claimant.email,
        is_ward=row.is_ward,
        age=age_on(claimant.born_on, today) if is_minor(claimant.born_on, today) else None,
    )


def _contact(foundation) -> Contact:
    return Contact(
        name=foundation.name,
        short_name=foundation.short_name,
        phone=foundation.phone,
        email=foundation.email,
        postal_address=foundation.postal_address,
        website=foundation.website,
    )


def may_confirm(row: Registration) -> bool:
    """Who signed in has proven the mailbox; who acts for a minor may agree for them."""
    waits_for_mailbox = row.state == RegistrationState.EMAIL_UNCONFIRMED
    return waits_for_mailbox or (row.state == RegistrationState.GUARDIAN_PENDING and row.is_ward)


def _state_text(row: Registration, person: Person, today: date, written: Sequence[Written]) -> RegistrationText:
    about = {"audience": person.audience, "group": row.group_id, "written": written}
    known = {"reference": person.shown_reference, "reason": row.state_reason}
    return registration_text(row.state, language=get_language(), today=today, variables=known, **about)


def _unchanged(case, states: Sequence[TrackState], news: Sequence[Item]) -> str:
    """That nothing changed in any part of the case, nor in the press, until somebody last looked."""
    known = [state for state in states if state.stage]
    happened = [(one.entered_on, one.precision) for one in known]
    happened += [(one.started_on, one.precision) for state in known for one in state.overlays]
    happened += [(one.published_on, one.precision) for one in news] if known else []
    return unchanged_since(happened, case.checked_on, language=get_language())


def _where(
    row: Registration, person: Person, states: Sequence[TrackState], today: date, written: Sequence[Written]
) -> Where:
    shown = shown_track(row.foundation, row.group_id, states)
    text = text_for(
        row.foundation,
        row.group,
        states,
        language=get_language(),
        today=today,
        is_abroad=row.group.residence == Residence.ABROAD or row.claimant.country != "NL",
        audience=person.audience,
        written=written,
    )
    leading = next((one for one in (shown.overlays if shown else ()) if one.code == text.led_by), None)
    since = (leading.started_on, leading.precision) if leading else _since(shown)
    last_day = shown.event.court_set_on if shown and shown.event else None
    led_by = row.leader_name if row.leader_name and not row.leads else ""
    about = {"between": leading, "language": get_language(), "today": today}
    expected = expected_text(shown.expected if shown else None, **about)
    return Where(text, shown.stage if shown else None, *since, last_day, led_by, expected)


def _since(shown: TrackState | None) -> tuple[date | None, str]:
    return (shown.entered_on, shown.precision) if shown else (None, "unknown")


def _road(shown: TrackState | None) -> tuple[Step, ...]:
    """The steps; what was reached before matters only near the end, where the road may have forked."""
    if shown is None:
        return ()
    reached = ()
    if shown.law.is_end or stages.stage(shown.stage).order >= ROAD_NEEDS_HISTORY:
        entries = StageEntry.objects.standing().filter(track=shown.track, event__is_public=True)
        reached = list(entries.values_list("stage", flat=True))
    return steps(shown.stage, language=get_language(), reached=reached, is_old_law=shown.is_old_law)


def _news(case) -> tuple[Item, ...]:
    if not case.is_published:
        return ()
    rows = NewsItem.objects.public().current().about(case)[:NEWS_SHOWN]
    return tuple(
        Item(row.public_id, row.title, row.publisher, row.published_on, row.published_precision) for row in rows
    )
