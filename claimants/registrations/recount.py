"""Whether the ledger of numbers says what the registrations say, file by file."""

from typing import NamedTuple

from django.db.models import Count

from cases.core.tenancy import acting_for
from cases.health.checks import Finding
from cases.parties.models import Foundation
from claimants.numbers.choices import Measure
from claimants.numbers.models import NumberEntry
from claimants.registrations.models import Registration
from claimants.registrations.rules import measure_of

COUNTED = (Measure.SUPPORTERS, Measure.PARTICIPANTS, Measure.WITHDRAWN)


class Difference(NamedTuple):
    """A figure of which the ledger and the registrations say something else."""

    foundation_id: int
    group_id: int
    measure: str
    in_ledger: int
    in_file: int


def differences() -> list[Difference]:
    """Every figure that differs; empty when all is well."""
    noted = NumberEntry.objects.filter(measure__in=COUNTED).figures()
    counted: dict[tuple, int] = {}
    for foundation_id in Foundation.objects.order_by("pk").values_list("pk", flat=True):
        counted |= _of_file(foundation_id)
    return [
        Difference(*key, noted.get(key, 0), counted.get(key, 0))
        for key in sorted(noted.keys() | counted.keys())
        if noted.get(key, 0) != counted.get(key, 0)
    ]


def figures() -> Finding:
    """The ledger of numbers says of every group what its registrations say."""
    found = differences()
    if found:
        first = found[0]
        said = f"{first.in_ledger} in the ledger and {first.in_file} in the file"
        where = f"foundation {first.foundation_id}, group {first.group_id}, {first.measure}: {said}"
        return Finding("figures", False, f"{len(found)} figures differ; the first is of {where}.")
    return Finding("figures", True, "The ledger of numbers says what the registrations say.")


def _of_file(foundation_id: int) -> dict[tuple, int]:
    found: dict[tuple, int] = {}
    with acting_for(foundation_id):
        rows = Registration.objects.order_by().values_list("group_id", "level", "state").annotate(total=Count("pk"))
        for group_id, level, state, total in rows:
            if measure := measure_of(level, state):
                key = (foundation_id, group_id, str(measure))
                found[key] = found.get(key, 0) + total
    return found
