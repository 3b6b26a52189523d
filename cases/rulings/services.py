"""Announce, publish and withdraw rulings."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.core.dates import Precision
from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.dossier.models import Case
from cases.journal import services as journal
from cases.parties.models import Court
from cases.proceedings.models import CourtEvent, Proceeding
from cases.rulings import ecli as identifier
from cases.rulings.choices import Doubt, RulingKind
from cases.rulings.models import Ruling


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
    )
    save_checked(ruling)
    ruling.proceedings.set(proceedings)
    journal.record("ruling.announced", ruling, case=case, by=by, ecli=ecli, kind=ruling.kind)
    return ruling


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
