"""Closed lists of the parties."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalForm(models.TextChoices):
    """What kind of legal person claims (art. 3:305a lid 1 BW asks full legal capacity)."""

    FOUNDATION = "foundation", _("foundation (stichting)")
    ASSOCIATION = "association", _("association (vereniging)")
    COOPERATIVE = "cooperative", _("cooperative association (coöperatieve vereniging)")
    UNION = "union", _("trade union")
    UNKNOWN = "unknown", _("unknown")


class DefendantKind(models.TextChoices):
    """Whom the action is against."""

    COMPANY = "company", _("company")
    STATE = "state", _("the State")
    PERSON = "person", _("natural person, under a pseudonym")
    COLLECTIVE = "collective", _("several persons or companies, not named one by one")


class Instance(models.TextChoices):
    """The level of a court."""

    FIRST = "first", _("first instance")
    APPEAL = "appeal", _("appeal")
    CASSATION = "cassation", _("cassation")
    EU = "eu", _("Court of Justice of the European Union")
