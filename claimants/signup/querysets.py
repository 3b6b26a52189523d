"""Which openings, and which sign-ups; sign-ups always within the acting foundation."""

from datetime import date

from django.db import models
from django.db.models import Q

from cases.core.claims import later
from claimants.signup import rules
from claimants.signup.choices import SignUpState


class OpeningQuerySet(models.QuerySet):
    def of_case(self, case):
        return self.filter(group__case=case)

    def open_on(self, day: date):
        return self.filter(Q(closed_on=None) | Q(closed_on__gte=day), opened_on__lte=day)


class SignUpQuerySet(models.QuerySet):
    def with_opening(self):
        return self.select_related("foundation", "opening__foundation", "opening__group__case__concern")

    def kept(self):
        """Younger than the days for which answers are kept."""
        return self.filter(created_at__gt=later(-rules.KEEP_FOR))

    def unfinished(self):
        return self.kept().filter(state=SignUpState.OPEN)

    def old(self):
        return self.filter(created_at__lte=later(-rules.KEEP_FOR))
