"""Which decree days."""

from django.db import models

from cases.calendar.choices import STANDING, DecreeState


class DecreeDayQuerySet(models.QuerySet):
    def accepted(self):
        """Those that terms are counted with."""
        return self.filter(state=DecreeState.ACCEPTED)

    def standing(self):
        """Accepted, or waiting for two people to say so."""
        return self.filter(state__in=STANDING)
