"""What a worker does with a range: check the file, take rows in, take them out. Killed at any point, it is done once.

The effect of a range and the mark that it is done are one transaction. Checking goes chunk by chunk, and on after the
last row that is stored.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import dropwhile, islice
from time import monotonic

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from cases.core import claims
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from cases.parties.models import Foundation
from claimants.imports import applying, formats, judging, loading, undoing
from claimants.imports.checking import Checker, Row
from claimants.imports.choices import ImportState, Step, Verdict
from claimants.imports.frames import frame_of
from claimants.imports.models import Import, ImportRange
from claimants.imports.text_tables import FileRefused
from claimants.numbers import services as numbers

LEASE = timedelta(minutes=3)
ONE_RUN = timedelta(seconds=60)
State = ImportRange.State


class LostLease(Exception):
    """Another worker has this range by now: nothing of this one may stay."""


def run(pk: int, token: str, *, until: float, watch: Callable[[], object]) -> bool:
    """Do what a claimed range asks, or put it back; whether it is done."""
    part = ImportRange.objects.get(pk=pk)
    work = {Step.CHECK: _check, Step.APPLY: _apply, Step.UNDO: _undo}[Step(part.step)]
    try:
        if not _hold(pk, token):
            return False
        watch()
        return work(part, token, until, watch)
    except LostLease:
        return False
    except Exception as error:
        claims.retry(ImportRange.objects.all(), pk, token, error=type(error).__name__, attempt=part.attempt_count)
        return False


def _hold(pk: int, token: str) -> bool:
    """Fence, with a lease as long as a range may take."""
    rows = ImportRange.objects.all()
    held = claims.begin(rows, pk, token)
    return held and bool(claims.held(rows, pk, token).update(lease_until=claims.later(LEASE)))


def _finish(part: ImportRange, token: str, **values) -> None:
    if not claims.finish(ImportRange.objects.all(), part.pk, token, **values):
        raise LostLease


def _check(part: ImportRange, token: str, until: float, watch) -> bool:
    """Read and check the file from where the last worker stopped; then say of each row what it would do."""
    with acting_for(part.foundation_id):
        batch = Import.objects.select_related("foundation").get(pk=part.batch_id)
        after = loading.last_number(batch)
    try:
        with batch.file.open("rb") as file:
            if not _read(part, token, batch, file, after=after, until=until, watch=watch):
                return False
    except FileRefused as refused:
        return _refuse(part, token, batch, refused)
    return _judge(part, token, batch)


def _read(part: ImportRange, token: str, batch: Import, file, *, after: int, until: float, watch) -> bool:
    """Store chunk after chunk; False when the time is up, and the rest waits for the next turn."""
    checker = Checker(frame_of(batch, today=timezone.localdate()))
    for rows in _ahead(_chunks(batch, file, checker, after)):
        with acting_for(part.foundation_id), transaction.atomic():
            loading.store(batch, rows)
            batch.row_count += len(rows)
            if not _note(batch, ImportState.CHECKING, row_count=batch.row_count, read_bytes=_position(batch, file)):
                return False
            if not _hold(part.pk, token):
                raise LostLease
        watch()
        if monotonic() > until:
            _hand_back(part, token)
            return False
    return True


def _chunks(batch: Import, file, checker: Checker, after: int) -> Iterator[list[Row]]:
    rows = formats.numbered_rows(file, batch.file_format, batch.encoding, batch.delimiter)
    rest = dropwhile(lambda row: row[0] <= after, rows)
    while chunk := list(islice(rest, loading.CHUNK)):
        yield [checker.checked(number, cells) for number, cells in chunk]


def _ahead(chunks: Iterator[list[Row]]) -> Iterator[list[Row]]:
    """Chunk after chunk; the next one is read and checked while the database stores this one."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, chunks, None)
        while rows := coming.result():
            coming = reader.submit(next, chunks, None)
            yield rows


def _position(batch: Import, file) -> int:
    return min(file.tell(), batch.byte_count)


def _hand_back(part: ImportRange, token: str) -> None:
    values = {"state": State.WAITING, "due_at": Now(), "has_begun": False, "death_count": 0}
    claims.held(ImportRange.objects.all(), part.pk, token).update(**values)


