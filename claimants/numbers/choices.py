"""Closed lists of the numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Measure(models.TextChoices):
    """What is counted: people with one foundation, for one group."""

    SUPPORTERS = "supporters", _("supporters")
    PARTICIPANTS = "participants", _("participants")
    WITHDRAWN = "withdrawn", _("left the foundation")
    OPTED_OUT = "opted_out", _("opted out")
    OPTED_IN = "opted_in", _("opted in")
    SECOND_OPTED_OUT = "second_opted_out", _("opted out of the settlement")
    NOT_BOUND = "not_bound", _("not bound for damage known late")
