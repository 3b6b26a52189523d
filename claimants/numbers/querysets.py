"""Which changes count on a day."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Sum
from django.utils import timezone


def end_of(day: date) -> datetime:
    """The moment a day ends in the Netherlands."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class NumberEntryQuerySet(models.QuerySet):
    def of_foundation(self, foundation):
        return self.filter(foundation=foundation)

    def of_group(self, group):
        return self.filter(group=group)

    def of_case(self, case):
        return self.filter(group__case=case)

    def as_at(self, day: date, *, known_on: date | None = None):
        """Changes that had happened by the end of `day`; with `known_on` only what was known by the end of that day.

        `as_at(day, known_on=day)` is the figure as it was read on that day; without it, what was heard of later counts.
        """
        rows = self.filter(happened_at__lt=end_of(day))
        return rows.filter(noted_at__lt=end_of(known_on)) if known_on else rows

    def figures(self) -> dict[tuple[int, int, str], int]:
        """The sum for every (foundation, group, measure) that is not zero."""
        sums = self.order_by().values_list("foundation_id", "group_id", "measure").annotate(total=Sum("delta"))
        return {(foundation, group, measure): total for foundation, group, measure, total in sums if total}
