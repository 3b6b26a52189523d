"""Which requests, holds and erasures."""

from datetime import date

from django.db import models
from django.db.models import Q

from claimants.people.models import Claimant
from claimants.privacy.choices import RequestState

OPEN = (RequestState.RECEIVED, RequestState.STARTED)


class RequestQuerySet(models.QuerySet):
    def open(self):
        """Those that wait for an answer."""
        return self.filter(state__in=OPEN)

    def overdue(self, today: date):
        return self.open().filter(due_on__lt=today)

    def due_until(self, day: date):
        return self.open().filter(due_on__lte=day)


class HoldQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(lifted_at=None)

    def covering(self, claimant):
        """What keeps this person's data from being erased now: a hold on them, or on a case they joined."""
        cases = claimant.registrations.values("group__case")
        return self.standing().filter(Q(claimant__in=Claimant.objects.files_of(claimant)) | Q(case__in=cases))
