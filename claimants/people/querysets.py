"""Which people, and who acts for whom; always within the acting foundation."""

from datetime import date

from django.db import models
from django.db.models import Q

from claimants.people.identity import email_index, normalise_reference
from claimants.people.rules import oldest_adult_birth


class ClaimantQuerySet(models.QuerySet):
    def with_index(self, index: str):
        """People whose address has this blind index; nobody for an empty one."""
        return self.filter(email_index=index) if index else self.none()

    def with_email(self, address: str):
        return self.with_index(email_index(address))

    def minors(self, today: date):
        return self.filter(born_on__gt=oldest_adult_birth(today))

    def matching(self, text: str):
        """By reference, by the whole address, or by the beginning of a name or surname."""
        found = Q(reference=normalise_reference(text)) | Q(full_name__istartswith=text)
        found |= Q(full_name__icontains=f" {text}")
        if "@" in text:
            found |= Q(email_index=email_index(text))
        return self.filter(found)


class GuardianshipQuerySet(models.QuerySet):
    def acting(self, today: date):
        """Guardianships under which somebody may act today; the eighteenth birthday ends them all."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gte=today),
            Q(minor__born_on=None) | Q(minor__born_on__gt=oldest_adult_birth(today)),
            started_on__lte=today,
        )

    def of_guardian_with(self, index: str):
        return self.filter(guardian__email_index=index) if index else self.none()
