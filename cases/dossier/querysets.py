"""Which cases, groups and representations."""

from datetime import date

from django.db import models
from django.db.models import Q


class CaseQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)


class DatedQuerySet(models.QuerySet):
    def on(self, day: date):
        """Rows that hold on `day`; an unknown first day counts as before."""
        return self.filter(Q(started_on=None) | Q(started_on__lte=day), Q(ended_on=None) | Q(ended_on__gte=day))
