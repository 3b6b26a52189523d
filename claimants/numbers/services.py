"""Write a change of a number down, in the transaction of what caused it."""

from datetime import datetime

from claimants.numbers.models import NumberEntry


def note(foundation, group, measure: str, delta: int, *, at: datetime, cause: str) -> NumberEntry | None:
    """Count `delta` more (or fewer) of a measure from `at` on; nothing for zero.

    Foundation and group are rows or primary keys. An import notes one entry for a whole range of rows.
    """
    if not delta:
        return None
    return NumberEntry.objects.create(
        foundation_id=getattr(foundation, "pk", foundation),
        group_id=getattr(group, "pk", group),
        measure=measure,
        delta=delta,
        happened_at=at,
        cause=cause,
    )
