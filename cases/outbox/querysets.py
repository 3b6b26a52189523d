"""Which messages."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from cases.core import claims

State = claims.State


class MessageQuerySet(models.QuerySet):
    def overdue(self, *, by: timedelta = timedelta(seconds=300)):
        return claims.due(self).filter(due_at__lt=claims.later(-by))

    def given_up(self):
        return self.filter(state=State.DEAD)

    def unsent(self):
        return self.filter(state__in=[State.WAITING, State.RUNNING, State.DEAD])

    def of_use(self):
        """Still worth sending: the moment to give up has not passed."""
        return self.filter(Q(give_up_at=None) | Q(give_up_at__gte=Now()))

    def finished_before(self, age: timedelta):
        return self.filter(state__in=[State.DONE, State.CANCELLED], done_at__lt=Now() - age)

    def given_up_before(self, age: timedelta):
        return self.given_up().filter(give_up_at__lt=Now() - age)
