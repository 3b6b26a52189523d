"""What this room holds on a person: which groups they joined, and when they used what it is about."""

from cases.core.personal import described, forgotten
from claimants.people.models import Claimant
from claimants.registrations.models import Registration, UsePeriod

KEPT = frozenset(["level", "state", "registered_at", "left_at", "state_before_leaving", "source_name"])


def export(claimant: Claimant) -> list[dict]:
    """Every registration with where it stands and its periods of use."""
    rows = Registration.objects.filter(claimant=claimant).select_related("claimant", "group__case")
    return [described(one) | {"case": str(one.group.case), "use_periods": _use(one)} for one in rows]


def _use(registration: Registration) -> list[dict]:
    periods = UsePeriod.objects.filter(registration=registration)
    return [described(one, leave_out=frozenset(["registration"])) for one in periods]


def erase(claimant: Claimant) -> dict[str, int]:
    """Forget why and when; that somebody without a name joined and left stays, for the numbers."""
    rows = Registration.objects.filter(claimant=claimant)
    return {
        "use_periods": UsePeriod.objects.filter(registration__claimant=claimant).delete()[0],
        "registrations": rows.update(**forgotten(Registration, keep=KEPT)),
    }
