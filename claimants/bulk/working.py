"""What a worker does with a portion: choose, take the step, undo it. Killed at any point, it is done once.

The effect of a portion, the mark that it is done, its numbers and its entry in the journal are one transaction.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Now
from django.utils import timezone

from cases.core import claims
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from cases.parties.models import Foundation
from claimants.bulk import choosing
from claimants.bulk.choices import BulkState, LeftOut, Work
from claimants.bulk.models import BulkPortion, BulkStep
from claimants.numbers import services as numbers
from claimants.people.models import Claimant
from claimants.registrations.choices import RegistrationState
from claimants.registrations.models import Registration
from claimants.registrations.rules import measure_of

LEASE = timedelta(minutes=2)
AT_A_TIME = 10_000


class LostLease(Exception):
    """Another worker has this portion by now: nothing of this one may stay."""


class Overtaken(Exception):
    """Somebody changed a registration between two statements: the portion is done again."""


def run(pk: int, token: str) -> bool:
    """Do what a claimed portion asks, or put it back; whether it is done."""
    portion = BulkPortion.objects.get(pk=pk)
    work = {Work.CHOOSE: _choose, Work.APPLY: _apply, Work.UNDO: _undo}[Work(portion.work)]
    try:
        _hold(portion, token)
        work(portion, token)
        return True
    except LostLease:
        return False
    except Exception as error:
        claims.retry(BulkPortion.objects.all(), pk, token, error=type(error).__name__, attempt=portion.attempt_count)
        return False


def cut(step: BulkStep, work: Work) -> None:
    """Cut the registrations of a step into portions that wait for a worker."""
    keys = step.rows.fitting().order_by("registration").values_list("registration", flat=True)
    parts, part = [], []
    for key in keys.iterator(chunk_size=AT_A_TIME):
        part.append(key)
        if len(part) == AT_A_TIME:
            parts, part = [*parts, (part[0], part[-1])], []
    parts += [(part[0], part[-1])] if part else []
    BulkPortion.objects.bulk_create(
        BulkPortion(step=step, foundation_id=step.foundation_id, work=work, first=first, last=last, due_at=Now())
        for first, last in parts
    )


def total(step: BulkStep) -> dict:
    """How many registrations were chosen, how many of them fit, and why others are left out."""
    counted = step.rows.order_by().values_list("code").annotate(rows=Count("pk"))
    found = Counter(dict(counted))
    fitting = found.pop("", 0)
    return {
        "chosen_count": fitting + found.total(),
        "fitting_count": fitting,
        "code_counts": {str(code): rows for code, rows in found.items()},
    }


def _hold(portion: BulkPortion, token: str) -> None:
    """Fence, with a lease as long as a portion may take."""
    rows = BulkPortion.objects.all()
    held = claims.begin(rows, portion.pk, token)
    if not held or not claims.held(rows, portion.pk, token).update(lease_until=claims.later(LEASE)):
        raise LostLease


def _finish(portion: BulkPortion, token: str, **values) -> None:
    if not claims.finish(BulkPortion.objects.all(), portion.pk, token, **values):
        raise LostLease


def _choose(portion: BulkPortion, token: str) -> None:
    """Part by part, on after the last registration that is in."""
    added = choosing.AT_A_TIME
    while added >= choosing.AT_A_TIME:
        with transaction.atomic(), acting_for(portion.foundation_id):
            step = BulkStep.objects.get(pk=portion.step_id)
            added = choosing.add_next(step) if step.state == BulkState.CHOOSING else 0
            _hold(portion, token)
    with transaction.atomic(), acting_for(portion.foundation_id):
        conclude_choice(step)
        _finish(portion, token)


def conclude_choice(step: BulkStep) -> None:
    """All registrations are in: it waits for a decision."""
    values = total(step)
    if _note(step, BulkState.CHOOSING, state=BulkState.PROPOSED, **values):
        journal.record("bulk.chosen", step, case=step.case, **values)


def _apply(portion: BulkPortion, token: str) -> None:
    with transaction.atomic(), acting_for(portion.foundation_id):
        step = _locked(portion)
        values = {"state": step.to_state, "state_reason": step.reason}
        if step.to_state == RegistrationState.WITHDRAWN:
            values |= {"left_at": timezone.now(), "state_before_leaving": F("state")}
        rows = step.rows.fitting().between(portion.first, portion.last)
        unchanged = Registration.objects.filter(version=OuterRef("registration_version"))
        done = _change(rows, unchanged, _as_read(portion, rows), LeftOut.MEANWHILE, values)
        _count(step, rows)
        _finish(portion, token, row_count=done)
        journal.record("bulk.portion_applied", step, case=step.case, rows=done, **_span(portion))
        _close(step, Work.APPLY, _conclude)


def _undo(portion: BulkPortion, token: str) -> None:
    with transaction.atomic(), acting_for(portion.foundation_id):
        step = _locked(portion)
        rows = step.rows.fitting().between(portion.first, portion.last)
        before = rows.filter(registration=OuterRef("pk"))
        values = {"left_at": None, "state_before_leaving": ""}
        values["state"] = Subquery(before.values("from_state")[:1])
        values["state_reason"] = Subquery(before.values("reason_before")[:1])
        unchanged = Registration.objects.filter(version=OuterRef("registration_version") + 1)
        done = _change(rows, unchanged, _as_read(portion, rows, plus=1), LeftOut.NOT_UNDONE, values)
        _count(step, rows, sign=-1)
        _finish(portion, token, row_count=done)
        journal.record("bulk.portion_undone", step, case=step.case, rows=done, **_span(portion))
        _close(step, Work.UNDO, _conclude_undo)


def _change(rows: QuerySet, unchanged: QuerySet, fitting: QuerySet, code: LeftOut, values: dict) -> int:
    """Leave alone what somebody changed, then change the others; raises Overtaken when somebody came in between."""
    people = Claimant.objects.reachable().filter(pk=OuterRef("claimant_id"))
    there = unchanged.filter(Exists(people), pk=OuterRef("registration_id"))
    rows.exclude(Exists(there)).update(code=code)
    done = fitting.update(version=F("version") + 1, changed_at=timezone.now(), **values)
    if done != rows.count():
        raise Overtaken
    return done


def _as_read(portion: BulkPortion, rows: QuerySet, *, plus: int = 0) -> QuerySet:
    """The registrations of these rows that are still as they were read, or as the step left them."""
    theirs = rows.filter(registration=OuterRef("pk"), registration_version=OuterRef("version") - plus)
    return Registration.objects.filter(Exists(theirs), pk__gte=portion.first, pk__lte=portion.last)


def _locked(portion: BulkPortion) -> BulkStep:
    """One at a time in each foundation, as with imports: so that no two wait for each other's rows."""
    Foundation.objects.select_for_update(no_key=True).get(pk=portion.foundation_id)
    return BulkStep.objects.select_related("case").get(pk=portion.step_id)


