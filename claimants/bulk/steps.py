"""What the page of a step for many shows: how far it is, who is left out and why, and which buttons there are."""

from django.utils.translation import ngettext

from claimants.bulk import rules, services
from claimants.bulk.choices import BulkState, LeftOut, Work
from claimants.bulk.models import BulkPortion, BulkStep
from claimants.bulk.querysets import UNDECIDED

SHOWN = 10
AT_WORK = (BulkState.CHOOSING, BulkState.RUNNING, BulkState.UNDOING)
STEPS = {
    "take": (BulkState.PROPOSED,),
    "approve": (BulkState.APPROVAL,),
    "cancel": UNDECIDED,
    "undo": (BulkState.FINISHED,),
}


def may(step: BulkStep, name: str, user) -> bool:
    """Whether this person may press this button now."""
    if step.state not in STEPS[name]:
        return False
    if name == "approve":
        return user.has_perm("claimants.confirm_bulkstep") and step.proposed_by_id != user.pk
    if name == "take" and not step.fitting_count:
        return False
    if name == "undo" and not services.may_undo(step):
        return False
    return user.has_perm("claimants.change_bulkstep")


def shown(step: BulkStep, user) -> dict:
    """What the page tells of this step."""
    sample = step.rows.fitting().select_related("registration__claimant", "registration__group")
    return {
        "rows": list(sample.order_by("registration")[:SHOWN]),
        "left_out": [(LeftOut(code).label, count) for code, count in sorted(step.code_counts.items())],
        "may": {name: may(step, name, user) for name in STEPS},
        "is_at_work": step.state in AT_WORK,
        "done": _done(step),
        "failing": step.portions.exclude(last_error="").exclude(state=BulkPortion.State.DONE).exists(),
        "needs_another": rules.needs_second_person(step.fitting_count),
        "is_own": step.proposed_by_id == user.pk,
        "not_found": _not_found(step),
        "undo_until": rules.undo_until(step.finished_at.date()) if step.finished_at else None,
        "title": _title(step),
    }


def _done(step: BulkStep) -> int:
    work = Work.UNDO if step.state == BulkState.UNDOING else Work.APPLY
    return sum(step.portions.of_work(work).filter(state=BulkPortion.State.DONE).values_list("row_count", flat=True))


def _not_found(step: BulkStep) -> str:
    count = len(step.unknown_references)
    text = ngettext("%(count)s reference was not found", "%(count)s references were not found", count)
    return text % {"count": count} if count else ""


def _title(step: BulkStep) -> str:
    text = ngettext("%(count)s registration: %(state)s", "%(count)s registrations: %(state)s", step.chosen_count)
    return text % {"count": step.chosen_count, "state": step.get_to_state_display()}
