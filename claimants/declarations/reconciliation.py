"""Lay the registry's list beside the file: what is certain is noted, the rest waits for a person."""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core import text
from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from claimants.declarations import rules, services
from claimants.declarations.choices import Channel, NoteKind, RowOutcome
from claimants.declarations.models import Declaration, RegistryList, RegistryNote, RegistryRow, Window
from claimants.people.identity import normalise_reference
from claimants.people.models import Claimant

LARGEST = 20_000_000
STEP = 500
COLUMNS = {
    "kenmerk": "reference", "reference": "reference", "naam": "name", "name": "name", "datum": "stated_on",
    "date": "stated_on",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file as it was read."""

    number: int
    reference: str
    name: str
    stated_on: date


@transaction.atomic
def take_in(foundation, window: Window, *, content: bytes, received_on: date, by) -> RegistryList:
    """Read the registry's list; what is certain is noted when this returns. The same file again gives the first list.

    A line is certain when its reference stands in the file and its name, if it has one, is the name there. Raises
    DomainError naming the line; then nothing changed.
    """
    lines = read(content)
    if received_on > timezone.localdate():
        raise DomainError(_("This day has not come yet."), field="received_on")
    with acting_for(foundation):
        sha256 = services.sha256_of(content)
        known = RegistryList.objects.filter(window=window, sha256=sha256).first()
        if known:
            return known
        made = RegistryList(foundation=foundation, window=window, sha256=sha256, received_on=received_on)
        made.row_count, made.uploaded_by = len(lines), by
        save_checked(made)
        rows = [row for start in range(0, len(lines), STEP) for row in _matched(made, lines[start : start + STEP])]
        RegistryRow.objects.bulk_create(rows, batch_size=STEP)
        for row in sorted(filter(_is_certain, rows), key=lambda row: row.claimant_id):
            _confirm(row, by=by)
        counts = {outcome.value: sum(row.outcome == outcome for row in rows) for outcome in RowOutcome}
        journal.record("registry_list.taken_in", made, case=window.group.case, by=by, **counts)
    return made


@transaction.atomic
def settle(row: RegistryRow, claimant: Claimant, *, by) -> RegistryRow:
    """Staff know whom a line names: it is noted as if the line had said so; raises DomainError."""
    _require_unsettled(row)
    with acting_for(row.foundation_id):
        change(row, outcome=RowOutcome.SETTLED, claimant=claimant, settled_by=by)
        _confirm(row, by=by)
        case = row.registry_list.window.group.case
        journal.record("registry_row.settled", row, case=case, by=by, outcome=str(row.outcome))
    return row


@transaction.atomic
def set_aside(row: RegistryRow, *, by) -> RegistryRow:
    """Staff know that a line names nobody in the file; raises DomainError."""
    _require_unsettled(row)
    with acting_for(row.foundation_id):
        change(row, outcome=RowOutcome.SET_ASIDE, settled_by=by)
        case = row.registry_list.window.group.case
        journal.record("registry_row.settled", row, case=case, by=by, outcome=str(row.outcome))
    return row


@transaction.atomic
def note_missing(registry_list: RegistryList, *, by) -> int:
    """Note who told us of a declaration that no list of the registry names; how many. Every line must be settled."""
    with acting_for(registry_list.foundation_id):
        if registry_list.rows.unsettled().exists():
            raise DomainError(_("Settle every line first."))
        declarations = Declaration.objects.about(registry_list.window).counting().with_certainty()
        missing = list(declarations.filter(last_word=None))
        RegistryNote.objects.bulk_create(
            RegistryNote(
                foundation_id=registry_list.foundation_id,
                declaration=one,
                kind=NoteKind.NOT_LISTED,
                happened_on=registry_list.received_on,
                evidence_sha256=registry_list.sha256,
                noted_by=by,
            )
            for one in missing
        )
        case = registry_list.window.group.case
        journal.record("registry_list.compared", registry_list, case=case, by=by, missing=len(missing))
    return len(missing)


def read(content: bytes) -> list[Line]:
    """The lines of a CSV file with columns kenmerk, naam and datum (dd-mm-yyyy); raises DomainError naming the line."""
    if len(content) > LARGEST:
        raise DomainError(_("This file is larger than 20 MB."), field="file")
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DomainError(_("This file is not UTF-8 text."), field="file") from error
    delimiter = ";" if ";" in written.partition("\n")[0] else ","
    try:
        table = list(csv.reader(io.StringIO(written), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise DomainError(_("This file is not a table of comma-separated values."), field="file") from error
    names = [COLUMNS.get(cell.strip().lower(), "") for cell in (table[0] if table else [])]
    if "stated_on" not in names or not {"reference", "name"} & set(names):
        raise DomainError(_("The first line must name the columns kenmerk, naam and datum."), field="file")
    return [_line(number, dict(zip(names, cells, strict=False))) for number, cells in enumerate(table[1:], 2) if cells]


def _line(number: int, cells: dict[str, str]) -> Line:
    values = {name: text.normalise(cells.get(name, "")) for name in ("reference", "name", "stated_on")}
    for name, length in (("reference", 40), ("name", 200)):
        if len(values[name]) > length or text.forbidden_in(values[name], may_break=False):
            raise DomainError(_("Line %(line)d cannot be read.") % {"line": number}, field="file")
    for form in ("%d-%m-%Y", "%Y-%m-%d"):
        try:
            stated_on = datetime.strptime(values["stated_on"], form).date()  # noqa: DTZ007  (a day, not a moment)
        except ValueError:
            continue
        if date(2000, 1, 1) <= stated_on <= timezone.localdate():
            return Line(number, values["reference"], values["name"], stated_on)
    raise DomainError(_("Line %(line)d has no day, such as 31-01-2027.") % {"line": number}, field="file")


def _matched(registry_list: RegistryList, lines: list[Line]) -> list[RegistryRow]:
    """The lines as rows, each with what it came to."""
    references = {normalise_reference(line.reference) for line in lines if line.reference}
    by_reference = {one.reference: one for one in Claimant.objects.filter(reference__in=references)}
    by_name = defaultdict(list)
    for one in Claimant.objects.filter(full_name__in={line.name for line in lines if line.name}):
        by_name[_bare(one.full_name)].append(one)
    rows = []
    for line in lines:
        found = by_reference.get(normalise_reference(line.reference)) if line.reference else None
        is_same = found is not None and (not line.name or _bare(line.name) == _bare(found.full_name))
        is_known = found is not None or bool(by_name[_bare(line.name)])
        outcome = RowOutcome.MATCHED if is_same else RowOutcome.AMBIGUOUS if is_known else RowOutcome.UNMATCHED
        rows.append(
            RegistryRow(
                foundation_id=registry_list.foundation_id,
                registry_list=registry_list,
                line=line.number,
                reference=line.reference,
                name=line.name,
                stated_on=line.stated_on,
                outcome=outcome,
                claimant=found if is_same else None,
            )
        )
    return rows


def _bare(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_certain(row: RegistryRow) -> bool:
    return row.outcome == RowOutcome.MATCHED


def _confirm(row: RegistryRow, *, by) -> None:
    """Keep what the registry knows of a person: the declaration, if we had none that counts, and that it is listed."""
    window, on = row.registry_list.window, rules.opening(row.stated_on)
    made = services.declare(row.claimant, window, kind=window.kind, channel=Channel.REGISTRY, received_at=on, by=by)
    sha256, received_on = row.registry_list.sha256, row.registry_list.received_on
    services.note(made, kind=NoteKind.CONFIRMED, happened_on=received_on, evidence_sha256=sha256, by=by)


def _require_unsettled(row: RegistryRow) -> None:
    if row.outcome not in (RowOutcome.AMBIGUOUS, RowOutcome.UNMATCHED):
        raise DomainError(_("This line is settled already."))
