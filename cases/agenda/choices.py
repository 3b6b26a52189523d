"""Closed lists of the calendars of staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How much a calendar tells to whoever can see it."""

    FULL = "full", _("full: number, term and case")
    BUSY = "busy", _("busy: only that there is something")
