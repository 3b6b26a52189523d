"""What this room holds on a person: the steps for many that their registrations were chosen for."""

from cases.core.personal import described
from claimants.bulk.models import BulkRow
from claimants.people.models import Claimant

OURS = frozenset(["step", "registration", "registration_version"])


def export(claimant: Claimant) -> list[dict]:
    """Each step with its day, where the registration stood, and why it was left out."""
    rows = BulkRow.objects.of_person(claimant).select_related("step", "registration__group")
    return [described(one, leave_out=OURS) | _step(one) for one in rows]


def _step(row: BulkRow) -> dict:
    step = row.step
    told = {"to_state": step.get_to_state_display(), "reason": step.reason, "group": str(row.registration.group)}
    return told | {"at": (step.finished_at or step.created_at).isoformat()}


def erase(claimant: Claimant) -> dict[str, int]:
    """Forget that they were chosen; how many there were stays."""
    return {"rows": BulkRow.objects.of_person(claimant).delete()[0]}
