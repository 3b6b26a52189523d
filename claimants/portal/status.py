"""One person's status, in a fixed number of queries: values for the pages, no rows to wander off from.

A person's stage is that of the tracks of their own group, led by whoever represents that group:
not the headline of the case, which may speak of another group.
"""

from collections.abc import Iterable, Sequence
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
from cases.texts.rules import Step, stage_text, steps
from claimants.people import access
from claimants.people.access import Visitor
from claimants.people.identity import masked_email
from claimants.people.rules import age_on, is_minor
from claimants.portal.values import Contact, Item, Person, Sitting, Status, Where
from claimants.registrations.choices import RegistrationState
from claimants.registrations.models import Registration
from claimants.registrations.wording import TEXTS

NEWS_SHOWN = 3
LEADING = [RepresentationKind.EXCLUSIVE, RepresentationKind.JOINT]
ROAD_NEEDS_HISTORY = 95


def cases_of(visitor: Visitor, *, today: date) -> list[Status]:
    """Every registration this visitor may see, what needs doing first; one query per file and four more."""
    rows = [row for foundation_id in visitor.foundation_ids for row in _rows(foundation_id, visitor, today)]
    states = states_of({row.group.case for row in rows}, today) if rows else {}
    found = [_status(row, visitor, states[row.group.case_id], today) for row in rows]
    return sorted(found, key=lambda one: (not one.has_action, one.person.is_ward))


def case_of(visitor: Visitor, public_id: UUID, *, today: date) -> Status | None:
    """One registration with everything about it, or None: not there and not yours are the same answer."""
    row = registration_of(visitor, public_id, today=today)
    if row is None:
        return None
    states = states_of([row.group.case], today)[row.group.case_id]
    shown = _shown(row, states)
    return _status(row, visitor, states, today, road=_road(shown), news=_news(row.group.case))


def registration_of(visitor: Visitor, public_id: UUID, *, today: date) -> Registration | None:
    """The row behind a page, for the verbs of this room."""
    for foundation_id in visitor.foundation_ids:
        if rows := _rows(foundation_id, visitor, today, public_id=public_id):
            return rows[0]
    return None


def _rows(foundation_id: int, visitor: Visitor, today: date, **wanted) -> list[Registration]:
    leaders = Representation.objects.on(today).filter(group=OuterRef("group"), kind__in=LEADING)
    sittings = Hearing.objects.public().upcoming(today).filter(case=OuterRef("group__case"))
    with acting_for(foundation_id):
        people = access.claimants_for(visitor, today=today)
        rows = Registration.objects.of_people(people).filter(**wanted).with_case()
        return list(
            rows.annotate(
                leads=Exists(leaders.filter(foundation=OuterRef("foundation"))),
                leader_id=Subquery(leaders.values("foundation")[:1]),
                leader_name=Subquery(leaders.values("foundation__name")[:1]),
                sitting_on=Subquery(sittings.values("planned_on")[:1]),
                sitting_subject=Subquery(sittings.values("subject")[:1]),
            )
        )


def _status(
    row: Registration,
    visitor: Visitor,
    states: Sequence[TrackState],
    today: date,
    *,
    road: tuple[Step, ...] = (),
    news: tuple[Item, ...] = (),
) -> Status:
    case, person = row.group.case, _person(row, visitor, today)
    return Status(
        public_id=row.public_id,
        person=person,
        contact=_contact(row.foundation),
        case_title=case.shown_title,
        case_slug=case.slug if case.is_published else "",
        group_name=row.group.shown_name,
        registered_on=timezone.localdate(row.registered_at),
        state=row.state,
        state_text=TEXTS[row.state],
        state_reason=row.state_reason,
        may_confirm=_may_confirm(row, person),
        where=_where(row, _shown(row, states), today),
        sitting=Sitting(row.sitting_on, row.sitting_subject) if row.sitting_on else None,
        steps=road,
        news=news,
        checked_on=case.checked_on,
    )


def _person(row: Registration, visitor: Visitor, today: date) -> Person:
    claimant = row.claimant
    return Person(
        name=claimant.called_name or claimant.full_name,
        full_name=claimant.full_name,
        reference=claimant.reference,
        masked_email=masked_email(claimant.email),
        is_ward=access.is_ward(visitor, claimant),
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


def _may_confirm(row: Registration, person: Person) -> bool:
    """Who signed in has proven the mailbox; who acts for a minor may agree for them."""
    waits_for_mailbox = row.state == RegistrationState.EMAIL_UNCONFIRMED
    return waits_for_mailbox or (row.state == RegistrationState.GUARDIAN_PENDING and person.is_ward)


def _shown(row: Registration, states: Iterable[TrackState]) -> TrackState | None:
    """The furthest running track of this group and its leader; else its last end; else what is known of it."""
    ours = [state for state in states if state.track.group_id in (None, row.group_id) and state.stage]
    leader = row.foundation_id if row.leads else row.leader_id or row.foundation_id
    ours = [state for state in ours if state.track.proceeding.foundation_id == leader] or ours
    running = [state for state in ours if not state.law.is_end]
    return max(running or ours, key=lambda state: (state.law.order, state.entered_on or date.min), default=None)


def _where(row: Registration, shown: TrackState | None, today: date) -> Where:
    is_led_elsewhere = bool(row.leader_id) and not row.leads
    last_day = shown.event.court_set_on if shown and shown.event else None
    stage = shown.stage if shown else None
    overlays = shown.overlays if shown else ()
    told = {
        "language": get_language(),
        "today": today,
        "variables": _variables(row, shown) | {"date": last_day},
        "variant": _variant(row, shown.law.short if shown else "", is_led_elsewhere),
        "is_admitted": bool(shown and shown.is_admitted),
    }
    overtaken = [one.code for one in overlays if one.is_overtaken]
    text = stage_text(stage, overlays=[one.code for one in overlays], overtaken=overtaken, **told)
    leading = next((one for one in overlays if one.code == text.led_by), None)
    since = (leading.started_on, leading.precision) if leading else _since(shown)
    return Where(text, stage, *since, last_day, row.leader_name if is_led_elsewhere else "")


def _since(shown: TrackState | None) -> tuple[date | None, str]:
    return (shown.entered_on, shown.precision) if shown else (None, "unknown")


def _variant(row: Registration, short: str, is_led_elsewhere: bool) -> str | None:
    """A foundation that does not lead cannot say "we": then the text speaks about the one that does."""
    if short == "S40":
        return "other" if is_led_elsewhere else "us"
    if short == "S46":
        is_abroad = row.group.residence == Residence.ABROAD or row.claimant.country != "NL"
        return "abroad" if is_abroad else "nl"
    return "public" if is_led_elsewhere else None


def _variables(row: Registration, shown: TrackState | None) -> dict:
    case, event = row.group.case, shown.event if shown else None
    english = get_language() == "en"
    return {
        "defendant": case.concern.name if case.concern else "",
        "group": row.group.shown_name,
        "foundation": row.leader_name or row.foundation.name,
        "summary": (event.summary_en if english else event.summary) if event else "",
    }


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
