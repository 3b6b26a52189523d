"""What a step for many did with each registration, as a file that a spreadsheet opens."""

import csv
from collections.abc import Iterator

from cases.core.tenancy import acting_for
from cases.core.text import safe_cell
from claimants.bulk.choices import BulkState, LeftOut
from claimants.bulk.models import BulkStep
from claimants.registrations.choices import RegistrationState

HEADER = ("kenmerk", "groep", "stond op", "staat op", "reden")
NOT_YET = (BulkState.CHOOSING, BulkState.PROPOSED, BulkState.APPROVAL, BulkState.CANCELLED)


class _Echo:
    """A file that hands back each line instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def lines(step: BulkStep) -> Iterator[str]:
    """A line for each registration and each reference that nobody has; memory stays flat, no cell is a formula."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + writer.writerow(HEADER)
    with acting_for(step.foundation_id):
        names = ("registration__claimant__reference", "registration__group__name", "from_state", "code")
        for reference, group, state, code in step.rows.values_list(*names).iterator(chunk_size=5_000):
            yield writer.writerow([safe_cell(str(cell)) for cell in (reference, group, *_said(step, state, code))])
        for reference in step.unknown_references:
            yield writer.writerow([safe_cell(reference), "", "", "", "niet gevonden"])


def _said(step: BulkStep, state: str, code: str) -> tuple[str, str, str]:
    before = RegistrationState(state).label
    has_moved = (not code and step.state not in (*NOT_YET, BulkState.UNDONE)) or code == LeftOut.NOT_UNDONE
    after = step.get_to_state_display() if has_moved else before
    return before, after, LeftOut(code).label if code else ""
