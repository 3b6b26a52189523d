"""Closed lists of the rulings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RulingKind(models.TextChoices):
    """What kind of text a court gave."""

    JUDGMENT = "judgment", _("final judgment")
    INTERLOCUTORY = "interlocutory", _("interlocutory judgment")
    ORDER = "order", _("order or docket decision")
    OPINION = "opinion", _("opinion of the Procurator-General; decides nothing")
    REFERENCE = "reference", _("reference to the Court of Justice")
    UNKNOWN = "unknown", _("unknown")
