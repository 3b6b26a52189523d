"""Closed lists of transfers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TransferState(models.TextChoices):
    """Where a transfer stands with the foundation that gives."""

    ASKED = "asked", _("asked, waits for us")
    OFFERED = "offered", _("offered, waits for the other foundation")
    ACCEPTED = "accepted", _("taken over")
    REFUSED = "refused", _("refused by the other foundation")
    TAKEN_BACK = "taken_back", _("taken back")


class ArrivalState(models.TextChoices):
    """Where it stands with the foundation that takes."""

    OFFERED = "offered", _("waits for a decision")
    ACCEPTED = "accepted", _("taken over")
    REFUSED = "refused", _("refused")
    TAKEN_BACK = "taken_back", _("taken back by the person or the other foundation")
