"""Which memberships."""

from datetime import date

from django.db import models
from django.db.models import Q


class MembershipQuerySet(models.QuerySet):
    def current(self, today: date):
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=today), started_on__lte=today)

    def absent(self, today: date):
        """Of people who are away that day."""
        return self.filter(Q(absent_until=None) | Q(absent_until__gte=today), absent_from__lte=today)

    def present(self, today: date):
        """Of people who are not away that day."""
        return self.exclude(pk__in=self.absent(today).values("pk"))
