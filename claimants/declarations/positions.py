"""What holds for a person in a group: derived from residence and declarations, one by one or for a whole list."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When

from cases.core.tenancy import acting_for
from cases.dossier.choices import Residence
from cases.dossier.models import ClaimantGroup
from cases.law.wording import Sentence
from claimants.declarations import rules
from claimants.declarations.choices import DeclarationKind, WindowKind
from claimants.declarations.models import Declaration, Window
from claimants.declarations.rules import Certainty, Facts, Standing
from claimants.declarations.wording import CERTAINTY, REASONS
from claimants.people.models import Claimant

DECIDING = {
    Standing.OPTED_OUT: DeclarationKind.OPT_OUT,
    Standing.OPTED_IN: DeclarationKind.OPT_IN,
    Standing.LATE_STATEMENT: DeclarationKind.LATE_STATEMENT,
}


@dataclass(frozen=True, slots=True)
class Position:
    """What holds for a person in a group on a day, why, and how certain that is.

    `declaration` decides it, if one does; `late` came outside its window. `second` are the
    opt-outs of settlements. `own_claim_until` is the last day to interrupt the limitation of an own claim (art. 1018f
    lid 1 Rv).
    """

    standing: Standing
    reasons: tuple[Sentence, ...]
    declaration: Declaration | None = None
    certainty: Certainty | None = None
    late: Declaration | None = None
    second: tuple[Declaration, ...] = ()
    own_claim_until: date | None = None


def position_of(claimant: Claimant, group: ClaimantGroup, *, on: date) -> Position:
    """What holds for a person in a group at the end of a day; two queries at most."""
    with acting_for(claimant.foundation_id):
        rows = Declaration.objects.of_person(claimant).filter(window__group=group, received_at__lt=rules.closing(on))
        counts = Exists(Declaration.objects.counting().filter(pk=OuterRef("pk")))
        rows = rows.standing().annotate(counts=counts).with_certainty().select_related("window__group")
        standing = list(rows.in_order())
    counting = [row for row in standing if row.counts]
    late = next((row for row in standing if not row.counts), None)
    reaches = Window.objects.in_force().of_group(group).filter(kind=WindowKind.OPT_OUT, residence=Residence.ANY)
    kinds = {row.kind for row in counting}
    facts = Facts(
        claimant.country,
        is_residence_dated=group.residence_on is not None,
        has_opted_out=DeclarationKind.OPT_OUT in kinds,
        has_opted_in=DeclarationKind.OPT_IN in kinds,
        has_late_statement=DeclarationKind.LATE_STATEMENT in kinds,
        reaches_abroad=claimant.country != "NL" and reaches.exists(),
    )
    return _position(facts, counting, late)


def _position(facts: Facts, counting: list[Declaration], late: Declaration | None) -> Position:
    standing, reason = rules.standing(facts)
    deciding = next((row for row in counting if row.kind == DECIDING.get(standing)), None)
    certain = rules.certainty(last_word=deciding.last_word, is_posted=deciding.is_posted) if deciding else None
    reasons = [REASONS[reason], *([CERTAINTY[certain]] if certain else []), *([REASONS["came_late"]] if late else [])]
    has_own_claim = standing is Standing.OPTED_OUT
    return Position(
        standing,
        tuple(reasons),
        declaration=deciding,
        certainty=certain,
        late=late,
        second=tuple(row for row in counting if row.kind == DeclarationKind.SECOND_OPT_OUT),
        own_claim_until=rules.own_interruption(rules.day_of(deciding.received_at)).ends_on if has_own_claim else None,
    )


def with_position(claimants, group: ClaimantGroup):
    """The same people with `position`, the value of their Standing in a group, in one statement for any number."""
    counting = Declaration.objects.filter(window__group=group).counting()

    def has_said(kind):
        of_kind = counting.filter(kind=kind)
        merged = of_kind.filter(claimant__merged_into=OuterRef("pk"))
        return Q(Exists(of_kind.filter(claimant=OuterRef("pk")))) | Q(Exists(merged))

    reaches = Window.objects.in_force().of_group(group).filter(kind=WindowKind.OPT_OUT, residence=Residence.ANY)
    abroad = Standing.UNKNOWN if group.residence_on else Standing.NOT_BOUND_ABROAD
    said = [
        When(has_said(DeclarationKind.LATE_STATEMENT), then=Value(Standing.LATE_STATEMENT.value)),
        When(has_said(DeclarationKind.OPT_OUT), then=Value(Standing.OPTED_OUT.value)),
        When(Q(country="NL") | Exists(reaches), then=Value(Standing.BOUND.value)),
        When(has_said(DeclarationKind.OPT_IN), then=Value(Standing.OPTED_IN.value)),
        When(country="", then=Value(Standing.UNKNOWN.value)),
    ]
    return claimants.annotate(position=Case(*said, default=Value(abroad.value), output_field=CharField()))


def windows_of(group: ClaimantGroup, *, now: datetime | None = None) -> list[Window]:
    """The windows of a group that are in force, the last to close first; with `now` only those open then."""
    windows = Window.objects.in_force().of_group(group).select_related("court", "event", "group__case")
    return list(windows.open_at(now) if now else windows)
