"""Open and publish a case, define its groups, appoint their representatives."""

from collections.abc import Container
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.core.dates import Precision
from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.dossier import rules
from cases.dossier.choices import EstimateKind, Regime, RelationKind, RepresentationKind
from cases.dossier.models import (
    Case,
    CaseRelation,
    ClaimantGroup,
    ClaimGround,
    DefendantRole,
    PeopleEstimate,
    Representation,
)
from cases.journal import services as journal
from cases.parties.models import Concern, Defendant, Foundation


@transaction.atomic
def open_case(
    *,
    slug: str,
    title: str,
    title_en: str = "",
    summary: str = "",
    summary_en: str = "",
    events_from: date | None = None,
    events_until: date | None = None,
    concern: Concern | None = None,
    checked_on: date | None = None,
    by,
) -> Case:
    """Begin a dossier; the public does not see it yet. Raises DomainError."""
    case = Case(
        slug=slug,
        title=title,
        title_en=title_en,
        summary=summary,
        summary_en=summary_en,
        events_from=events_from,
        events_until=events_until,
        concern=concern,
        checked_on=checked_on,
    )
    _require_order(events_from, events_until, "events_until")
    save_checked(case)
    journal.record("case.opened", case, case=case, by=by, slug=slug)
    return case


@transaction.atomic
def change_case(case: Case, *, by, **changes) -> Case:
    """Change the texts or dates of a case; refused when somebody changed it since it was read."""
    _require_order(
        changes.get("events_from", case.events_from), changes.get("events_until", case.events_until), "events_until"
    )
    if case.is_published:
        summary, concern = changes.get("summary", case.summary), changes.get("concern", case.concern)
        _require_publishable(case, summary, concern, among=changes)
    change(case, **changes)
    journal.record("case.changed", case, case=case, by=by, fields=sorted(changes))
    return case


@transaction.atomic
def publish_case(case: Case, *, by) -> Case:
    """Let the public see the case; raises DomainError that names what must be filled in first."""
    if not case.is_published:
        _require_publishable(case, case.summary, case.concern)
        change(case, is_published=True)
        journal.record("case.published", case, case=case, by=by)
    return case


@transaction.atomic
def unpublish_case(case: Case, *, by) -> Case:
    """Take the case off the public site; nothing is lost."""
    if case.is_published:
        change(case, is_published=False)
        journal.record("case.unpublished", case, case=case, by=by)
    return case


@transaction.atomic
def sue_defendant(case: Case, *, defendant: Defendant, note: str = "", by) -> DefendantRole:
    """Enter whom the case is against. Raises DomainError."""
    role = DefendantRole(case=case, defendant=defendant, note=note)
    save_checked(role)
    journal.record("defendant.sued", role, case=case, by=by)
    return role


@transaction.atomic
def add_claim_ground(
    case: Case, *, code: str, name: str, name_en: str = "", regime: str = Regime.UNKNOWN, by
) -> ClaimGround:
    """Enter a legal basis of the claim. Raises DomainError."""
    ground = ClaimGround(case=case, code=code, name=name, name_en=name_en, regime=regime)
    save_checked(ground)
    journal.record("claim_ground.added", ground, case=case, by=by, code=code)
    return ground


@transaction.atomic
def define_group(case: Case, *, slug: str, name: str, by, **definition) -> ClaimantGroup:
    """Enter a group; `definition` holds other fields of ClaimantGroup. Raises DomainError.

    Overlap with another group is no error: ask `group_warnings`.
    """
    group = ClaimantGroup(case=case, slug=slug, name=name, **definition)
    save_checked(group)
    journal.record("group.defined", group, case=case, by=by, slug=slug)
    return group


@transaction.atomic
def redefine_group(group: ClaimantGroup, *, by, **changes) -> ClaimantGroup:
    """Change how a group is described; refused when somebody changed it since it was read."""
    change(group, **changes)
    journal.record("group.redefined", group, case=group.case, by=by, fields=sorted(changes))
    return group


