"""Closed lists of the news."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Relevance(models.TextChoices):
    """What a news item has to do with a case."""

    CASE = "case", _("about this case")
    DEFENDANT = "defendant", _("about the defendant, not about this case")
    NOISE = "noise", _("about something else")
    UNDECIDED = "undecided", _("not looked at yet")
