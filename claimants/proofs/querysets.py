"""Which proofs."""

from django.db import models

from claimants.proofs.choices import ScanResult, Verdict


class ProofQuerySet(models.QuerySet):
    def kept(self):
        """Those whose file is still there."""
        return self.filter(removed_at=None)

    def of_registration(self, registration):
        return self.filter(registration=registration)

    def of_person(self, claimant):
        return self.filter(registration__claimant=claimant)

    def to_review(self):
        """Those that wait for a member of staff."""
        return self.kept().filter(verdict=Verdict.NONE).exclude(scan__in=[ScanResult.NONE, ScanResult.INFECTED])

    def infected(self):
        return self.filter(scan=ScanResult.INFECTED)
