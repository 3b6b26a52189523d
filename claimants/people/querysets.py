"""Which people, and who acts for whom; always within the acting foundation."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from claimants.people.identity import email_index, is_reference, normalise_reference
from claimants.people.rules import READS_FOR, oldest_adult_birth


class ClaimantQuerySet(models.QuerySet):
    def with_index(self, index: str):
        """People whose address has this blind index; nobody for an empty one, and no file that was merged away."""
        return self.filter(email_index=index, merged_into=None) if index else self.none()

    def with_email(self, address: str):
        return self.with_index(email_index(address))

    def reachable(self):
        """Those we may write to: not erased or merged away, and not left alone at their own request (art. 18 AVG)."""
        return self.filter(restricted_at=None, erased_at=None, merged_into=None)

    def files_of(self, claimant):
        """The file of a person, and those that were merged into it; as a subquery it keeps every index in use."""
        return self.filter(Q(pk=claimant.pk) | Q(merged_into=claimant.pk)).order_by()

    def minors(self, today: date):
        return self.filter(born_on__gt=oldest_adult_birth(today))

    def born_between(self, first: date, last: date):
        return self.filter(born_on__range=(first, last))

    def matching(self, text: str):
        """By the whole address, by reference, or by the beginning of a name or surname."""
        if "@" in text:
            return self.filter(email_index=email_index(text))
        reference = normalise_reference(text)
        if is_reference(reference):
            return self.filter(reference=reference)
        named = Q(full_name__istartswith=text) | Q(full_name__icontains=f" {text}")
        return self.filter(named | Q(reference=reference))


class GuardianshipQuerySet(models.QuerySet):
    def acting(self, today: date):
        """Guardianships under which somebody may act today; the eighteenth birthday ends them all."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gte=today),
            Q(minor__born_on=None) | Q(minor__born_on__gt=oldest_adult_birth(today)),
            started_on__lte=today,
        )

    def reading(self, today: date):
        """Guardianships that the eighteenth birthday ended less than thirty days ago: they still let look."""
        turned = Q(minor__born_on__lte=oldest_adult_birth(today))
        lately = Q(minor__born_on__gt=oldest_adult_birth(today - READS_FOR))
        return self.filter(turned, lately, Q(ended_on=None) | Q(ended_on__gte=today), started_on__lte=today)

    def of_guardian_with(self, index: str):
        return self.filter(guardian__email_index=index) if index else self.none()


class EmailChangeQuerySet(models.QuerySet):
    def asked(self):
        """A code was mailed to the new address and can still be typed."""
        return self.filter(confirmed_at=None, undone_at=None, expires_at__gt=Now())

    def undoable(self):
        """Confirmed, and the old address still lets in."""
        return self.filter(closes_at__gt=Now(), undone_at=None)

    def from_address_with(self, index: str):
        return self.filter(from_index=index) if index else self.none()

    def spent(self):
        """Nobody can do anything with these any more; what they hold may go."""
        return self.filter(Q(closes_at=None) | Q(closes_at__lte=Now()) | ~Q(undone_at=None), expires_at__lte=Now())


class ComingOfAgeQuerySet(models.QuerySet):
    def to_announce(self, today: date):
        """Still a minor today, and nobody was told yet."""
        return self._alive().filter(announced_at=None, turned_at=None, claimant__born_on__gt=oldest_adult_birth(today))

    def to_hand_over(self, today: date):
        """Eighteen today or since, and the file was not handed over yet."""
        return self._alive().filter(turned_at=None, claimant__born_on__lte=oldest_adult_birth(today))

    def _alive(self):
        return self.filter(claimant__merged_into=None)