def _note(batch: Import, *states: str, **values) -> bool:
    """Write down how far it is, if it still stands in one of these states."""
    values |= {"changed_at": timezone.now()}
    return bool(Import.objects.filter(pk=batch.pk, state__in=states).update(**values))


@transaction.atomic
def _refuse(part: ImportRange, token: str, batch: Import, refused: FileRefused) -> bool:
    """The file as a whole is no good: nothing of it stays."""
    with acting_for(part.foundation_id):
        refusal = {"code": refused.code, "line": refused.line, "name": refused.name}
        batch.rows.all()._raw_delete("default")
        _note(batch, ImportState.CHECKING, state=ImportState.REFUSED, refusal=refusal, row_count=0)
        journal.record("import.refused", batch, case=batch.case, code=refused.code)
        _finish(part, token)
    return True


@transaction.atomic
def _judge(part: ImportRange, token: str, batch: Import) -> bool:
    with acting_for(part.foundation_id):
        if not batch.row_count:
            return _refuse(part, token, batch, FileRefused("no_rows"))
        judging.judge_file(batch)
        values = _totals(batch)
        is_mine = _note(batch, ImportState.CHECKING, state=ImportState.CHECKED, read_bytes=batch.byte_count, **values)
        if is_mine:
            journal.record("import.checked", batch, case=batch.case, **values)
        _finish(part, token)
    return True


def _totals(batch: Import) -> dict:
    """What all rows do, in numbers; every row is counted once."""
    verdicts, codes = applying.counts(batch)
    return {f"{verdict}_count": verdicts[verdict] for verdict in Verdict.values} | {
        "row_count": sum(verdicts.values()),
        "duplicate_count": codes["shared_address"],
        "code_counts": dict(codes),
    }


@transaction.atomic
def _apply(part: ImportRange, token: str, *_times) -> bool:
    """Take a range in; one at a time in each foundation, so that nobody is made twice by two files."""
    with acting_for(part.foundation_id):
        Foundation.objects.select_for_update(no_key=True).get(pk=part.foundation_id)
        batch = Import.objects.get(pk=part.batch_id)
        span = part.first_number, part.last_number
        judging.judge(batch, *span)
        applying.apply(batch, *span, now=timezone.now(), today=timezone.localdate())
        verdicts, _codes = applying.counts(batch, *span)
        _note_numbers(batch, applying.numbers_of(batch, *span))
        _finish(part, token, counts=dict(verdicts))
        journal.record("import.range_applied", batch, case=batch.case, first=span[0], last=span[1], **verdicts)
        if not batch.ranges.of_step(Step.APPLY).unfinished().exists():
            _conclude(batch)
    return True


def _conclude(batch: Import) -> None:
    """All ranges are in: the balance is drawn, and the database refuses one that is not even."""
    values = _totals(batch)
    if values["row_count"] != batch.row_count:
        raise ValueError(f"{batch.row_count} rows were read, {values['row_count']} are accounted for")
    standing = (ImportState.RUNNING, ImportState.PAUSED)
    _note(batch, *standing, state=ImportState.FINISHED, finished_at=timezone.now(), **values)
    journal.record("import.finished", batch, case=batch.case, **values)


def _note_numbers(batch: Import, found: Counter, *, sign: int = 1) -> None:
    for (group_id, measure), count in found.items():
        numbers.note(batch.foundation_id, group_id, measure, sign * count, at=timezone.now(), cause="import")


@transaction.atomic
def _undo(part: ImportRange, token: str, *_times) -> bool:
    with acting_for(part.foundation_id):
        Foundation.objects.select_for_update(no_key=True).get(pk=part.foundation_id)
        batch = Import.objects.get(pk=part.batch_id)
        span = part.first_number, part.last_number
        before = applying.numbers_of(batch, *span)
        kept = undoing.undo(batch, *span, now=timezone.now())
        before.subtract(applying.numbers_of(batch, *span))
        _note_numbers(batch, before, sign=-1)
        _finish(part, token, counts={"kept": kept})
        journal.record("import.range_undone", batch, case=batch.case, first=span[0], last=span[1], kept=kept)
        undone = batch.ranges.of_step(Step.UNDO)
        if not undone.unfinished().exists():
            total = sum(one.counts["kept"] for one in undone)
            _note(batch, ImportState.UNDOING, state=ImportState.UNDONE, kept_count=total)
            journal.record("import.undone", batch, case=batch.case, kept=total)
    return True
