"""What this room holds on a person: where their registration went, or where it came from."""

from django.utils import timezone

from cases.core.personal import described
from claimants.people.models import Claimant
from claimants.transfers.models import Arrival, Transfer

OURS = frozenset(["registration", "recorded_by", "sent_by", "decided_by", "claimant", "package"])


def export(claimant: Claimant) -> list[dict]:
    """Every transfer of a registration of this person, and the one by which the file came here."""
    gone = Transfer.objects.of_person(claimant).select_related("to_foundation", "to_group", "terms")
    come = Arrival.objects.of_person(claimant).select_related("from_foundation", "group")
    return [described(one, leave_out=OURS) for one in [*gone, *come]]


def erase(claimant: Claimant) -> dict[str, int]:
    """Forget the words and the package; that it went with consent, and when, must be shown later."""
    now = timezone.now()
    return {
        "transfers": Transfer.objects.of_person(claimant).update(evidence="", close_reason="", changed_at=now),
        "arrivals": Arrival.objects.of_person(claimant).update(package={}, declarations=[], reason="", changed_at=now),
    }
