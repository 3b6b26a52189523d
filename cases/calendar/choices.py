"""Closed lists of the calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecreeState(models.TextChoices):
    """Whether terms are counted with a decree day; only two people together change that."""

    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("in force")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


STANDING = (DecreeState.PROPOSED, DecreeState.ACCEPTED)
