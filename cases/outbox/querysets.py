"""Which messages."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now

from cases.core import claims


class MessageQuerySet(models.QuerySet):
    def overdue(self, *, by: timedelta = timedelta(seconds=300)):
        return claims.due(self).filter(due_at__lt=claims.later(-by))

    def given_up(self):
        return self.filter(state=claims.State.DEAD)

    def finished_before(self, age: timedelta):
        return self.filter(state__in=[claims.State.DONE, claims.State.CANCELLED], changed_at__lt=Now() - age)
