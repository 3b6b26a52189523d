"""What holds for all rows of an import: who the foundation is, which groups there are, how dates are written."""

from datetime import date

from cases.dossier.models import ClaimantGroup
from claimants.imports.checking import Frame
from claimants.imports.models import Import


def frame_of(batch: Import, *, today: date) -> Frame:
    """The frame in which the rows of this import are checked."""
    foundation = batch.foundation
    names = {foundation.slug, foundation.name, foundation.short_name}
    groups = ClaimantGroup.objects.filter(case=batch.case_id)
    return Frame(
        headers=batch.headers,
        mapping=batch.mapping,
        date_order=batch.date_order,
        today=today,
        foundation_names=frozenset(name.casefold() for name in names),
        groups={word.casefold(): group.pk for group in groups for word in (group.slug, group.name)},
        group_key=batch.group_id,
    )