def _count(step: BulkStep, rows: QuerySet, *, sign: int = 1) -> None:
    """Note what the portion changed in the numbers."""
    found: Counter = Counter()
    counted = rows.order_by().values_list("registration__group_id", "registration__level", "from_state")
    for group_id, level, from_state, count in counted.annotate(rows=Count("pk")):
        found[group_id, measure_of(level, from_state)] -= count
        found[group_id, measure_of(level, step.to_state)] += count
    for (group_id, measure), delta in found.items():
        if measure:
            numbers.note(step.foundation_id, group_id, measure, sign * delta, at=timezone.now(), cause="bulk")


def _close(step: BulkStep, work: Work, conclude: Callable[[BulkStep], object]) -> None:
    if not step.portions.of_work(work).unfinished().exists():
        conclude(step)


def _conclude(step: BulkStep) -> None:
    values = total(step)
    if _note(step, BulkState.RUNNING, state=BulkState.FINISHED, finished_at=timezone.now(), **values):
        journal.record("bulk.finished", step, case=step.case, **values)


def _conclude_undo(step: BulkStep) -> None:
    values = total(step)
    if _note(step, BulkState.UNDOING, state=BulkState.UNDONE, **values):
        journal.record("bulk.undone", step, case=step.case, **values)


def _note(step: BulkStep, *states: str, **values) -> bool:
    """Write down how far it is, if it still stands in one of these states."""
    values |= {"changed_at": timezone.now(), "version": F("version") + 1}
    return bool(BulkStep.objects.filter(pk=step.pk, state__in=states).update(**values))


def _span(portion: BulkPortion) -> dict[str, int]:
    return {"first": portion.first, "last": portion.last}
