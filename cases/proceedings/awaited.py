"""Cases that wait for another: what they wait for, and who is told when the other case brings an answer.

An answer is a decision that ends a question or an instance; what the other court does on the way there tells nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cases.dossier.choices import RelationKind
from cases.dossier.models import Case, CaseRelation
from cases.journal import services as journal
from cases.journal.models import Entry
from cases.law.events import EVENT_KINDS
from cases.outbox import services as outbox
from cases.proceedings.models import CourtEvent
from cases.staff.choices import Role
from cases.staff.models import Membership, User

TOLD_ROLES = (Role.LAWYER, Role.CASE_MANAGER, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Wait:
    """A relation to another case, with the event there that answered it; none while it still waits."""

    relation: CaseRelation
    answer: CourtEvent | None = None


def is_answer(kind: str) -> bool:
    """Whether an event of this kind can be what another case waits for.

    >>> is_answer("cjeu_answered"), is_answer("cassation_rejected"), is_answer("appeal_interlocutory_judgment")
    (True, True, False)
    """
    law = EVENT_KINDS.get(kind)
    if law is None:
        return False
    return law.ruling in ("preliminary", "final", "cassation") or (law.ruling == "appeal" and bool(law.ends))


ANSWERS = tuple(code for code in EVENT_KINDS if is_answer(code))


def waiting_for(event: CourtEvent) -> QuerySet[CaseRelation]:
    """The relations of cases that were waiting for this event's case when it happened."""
    relations = CaseRelation.objects.filter(other=event.case, kind=RelationKind.WAITS_FOR).select_related("case")
    if event.happened_on:
        began = Q(started_on=None) | Q(started_on__lte=event.happened_on)
        relations = relations.filter(began, Q(ended_on=None) | Q(ended_on__gte=event.happened_on))
    return relations.order_by("id")


def waits(relations: Iterable[CaseRelation], *, with_hidden: bool) -> list[Wait]:
    """Each relation with the first answer to it, in one query; hidden events count for staff only."""
    relations = list(relations)
    others = {relation.other_id for relation in relations if relation.kind == RelationKind.WAITS_FOR}
    events = CourtEvent.objects.standing() if with_hidden else CourtEvent.objects.public()
    found = list(events.filter(case__in=others, kind__in=ANSWERS).order_by("happened_on", "id")) if others else []
    return [Wait(relation, next((event for event in found if _answers(event, relation)), None))
            for relation in relations]  # fmt: skip


def _answers(event: CourtEvent, relation: CaseRelation) -> bool:
    if relation.kind != RelationKind.WAITS_FOR or event.case_id != relation.other_id or event.happened_on is None:
        return False
    is_after = relation.started_on is None or relation.started_on <= event.happened_on
    return is_after and (relation.ended_on is None or event.happened_on <= relation.ended_on)


def on_event_entered(entry) -> None:
    """Tell everybody in the cases that waited for this event's case, once for each answer, however often corrected."""
    event = CourtEvent.objects.standing().select_related("case").filter(public_id=entry.subject_id).first()
    if event and is_answer(event.kind):
        for relation in waiting_for(event):
            _tell_case(relation, event, by=entry.by)


def _tell_case(relation: CaseRelation, event: CourtEvent, *, by: User | None) -> None:
    first = _first_of(event)
    told = Entry.objects.about(relation).filter(action="case.awaited_answer", data__answer=str(first.public_id))
    if told.exists():
        return
    journal.record(
        "case.awaited_answer",
        relation,
        case=relation.case,
        by=by,
        answer=str(first.public_id),
        kind=event.kind,
        on=event.happened_on.isoformat() if event.happened_on else "",
        other=str(event.case.public_id),
    )
    for person in _people_of(relation.case):
        _tell(relation, event, person, key=f"awaited:{relation.public_id}:{first.public_id}:{person.pk}")


def _first_of(event: CourtEvent) -> CourtEvent:
    """The first answer in a chain of corrections: what was no answer before its correction was told to nobody."""
    while event.corrects and is_answer(event.corrects.kind):
        event = event.corrects
    return event


def _people_of(case: Case) -> QuerySet[User]:
    """Who works on a case for the foundations that sued in it, each once."""
    members = Membership.objects.current(timezone.localdate()).filter(
        foundation__proceedings__case=case, role__in=TOLD_ROLES
    )
    return User.objects.filter(pk__in=members.values("user"), is_active=True).exclude(email="").order_by("pk")


def _tell(relation: CaseRelation, event: CourtEvent, person: User, *, key: str) -> None:
    with override(person.language):
        context = {
            "name": str(person),
            "case_title": relation.case.shown_title,
            "other_title": event.case.shown_title,
            "answer": event.kind_name,
            "answered": event.shown_date,
            "reason": relation.reason,
            "path": reverse("admin:cases_case_change", args=[relation.case_id]),
            "reference": str(relation.public_id)[:8],
        }
    outbox.put("awaited-answer", to=person.email, dedupe_key=key, language=person.language, context=context)
