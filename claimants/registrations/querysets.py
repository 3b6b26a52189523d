"""Which registrations; always within the acting foundation."""

from django.db import models

from claimants.registrations.choices import RegistrationState


class RegistrationQuerySet(models.QuerySet):
    def of_people(self, claimants):
        return self.filter(claimant__in=claimants)

    def standing(self):
        return self.exclude(state=RegistrationState.WITHDRAWN)

    def on_hold(self):
        return self.filter(state=RegistrationState.ON_HOLD)

    def waiting_for_guardian(self):
        return self.filter(state=RegistrationState.GUARDIAN_PENDING)

    def waiting_for_staff(self):
        return self.filter(state__in=[RegistrationState.RECEIVED, RegistrationState.IN_REVIEW])

    def with_case(self):
        return self.select_related("claimant", "foundation", "group__case__concern")


class UsePeriodQuerySet(models.QuerySet):
    def of_registration(self, registration):
        return self.filter(registration=registration)
