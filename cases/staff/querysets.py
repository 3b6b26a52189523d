"""Which memberships."""

from datetime import date

from django.db import models
from django.db.models import Q


class MembershipQuerySet(models.QuerySet):
    def current(self, today: date):
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=today), started_on__lte=today)
