"""Closed lists of overlaps."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OverlapState(models.TextChoices):
    """Where a count stands with one of the two foundations."""

    ASKED = "asked", _("waits for us")
    AGREED = "agreed", _("we agreed, waits for the other foundation")
    COUNTING = "counting", _("is being counted")
    COUNTED = "counted", _("counted")
    ENDED = "ended", _("not counted")
