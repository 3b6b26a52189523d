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
    ANSWER = "answer", _("answer of the Court of Justice or the Supreme Court")
    UNKNOWN = "unknown", _("unknown")


class Doubt(models.TextChoices):
    """What a person should look at again; a warning, never a refusal."""

    YEAR = "year", _("The year in the ECLI differs from the year of the ruling. Please check both.")
    COURT = "court", _("The court in the ECLI differs from the court of the ruling. Please check both.")
