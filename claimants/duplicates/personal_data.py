"""What this room holds on a person: with which other files theirs was compared."""

from cases.core.personal import described
from claimants.duplicates.models import Pair
from claimants.people.models import Claimant

OTHERS = frozenset(["first", "second", "steps", "decided_by"])


def export(claimant: Claimant) -> list[dict]:
    """What made their file look like another one, and what was decided; never whose the other one is."""
    return [described(one, leave_out=OTHERS) for one in Pair.objects.of_person(claimant)]


def erase(claimant: Claimant) -> dict[str, int]:
    """Forget the comparisons; what was merged can then no longer be parted."""
    return {"pairs": Pair.objects.of_person(claimant).delete()[0]}
