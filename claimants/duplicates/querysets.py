"""Which pairs of files; always within the acting foundation."""

from django.db import models
from django.db.models import Q

from claimants.duplicates.choices import PairState


class PairQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=PairState.OPEN)

    def of_person(self, claimant):
        return self.filter(Q(first=claimant) | Q(second=claimant))
