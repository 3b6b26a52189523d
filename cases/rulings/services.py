"""Announce, publish and withdraw rulings."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cases.core.dates import Precision
from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.dossier.models import Case
from cases.journal import services as journal
from cases.parties.models import Court
from cases.proceedings.docket import normalise_number
from cases.proceedings.models import CourtEvent, Proceeding
from cases.rulings import ecli as identifier
from cases.rulings.choices import Doubt, RulingKind
from cases.rulings.models import Ruling
from cases.rulings.open_data import OpenRuling

LONGEST_OUTCOME = 2_000


@transaction.atomic
def announce_ruling(
    case: Case,
    *,
    ecli: str = "",
    kind: str = RulingKind.UNKNOWN,
    court: Court | None = None,
    decided_on: date | None = None,
    precision: str = Precision.DAY,
    outcome: str = "",
    outcome_en: str = "",
    proceedings: Iterable[Proceeding] = (),
    event: CourtEvent | None = None,
    source: str = "",
    is_published: bool = True,
    by,
) -> Ruling:
    """Enter a ruling of a case, with its ECLI in any spelling; it moves no stage by itself.

    Without a court, the court named by the ECLI is taken. Raises DomainError.
    """
    ecli = identifier.normalise(ecli)
    proceedings = list(proceedings)
    _require_of_case(case, proceedings, event)
    ruling = Ruling(
        case=case,
        ecli=ecli,
        kind=kind,
        court=court or _court_of(ecli),
        decided_on=decided_on,
        precision=precision if decided_on else Precision.UNKNOWN,
        outcome=outcome,
        outcome_en=outcome_en,
        event=event,
        source=source,
        is_published=is_published,
    )
    save_checked(ruling)
    ruling.proceedings.set(proceedings)
    journal.record("ruling.announced", ruling, case=case, by=by, ecli=ecli, kind=ruling.kind)
    return ruling


@transaction.atomic
def take_in(found: OpenRuling, *, by=None) -> tuple[Ruling, bool]:
    """Enter a ruling that the judiciary published, in the case that has its docket number; staff publish it.

    Returns the ruling and whether it is new; a known ECLI is left as it is. Raises DomainError
    when no case, or more than one, has the number.
    """
    if known := Ruling.objects.filter(ecli=found.ecli).first():
        return known, False
    proceedings = _listed_under(found.numbers)
    cases = {proceeding.case for proceeding in proceedings}
    if len(cases) != 1:
        sentence = _("%(count)s cases have a number of %(ecli)s: %(numbers)s.")
        facts = {"count": len(cases), "ecli": found.ecli, "numbers": ", ".join(found.numbers) or "-"}
        raise DomainError(sentence % facts, code="no-single-case")
    ruling = announce_ruling(
        cases.pop(),
        ecli=found.ecli,
        kind=RulingKind.OPINION if found.is_opinion else RulingKind.UNKNOWN,
        decided_on=found.decided_on,
        outcome=found.abstract[:LONGEST_OUTCOME],
        proceedings=proceedings,
        source=identifier.link(found.ecli),
        is_published=False,
        by=by,
    )
    return ruling, True


def _listed_under(numbers: Iterable[str]) -> list[Proceeding]:
    same = Q()
    for number in map(normalise_number, numbers):
        same |= Q(docket_numbers__number=number) | Q(docket_numbers__number__startswith=f"{number} / ")
    return list(Proceeding.objects.filter(same).select_related("case").distinct()) if same else []


@transaction.atomic
def publish_ruling(ruling: Ruling, *, by) -> Ruling:
    """Show the ruling to the public; nothing happens when it is shown already."""
    if not ruling.is_published:
        change(ruling, is_published=True)
        journal.record("ruling.published", ruling, case=ruling.case, by=by)
    return ruling


@transaction.atomic
def withdraw_ruling(ruling: Ruling, *, by) -> Ruling:
    """Take the ruling from the public pages; staff keep it."""
    if ruling.is_published:
        change(ruling, is_published=False)
        journal.record("ruling.withdrawn", ruling, case=ruling.case, by=by)
    return ruling


@transaction.atomic
def revise_ruling(ruling: Ruling, *, proceedings: Iterable[Proceeding] | None = None, by, **changes) -> Ruling:
    """Change fields of a ruling as it was read; the journal keeps the names of the fields.

    Raises DomainError, and ChangedMeanwhile when somebody saved a newer version.
    """
    case, event = changes.get("case", ruling.case), changes.get("event", ruling.event)
    if "ecli" in changes:
        changes["ecli"] = identifier.normalise(changes["ecli"])
    _require_of_case(case, list(ruling.proceedings.all() if proceedings is None else proceedings), event)
    change(ruling, **changes)
    if proceedings is not None:
        ruling.proceedings.set(proceedings)
        changes["proceedings"] = proceedings
    journal.record("ruling.revised", ruling, case=ruling.case, by=by, fields=sorted(changes))
    return ruling


def doubts(ruling: Ruling) -> list[Doubt]:
    """What a person should look at again, each with its sentence as label."""
    court = ruling.court.code if ruling.court else ""
    return [Doubt(code) for code in identifier.doubts(ruling.ecli, decided_on=ruling.decided_on, court=court)]


def _court_of(ecli: str) -> Court | None:
    return Court.objects.filter(code=identifier.court_code(ecli)).first() if identifier.is_ecli(ecli) else None


def _require_of_case(case: Case, proceedings: list[Proceeding], event: CourtEvent | None) -> None:
    if any(proceeding.case_id != case.pk for proceeding in proceedings):
        raise DomainError(_("A proceeding of another case cannot have this ruling."), field="proceedings")
    if event and event.case_id != case.pk:
        raise DomainError(_("The court event belongs to another case."), field="event")
