"""Choose many registrations for one step, decide, agree, cancel and undo."""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core import claims
from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from cases.parties.models import Foundation
from claimants.bulk import choosing, rules, working
from claimants.bulk.choices import BulkState, Work
from claimants.bulk.models import BulkPortion, BulkStep
from claimants.bulk.querysets import UNDECIDED

KEPT = timedelta(days=30)
AT_ONCE = choosing.AT_A_TIME
ONE_RUN = timedelta(seconds=60)
FILTER = ("case", "group", "from_state", "level", "registered_from", "registered_until")


@transaction.atomic
def propose(foundation: Foundation, *, to_state: str, reason: str = "", references: str = "", by, **asked) -> BulkStep:
    """Choose registrations for one step, by filter (`asked`, at least the case) or by a pasted list within it.

    Nothing changes yet. Few are chosen when this returns; many wait for a worker. Raises DomainError naming the field.
    """
    if unknown := sorted(asked.keys() - set(FILTER)):
        raise DomainError(_("This cannot be asked."), field=unknown[0])
    wanted, unreadable = rules.references_in(references)
    _require_sense(asked, to_state=to_state, reason=reason, wanted=wanted, is_list=bool(references.strip()))
    reason = reason if to_state in rules.WITH_REASON else ""
    with acting_for(foundation):
        step = BulkStep(foundation=foundation, to_state=to_state, reason=reason, proposed_by=by, **asked)
        step.is_by_list, step.unreadable_count = bool(wanted), unreadable
        save_checked(step)
        journal.record("bulk.proposed", step, case=step.case, by=by, to_state=to_state, is_by_list=step.is_by_list)
        _choose(step, wanted)
        step.refresh_from_db()
    return step


@transaction.atomic
def decide(step: BulkStep, *, by) -> BulkStep:
    """Go on with it; above a thousand registrations a second person must agree first. Raises DomainError."""
    with acting_for(step.foundation_id):
        step = _standing_in(step, BulkState.PROPOSED)
        if not step.fitting_count:
            raise DomainError(_("None of these registrations can take this step."), code="nothing-to-do")
        needs_another = rules.needs_second_person(step.fitting_count)
        change(step, state=BulkState.APPROVAL if needs_another else BulkState.RUNNING)
        journal.record("bulk.decided", step, case=step.case, by=by, rows=step.fitting_count)
        if not needs_another:
            working.cut(step, Work.APPLY)
    return step


@transaction.atomic
def approve(step: BulkStep, *, by) -> BulkStep:
    """Agree with a large step that somebody else proposed; it runs from now. Raises DomainError."""
    with acting_for(step.foundation_id):
        step = _standing_in(step, BulkState.APPROVAL)
        if step.proposed_by_id == by.pk:
            raise DomainError(_("Somebody else must agree with this."), code="same-person")
        change(step, state=BulkState.RUNNING, approved_by=by, approved_at=timezone.now())
        journal.record("bulk.approved", step, case=step.case, by=by)
        working.cut(step, Work.APPLY)
    return step


@transaction.atomic
def cancel(step: BulkStep, *, by) -> BulkStep:
    """Change nothing; what was chosen is forgotten. Raises DomainError when it runs already."""
    with acting_for(step.foundation_id):
        step = _standing_in(step, *UNDECIDED)
        change(step, state=BulkState.CANCELLED, unknown_references=[])
        step.rows.all()._raw_delete("default")
        step.portions.filter(state=BulkPortion.State.WAITING).update(state=BulkPortion.State.CANCELLED)
        journal.record("bulk.cancelled", step, case=step.case, by=by)
    return step


@transaction.atomic
def undo(step: BulkStep, *, by) -> BulkStep:
    """Put back where they stood all registrations that nobody changed since; raises DomainError after fourteen days."""
    with acting_for(step.foundation_id):
        step = _standing_in(step, BulkState.FINISHED)
        if not may_undo(step):
            raise DomainError(_("This can be undone for fourteen days only."), code="too-late")
        change(step, state=BulkState.UNDOING)
        working.cut(step, Work.UNDO)
        journal.record("bulk.undo_asked", step, case=step.case, by=by)
    return step


def may_undo(step: BulkStep) -> bool:
    """Whether there is a way back today."""
    if step.state != BulkState.FINISHED or not step.finished_at:
        return False
    return timezone.localdate() <= rules.undo_until(timezone.localdate(step.finished_at)) and step.fitting_count > 0


def carry_out(*, step: BulkStep | None = None, within: timedelta = ONE_RUN) -> int:
    """Do the portions that wait, of one step or of all; the number that were finished.

    Safe to run by any number of workers, and to kill: a portion is done wholly or not at all.
    """
    portions = BulkPortion.objects.filter(step_id=step.pk) if step else BulkPortion.objects.all()
    return sum(working.run(pk, token) for pk, token in claims.claimed(portions, limit=1_000, batch=1, within=within))


def purge() -> int:
    """Cancel what nobody decided on for a month, and forget after a month which references nobody had."""
    before, count = timezone.now() - KEPT, 0
    for foundation in Foundation.objects.all():
        with acting_for(foundation):
            for step in BulkStep.objects.undecided_since(before):
                cancel(step, by=None)
                count += 1
            count += BulkStep.objects.with_old_words(before).update(unknown_references=[])
    return count


def _choose(step: BulkStep, wanted: list[str]) -> None:
    if wanted:
        unknown = choosing.add_references(step, wanted)
        BulkStep.objects.filter(pk=step.pk).update(unknown_references=unknown)
        working.conclude_choice(step)
    elif choosing.asked(step)[AT_ONCE : AT_ONCE + 1].exists():
        BulkPortion.objects.create(step=step, foundation_id=step.foundation_id, work=Work.CHOOSE, due_at=Now())
    else:
        choosing.add_next(step)
        working.conclude_choice(step)


def _require_sense(asked: dict, *, to_state: str, reason: str, wanted: list[str], is_list: bool) -> None:
    group, first, last = asked.get("group"), asked.get("registered_from"), asked.get("registered_until")
    if group and group.case_id != getattr(asked.get("case"), "pk", None):
        raise DomainError(_("This group is not in this case."), field="group")
    if first and last and last < first:
        raise DomainError(_("The last day comes before the first."), field="registered_until")
    if to_state in rules.WITH_REASON and not reason.strip():
        raise DomainError(_("Give a reason: these people read it."), field="reason")
    if is_list and not wanted:
        raise DomainError(_("No line of this list begins with a reference."), field="references")
    if len(wanted) > rules.MOST_REFERENCES:
        text = _("Paste at most %(count)s references at a time.")
        raise DomainError(text % {"count": rules.MOST_REFERENCES}, field="references")


def _standing_in(step: BulkStep, *states: str) -> BulkStep:
    """The row as it is now, locked; raises DomainError unless it stands in one of these states."""
    current = BulkStep.objects.select_for_update(of=("self",)).select_related("case").get(pk=step.pk)
    if current.state not in states:
        raise ChangedMeanwhile(_("Somebody changed this meanwhile. Read it again before you save."))
    return current
