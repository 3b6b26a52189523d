"""What this room holds on a person: how to reach them, and who acts for whom."""

from django.db.models import Q
from django.db.models.functions import Greatest
from django.utils import timezone

from cases.core.personal import described, forgotten
from claimants.people.models import Claimant, ComingOfAge, Guardianship

KEPT = frozenset(["reference", "country", "language"])
UNREADABLE = frozenset(["email_index"])


def export(claimant: Claimant) -> dict:
    """The person as we know them, and the people they act for or who act for them."""
    return {
        "person": described(claimant, leave_out=UNREADABLE),
        "comings_of_age": [described(one) for one in ComingOfAge.objects.filter(claimant=claimant)],
        "guardianships": [described(one) for one in _guardianships(claimant)],
    }


def erase(claimant: Claimant) -> dict[str, int]:
    """Forget who this is; the reference stays on the receipts, and the country that decided who was bound."""
    values = forgotten(Claimant, keep=KEPT) | {"full_name": "–", "erased_at": timezone.now()}
    today = timezone.localdate()
    running = _guardianships(claimant).filter(Q(ended_on=None) | Q(ended_on__gt=today))
    return {
        "comings_of_age": ComingOfAge.objects.filter(claimant=claimant).delete()[0],
        "people": Claimant.objects.filter(pk=claimant.pk, erased_at=None).update(**values),
        "guardianships": running.update(ended_on=Greatest("started_on", today)),
    }


def _guardianships(claimant: Claimant):
    theirs = Guardianship.objects.filter(Q(minor=claimant) | Q(guardian=claimant))
    return theirs.select_related("minor", "guardian")
