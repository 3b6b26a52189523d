"""Which transfers; always within the acting foundation."""

from datetime import datetime

from django.db import models

from claimants.transfers.choices import TransferState

OPEN = (TransferState.ASKED, TransferState.OFFERED)


class TransferQuerySet(models.QuerySet):
    def open(self):
        """Those that can still be taken back."""
        return self.filter(state__in=OPEN)

    def of_registration(self, registration):
        return self.filter(registration=registration)

    def of_person(self, claimant):
        return self.filter(registration__claimant=claimant)

    def waiting_since(self, moment: datetime):
        """Those on which nobody decided since that moment."""
        return self.open().filter(changed_at__lt=moment)


class ArrivalQuerySet(models.QuerySet):
    def of_transfer(self, transfer_id):
        return self.filter(transfer_id=transfer_id)

    def of_person(self, claimant):
        return self.filter(claimant=claimant)
