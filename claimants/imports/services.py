"""Accept a file, say what its columns mean, decide, agree, pause, go on, cancel and undo."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import timedelta
from time import monotonic

from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import Min
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.core import claims
from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.rows import change
from cases.core.saving import require_clean
from cases.core.tenancy import acting_for
from cases.dossier.models import Case, ClaimantGroup
from cases.journal import services as journal
from cases.parties.models import Foundation
from claimants.imports import formats, headers, rules, undoing, working
from claimants.imports.choices import Column, FileFormat, ImportState, Step
from claimants.imports.keeping import forget
from claimants.imports.models import Import, ImportRange
from claimants.imports.remarks import sentence
from claimants.imports.text_tables import FileRefused
from claimants.registrations.choices import Level

RANGE = 50_000
KEPT = timedelta(days=30)
UNDECIDED = (ImportState.UPLOADED, ImportState.CHECKING, ImportState.CHECKED, ImportState.APPROVAL)
State = ImportRange.State


def accept(
    foundation: Foundation,
    file: File,
    *,
    case: Case,
    group: ClaimantGroup | None = None,
    source_name: str,
    level: str = Level.PARTICIPANT,
    by,
) -> Import:
    """Keep a file of registrations; nobody is registered yet. The same file again is the import that exists.

    Its name is forgotten: the content says what it is. Raises DomainError when the file as a whole cannot be read.
    """
    if group and group.case_id != case.pk:
        raise DomainError(_("This group is not in this case."), field="group")
    if group is None:
        group = _only_group(case)
    file_format = _format_of(file)
    fingerprint = _sha256(file)
    with acting_for(foundation):
        known = Import.objects.standing().filter(sha256=fingerprint).first()
        if known:
            return known
        batch = Import(
            foundation=foundation,
            case=case,
            group=group,
            level=level,
            source_name=source_name,
            sha256=fingerprint,
            byte_count=file.size,
            file_format=file_format,
            uploaded_by=by,
        )
        _read_first_rows(batch, file)
        return _kept(batch, file, file_format, by=by)


def _read_first_rows(batch: Import, file: File) -> None:
    """What the first rows tell of the file, as far as there is no doubt."""
    found = _look(file, batch.file_format)
    batch.encoding = "" if "encoding" in found.doubts else found.encoding
    batch.delimiter = "" if "delimiter_doubt" in found.doubts else found.delimiter
    batch.headers = found.headers
    batch.mapping = _remembered(batch) or headers.guessed(found.headers)
    orders = formats.date_orders(found, batch.mapping)
    batch.date_order = orders.pop() if len(orders) == 1 else ""


@transaction.atomic
def _kept(batch: Import, file: File, file_format: str, *, by) -> Import:
    require_clean(batch)
    file.seek(0)
    batch.file.save(f"{secrets.token_hex(16)}.{file_format}", file, save=False)
    try:
        with transaction.atomic():
            batch.save()
    except IntegrityError:
        batch.file.storage.delete(batch.file.name)
        return Import.objects.standing().get(sha256=batch.sha256)
    journal.record("import.accepted", batch, case=batch.case, by=by, byte_count=batch.byte_count)
    return batch


def first_look(batch: Import, *, encoding: str = "", delimiter: str = "") -> formats.Look:
    """The first rows of the file as they are read with this encoding and separator; raises DomainError."""
    with file_of(batch) as file:
        return _look(file, batch.file_format, encoding=encoding, delimiter=delimiter)


@transaction.atomic
def describe(
    batch: Import,
    *,
    mapping: Sequence[str],
    encoding: str = "",
    delimiter: str = "",
    date_order: str = "",
    is_partial: bool = False,
    by,
) -> Import:
    """Say what the columns mean and how the file is written; the check of all rows begins soon.

    `mapping` holds a word of `Column` for each column, or nothing for one that is left out. Raises DomainError.
    """
    with acting_for(batch.foundation_id):
        batch = _standing_in(batch, ImportState.UPLOADED)
        encoding, delimiter = encoding or batch.encoding, delimiter or batch.delimiter
        found = first_look(batch, encoding=encoding, delimiter=delimiter)
        _require_no_doubt(found)
        if len(mapping) != len(found.headers):
            raise DomainError(_("Give every column a meaning, or leave it out."), field="mapping")
        _require_meaning(mapping, found.headers)
        date_order = date_order or batch.date_order
        orders = formats.date_orders(found, list(mapping))
        if not date_order and len(orders) > 1:
            raise DomainError(_said("dates_doubt"), field="date_order", code="dates_doubt")
        values = {"mapping": list(mapping), "headers": found.headers, "encoding": encoding, "delimiter": delimiter}
        values |= {"date_order": date_order or orders.pop(), "is_partial": is_partial}
        change(batch, **values, state=ImportState.CHECKING, began_at=timezone.now())
        ImportRange.objects.create(batch=batch, foundation_id=batch.foundation_id, step=Step.CHECK, due_at=Now())
        journal.record("import.described", batch, case=batch.case, by=by)
    return batch


@transaction.atomic
def decide(batch: Import, *, is_partial: bool, by) -> Import:
    """Go on with all rows or with the good ones; above a thousand rows a second person must agree first.

    Raises DomainError when all rows are asked for and some are refused.
    """
    with acting_for(batch.foundation_id):
        batch = _standing_in(batch, ImportState.CHECKED)
        if batch.refused_count and not is_partial:
            raise DomainError(_("Some rows are refused. Take in only the good rows, or correct the file."))
        if batch.refused_count == batch.row_count:
            raise DomainError(_("All rows are refused: there is nothing to take in."))
        needs_another = by is not None and rules.needs_second_person(batch.row_count)
        state = ImportState.APPROVAL if needs_another else ImportState.RUNNING
        change(batch, is_partial=is_partial, state=state)
        journal.record("import.decided", batch, case=batch.case, by=by, is_partial=is_partial, rows=batch.row_count)
        if not needs_another:
            _start(batch)
    return batch


@transaction.atomic
def approve(batch: Import, *, by) -> Import:
    """Agree with a large import that somebody else uploaded; it runs from now. Raises DomainError."""
    with acting_for(batch.foundation_id):
        batch = _standing_in(batch, ImportState.APPROVAL)
        if batch.uploaded_by_id == by.pk:
            raise DomainError(_("Somebody else must agree with this import."), code="same-person")
        change(batch, state=ImportState.RUNNING, approved_by=by, approved_at=timezone.now())
        journal.record("import.approved", batch, case=batch.case, by=by)
        _start(batch)
    return batch


@transaction.atomic
def pause(batch: Import, *, by) -> Import:
    """Start no further range; the one under way is finished."""
    with acting_for(batch.foundation_id):
        batch = _standing_in(batch, ImportState.RUNNING)
        change(batch, state=ImportState.PAUSED)
        batch.ranges.filter(state=State.WAITING).update(state=State.CANCELLED)
        journal.record("import.paused", batch, case=batch.case, by=by)
    return batch


@transaction.atomic
def resume(batch: Import, *, by) -> Import:
    """Go on where it stopped, also with ranges that were given up."""
    with acting_for(batch.foundation_id):
        batch = _standing_in(batch, ImportState.PAUSED, ImportState.RUNNING, ImportState.CHECKING, ImportState.UNDOING)
        if batch.state == ImportState.PAUSED:
            change(batch, state=ImportState.RUNNING)
        stopped = batch.ranges.filter(state__in=[State.CANCELLED, State.DEAD])
        stopped.update(state=State.WAITING, due_at=Now(), death_count=0, attempt_count=0)
        journal.record("import.resumed", batch, case=batch.case, by=by)
    return batch


@transaction.atomic
def cancel(batch: Import, *, by) -> Import:
    """Take nothing in; the file and its rows are removed at once."""
    with acting_for(batch.foundation_id):
        batch = _standing_in(batch, *UNDECIDED)
        change(batch, state=ImportState.CANCELLED)
        batch.ranges.filter(state=State.WAITING).update(state=State.CANCELLED)
        forget(batch)
        journal.record("import.cancelled", batch, case=batch.case, by=by)
    return batch


@transaction.atomic
def undo(batch: Import, *, by) -> Import:
    """Take the whole import out again, as long as nobody changed a row of it; raises DomainError."""
    with acting_for(batch.foundation_id):
        batch = _standing_in(batch, ImportState.FINISHED)
        if not batch.rows.exists():
            raise DomainError(_("The rows of this import are no longer kept; it cannot be undone."))
        if changed := undoing.changed_count(batch):
            text = _("%(count)s rows were changed since. This import can no longer be undone.")
            raise DomainError(text % {"count": changed}, code="changed-since")
        change(batch, state=ImportState.UNDOING, began_at=timezone.now())
        _cut(batch, Step.UNDO)
        journal.record("import.undo_asked", batch, case=batch.case, by=by)
    return batch


def meaning_of(batch: Import, names: Sequence[str]) -> list[str]:
    """What columns with these names seem to mean: as last time, or guessed."""
    return list(batch.mapping) if list(names) == batch.headers else headers.guessed(names)


def work(
    *, batch: Import | None = None, within: timedelta = working.ONE_RUN, watch: Callable[[], object] = lambda: None
) -> int:
    """Do the ranges that wait, of one import or of all; the number that were finished. `watch` is called in between."""
    ranges = ImportRange.objects.filter(batch_id=batch.pk) if batch else ImportRange.objects.all()
    until = monotonic() + within.total_seconds()
    taken = claims.claimed(ranges, limit=1_000, batch=1, within=within)
    return sum(working.run(pk, token, until=until, watch=watch) for pk, token in taken)


def progress(batch: Import) -> tuple[int, int]:
    """How far the step that runs now is, and how far it goes: bytes while checking, rows after that."""
    if batch.state == ImportState.CHECKING:
        return batch.read_bytes, batch.byte_count
    step = Step.UNDO if batch.state == ImportState.UNDOING else Step.APPLY
    done = batch.ranges.of_step(step).filter(state=State.DONE)
    return sum(one.last_number - one.first_number + 1 for one in done), batch.row_count


def purge() -> int:
    """Cancel what nobody decided on for a month, and remove file and rows of what ended a month ago."""
    before, count = timezone.now() - KEPT, 0
    for foundation in Foundation.objects.all():
        with acting_for(foundation):
            for batch in Import.objects.filter(state__in=UNDECIDED, changed_at__lt=before):
                cancel(batch, by=None)
            for batch in Import.objects.ended_before(before).exclude(file=""):
                forget(batch)
                count += 1
    return count


def _start(batch: Import) -> None:
    Import.objects.filter(pk=batch.pk).update(began_at=timezone.now())
    _cut(batch, Step.APPLY)


def _cut(batch: Import, step: Step) -> None:
    """Cut the rows into ranges that wait for a worker."""
    first = batch.rows.aggregate(first=Min("number"))["first"]
    last = batch.rows.order_by("-number").values_list("number", flat=True)[0]
    ImportRange.objects.bulk_create(
        ImportRange(
            batch=batch,
            foundation_id=batch.foundation_id,
            step=step,
            first_number=start,
            last_number=min(start + RANGE - 1, last),
            due_at=timezone.now(),
        )
        for start in range(first, last + 1, RANGE)
    )


def _only_group(case: Case) -> ClaimantGroup | None:
    groups = list(case.groups.all()[:2])
    return groups[0] if len(groups) == 1 else None


def _remembered(batch: Import) -> list[str]:
    """What the same columns of the same source meant before."""
    earlier = Import.objects.of_source(batch.source_name).filter(headers=batch.headers).exclude(mapping=[])
    return next((list(one.mapping) for one in earlier[:1]), [])


def _require_meaning(mapping: Sequence[str], names: Sequence[str]) -> None:
    named = [name for name in mapping if name]
    if wrong := next((name for name in named if name not in Column.values or named.count(name) > 1), None):
        raise DomainError(_("Two columns cannot both be “%(name)s”.") % {"name": wrong}, field="mapping")
    for header, name in zip(names, mapping, strict=True):
        if name and (kind := headers.forbidden(header)):
            raise DomainError(f"{header[:50]}: {_said(f'{kind}_header')}", field="mapping", code=f"{kind}_header")
    if not {Column.FULL_NAME, Column.LAST_NAME} & set(named):
        raise DomainError(_said("no_name"), field="mapping", code="no_name")
    if not {Column.EMAIL, Column.SOURCE_KEY} & set(named):
        raise DomainError(_said("no_key"), field="mapping", code="no_key")


def _require_no_doubt(found: formats.Look) -> None:
    for code, line in found.doubts.items():
        refused = _as_domain_error(FileRefused(code, line=line))
        raise DomainError(refused.message, field=code.removesuffix("_doubt"), code=code)


def _standing_in(batch: Import, *states: str) -> Import:
    """The row as it is now, locked; raises DomainError unless it stands in one of these states."""
    current = Import.objects.select_for_update(of=("self",)).select_related("case").get(pk=batch.pk)
    if current.state not in states:
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
    return current


def _format_of(file: File) -> FileFormat:
    if file.size > max(formats.LARGEST.values()):
        raise DomainError(_said("too_large"), field="file", code="too_large")
    try:
        found = formats.format_of(file)
        if file.size > formats.LARGEST[found]:
            raise FileRefused("too_large")
    except FileRefused as refused:
        raise _as_domain_error(refused) from refused
    return found


def _look(file, file_format: str, *, encoding: str = "", delimiter: str = "") -> formats.Look:
    try:
        return formats.look(file, file_format, encoding=encoding, delimiter=delimiter)
    except FileRefused as refused:
        raise _as_domain_error(refused) from refused


def _as_domain_error(refused: FileRefused) -> DomainError:
    text = _said(refused.code)
    if refused.name:
        text = f"{refused.name}: {text}"
    if refused.line:
        text = _("Line %(line)s: %(text)s") % {"line": refused.line, "text": text}
    return DomainError(text, field="file", code=refused.code)


def _said(code: str) -> str:
    return sentence(code, get_language())


def file_of(batch: Import):
    """The file as it was uploaded, open; raises DomainError when it is no longer kept."""
    try:
        return batch.file.open("rb")
    except (OSError, ValueError):
        raise DomainError(_("The file is no longer kept."), field="file", code="gone") from None


def _sha256(file: File) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    for block in file.chunks(1 << 20):
        digest.update(block)
    return digest.hexdigest()
