"""Which texts are in force, and who saw which."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef

from claimants.consents.choices import Act
from claimants.people.models import Claimant


class TermsQuerySet(models.QuerySet):
    def approved(self):
        return self.exclude(approved_at=None)

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def in_force(self, day: date):
        """Approved and begun by `day`, the newest first; the first of a kind is the one that holds."""
        return self.approved().filter(in_force_from__lte=day).order_by("kind", "-in_force_from", "-number")


class ConsentQuerySet(models.QuerySet):
    def of_person(self, claimant):
        """What was said in the person's file, and in those that were merged into it."""
        return self.filter(claimant__in=Claimant.objects.files_of(claimant))

    def about(self, terms):
        return self.filter(terms=terms)

    def agreed(self):
        return self.filter(act=Act.AGREED)

    def told(self, claimants, terms):
        """Those of `claimants` who saw this version in whatever way: told, agreed or withdrew."""
        return claimants.filter(Exists(self._of(terms)))

    def untold(self, claimants, terms):
        """Those of `claimants` who have never been shown this version."""
        return claimants.filter(~Exists(self._of(terms)))

    def _of(self, terms):
        return self.filter(terms=terms, foundation=OuterRef("foundation"), claimant=OuterRef("pk"))
