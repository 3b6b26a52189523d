"""What this room holds on a person: what they were told, agreed to and took back."""

from cases.core.personal import described
from claimants.consents.models import Consent
from claimants.people.models import Claimant


def export(claimant: Claimant) -> list[dict]:
    """Every consent and every telling, with the version of the text that was on screen."""
    rows = Consent.objects.filter(claimant=claimant).select_related("terms", "via")
    return [described(one, leave_out=frozenset(["claimant"])) for one in rows]


def erase(claimant: Claimant) -> dict[str, int]:
    """Nothing goes: what somebody agreed to is needed for a legal claim, and names nobody."""
    return {}
