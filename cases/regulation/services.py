"""Record what authorities did, publish it and take it back."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from cases.core.dates import Precision
from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.journal import services as journal
from cases.parties.models import Concern, Product
from cases.regulation.models import Regulator, RegulatoryMeasure


@transaction.atomic
def record_measure(
    regulator: Regulator,
    *,
    kind: str,
    state: str,
    summary: str,
    summary_en: str = "",
    concern: Concern | None = None,
    products: Iterable[Product] = (),
    addressee: str = "",
    announced_on: date | None = None,
    precision: str = Precision.DAY,
    source: str = "",
    by,
) -> RegulatoryMeasure:
    """Record a measure about a concern's products; who must obey it may be somebody else. Raises DomainError."""
    products = list(products)
    _require_of_concern(concern, products)
    measure = RegulatoryMeasure(
        regulator=regulator,
        concern=concern,
        kind=kind,
        state=state,
        addressee=addressee,
        announced_on=announced_on,
        precision=precision if announced_on else Precision.UNKNOWN,
        summary=summary,
        summary_en=summary_en,
        source=source,
    )
    save_checked(measure)
    measure.products.set(products)
    journal.record("measure.recorded", measure, by=by, kind=kind, state=state)
    return measure


@transaction.atomic
def revise_measure(
    measure: RegulatoryMeasure, *, products: Iterable[Product] | None = None, by, **changes
) -> RegulatoryMeasure:
    """Change fields of a measure as it was read, such as its state; raises DomainError."""
    products = list(measure.products.all() if products is None else products)
    _require_of_concern(changes.get("concern", measure.concern), products)
    change(measure, **changes)
    measure.products.set(products)
    journal.record("measure.revised", measure, by=by, fields=sorted(changes), state=measure.state)
    return measure


@transaction.atomic
def publish_measure(measure: RegulatoryMeasure, *, by) -> RegulatoryMeasure:
    """Show the measure to the public."""
    if not measure.is_published:
        change(measure, is_published=True)
        journal.record("measure.published", measure, by=by)
    return measure


@transaction.atomic
def withdraw_measure(measure: RegulatoryMeasure, *, by) -> RegulatoryMeasure:
    """Take the measure from the public pages; staff keep it."""
    if measure.is_published:
        change(measure, is_published=False)
        journal.record("measure.withdrawn", measure, by=by)
    return measure


def _require_of_concern(concern: Concern | None, products: list[Product]) -> None:
    if any(concern is None or product.concern_id != concern.pk for product in products):
        raise DomainError(_("A product belongs to another concern."), field="products")
