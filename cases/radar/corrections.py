"""Deadlines that a corrected event replaced at once: shown beside the proposals, because they moved already."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from cases.deadlines.choices import DeadlineState
from cases.deadlines.models import Deadline
from cases.radar.wording import difference

LOOK_BACK = timedelta(days=30)
MOST = 50


@dataclass(frozen=True)
class Correction:
    """One deadline before and after its event was corrected; `new` is None where the new event starts none."""

    old: Deadline
    new: Deadline | None

    @property
    def days(self) -> int:
        """How many days later; below zero it ends earlier."""
        return (self.new.ends_on - self.old.ends_on).days if self.new else 0

    @property
    def difference(self) -> str:
        """How much later or earlier, in words; empty where nothing took its place."""
        return difference(self.days) if self.new else ""


def recent(foundation) -> list[Correction]:
    """The corrections of the last thirty days that staff of this foundation may see, what ends earlier first."""
    since = timezone.now() - LOOK_BACK
    superseded = Deadline.objects.visible_to(foundation).filter(
        state=DeadlineState.SUPERSEDED, event__corrected_by__created_at__gte=since
    )
    rows = list(superseded.select_related("case", "event__corrected_by").order_by("-changed_at", "-id")[:MOST])
    successors = Deadline.objects.filter(event__in=[row.event.corrected_by for row in rows])
    by_place = {(row.event_id, row.term, row.foundation_id, row.track_id): row for row in successors}
    found = [
        Correction(row, by_place.get((row.event.corrected_by.pk, row.term, row.foundation_id, row.track_id)))
        for row in rows
    ]
    return sorted(found, key=lambda one: one.days)
