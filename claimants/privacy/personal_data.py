"""What this room holds on a person: what they asked about their data, and why it had to stay."""

from cases.core.personal import described
from claimants.people.models import Claimant
from claimants.privacy.models import DataSubjectRequest, Hold

COUNT = frozenset(["claimant", "count"])
WIPED = "–"


def export(claimant: Claimant) -> dict:
    """Every request with its answer, and the holds on this person."""
    requests = DataSubjectRequest.objects.filter(claimant=claimant).select_related("handled_by")
    holds = Hold.objects.covering(claimant).select_related("case")
    return {
        "requests": [described(one, leave_out=COUNT) for one in requests],
        "holds": [described(one, leave_out=COUNT) for one in holds],
    }


def erase(claimant: Claimant) -> dict[str, int]:
    """Forget what was written in requests; that they were made and answered in time stays, as proof."""
    requests = DataSubjectRequest.objects.filter(claimant=claimant)
    closed = requests.exclude(answer="").update(answer=WIPED)
    written = requests.update(wish="", extension_reason="")
    lifted = Hold.objects.filter(claimant=claimant).update(reason=WIPED)
    return {"requests": written, "answers": closed, "holds": lifted}
