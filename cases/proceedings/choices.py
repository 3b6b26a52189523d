"""Closed lists of the proceedings; stages and event kinds come from the law."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberKind(models.TextChoices):
    """What a docket number is a number of."""

    DISTRICT = "district", _("district court, zaak- en rolnummer")
    APPEAL = "appeal", _("court of appeal")
    CASSATION = "cassation", _("Supreme Court")
    EU = "eu", _("Court of Justice of the European Union")
    OTHER = "other", _("other, not checked")


class HearingState(models.TextChoices):
    """What became of a planned sitting."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")
