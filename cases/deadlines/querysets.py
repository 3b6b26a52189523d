"""Which deadlines and reminders."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from cases.deadlines.choices import RUNNING


class DeadlineQuerySet(models.QuerySet):
    def running(self):
        return self.filter(state__in=RUNNING)

    def overdue(self, today: date):
        return self.running().filter(ends_on__lt=today)

    def ending_within(self, days: int, today: date):
        return self.running().filter(ends_on__gte=today, ends_on__lte=today + timedelta(days=days))

    def of_case(self, case):
        return self.filter(case=case)

    def public(self):
        return self.filter(is_public=True, case__is_published=True).exclude(state="superseded")

    def visible_to(self, foundation):
        """What staff of one foundation may see: its own deadlines and everybody's."""
        return self.filter(Q(foundation=None) | Q(foundation=foundation))


class ReminderQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state="waiting")