@transaction.atomic
def appoint_representative(
    group: ClaimantGroup,
    *,
    foundation: Foundation,
    kind: str = RepresentationKind.EXCLUSIVE,
    started_on: date | None,
    source: str = "",
    by,
) -> Representation:
    """Give a foundation its part for a group; an earlier exclusive one ends the day before.

    Raises DomainError when another holds that part in the same time (art. 1018e Rv).
    """
    ClaimantGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    existing = list(group.representations.order_by("id"))
    new = Representation(group=group, foundation=foundation, kind=kind, started_on=started_on, source=source)
    ending, problem = rules.earlier_to_end(_part(new), [_part(row) for row in existing])
    if problem:
        raise DomainError(problem.text(get_language()), field="started_on", code="overlap")
    for index in ending:
        change(existing[index], ended_on=started_on - timedelta(days=1))
    save_checked(new)
    journal.record(
        "representative.appointed",
        new,
        case=group.case,
        by=by,
        kind=kind,
        group=str(group.public_id),
        represented_by=str(foundation.public_id),
    )
    return new


@transaction.atomic
def relate_cases(
    case: Case,
    *,
    other: Case,
    kind: str = RelationKind.WAITS_FOR,
    reason: str = "",
    started_on: date | None = None,
    source: str = "",
    by,
) -> CaseRelation:
    """Say that one case hangs on another. Raises DomainError."""
    if CaseRelation.objects.filter(case=case, other=other, kind=kind, ended_on=None).exists():
        raise DomainError(_("This relation is recorded already."), field="other", code="twice")
    relation = CaseRelation(case=case, other=other, kind=kind, reason=reason, started_on=started_on, source=source)
    save_checked(relation)
    journal.record("case.related", relation, case=case, by=by, kind=kind, other=str(other.public_id))
    return relation


@transaction.atomic
def set_estimate(
    case: Case,
    *,
    low_count: int,
    high_count: int | None = None,
    kind: str = EstimateKind.ESTIMATED,
    group: ClaimantGroup | None = None,
    as_of_on: date | None = None,
    as_of_precision: str = Precision.DAY,
    said_by: str = "",
    source: str = "",
    by,
) -> PeopleEstimate:
    """Add what somebody said about how many people there are; earlier numbers stay. Raises DomainError."""
    if group and group.case_id != case.pk:
        raise DomainError(_("The group belongs to another case."), field="group", code="foreign-part")
    estimate = PeopleEstimate(
        case=case,
        group=group,
        kind=kind,
        low_count=low_count,
        high_count=low_count if high_count is None else high_count,
        as_of_on=as_of_on,
        as_of_precision=as_of_precision if as_of_on else Precision.UNKNOWN,
        said_by=said_by,
        source=source,
    )
    save_checked(estimate)
    journal.record("estimate.set", estimate, case=case, by=by, kind=kind)
    return estimate


def group_warnings(group: ClaimantGroup) -> list[str]:
    """What looks wrong about a group beside the other groups of its case, in the active language."""
    others = [_extent(other) for other in group.case.groups.exclude(pk=group.pk)]
    return [warning.text(get_language()) for warning in rules.overlapping(_extent(group), others)]


def publication_warnings(case: Case) -> list[str]:
    """What the public would miss, in the active language."""
    found = rules.publication_warnings(
        title_en=case.title_en, summary_en=case.summary_en, group_count=case.groups.count()
    )
    return [warning.text(get_language()) for warning in found]


def _require_publishable(
    case: Case, summary: str, concern: Concern | None, among: Container[str] | None = None
) -> None:
    has_other_side = concern is not None or case.defendant_roles.exists()
    for field, sentence in rules.publication_problems(summary=summary, has_other_side=has_other_side):
        if among is None or field in among:
            raise DomainError(sentence.text(get_language()), field=field, code="not-publishable")


def _require_order(first: date | None, last: date | None, field: str) -> None:
    if first and last and last < first:
        raise DomainError(_("The last day lies before the first."), field=field, code="order")


def _part(row: Representation) -> rules.Part:
    return rules.Part(row.foundation_id, row.kind, row.started_on, row.ended_on)


def _extent(group: ClaimantGroup) -> rules.Extent:
    return rules.Extent(
        group.shown_name, group.used_from, group.used_until, group.age_from, group.age_until, group.residence
    )
