"""Closed lists of measures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeasureKind(models.TextChoices):
    """What a government or regulator did."""

    BAN = "ban", _("ban")
    DISCOURAGEMENT = "discouragement", _("discouragement")
    ALLOW_LIST = "allow_list", _("list of allowed apps")
    DIVESTITURE = "divestiture", _("forced sale")
    FINE = "fine", _("fine")
    ORDER = "order", _("order")


class MeasureState(models.TextChoices):
    """How far a measure has come."""

    PROPOSED = "proposed", _("proposed")
    POSTPONED = "postponed", _("postponed")
    ANNOUNCED = "announced", _("announced")
    IN_FORCE = "in_force", _("in force")
    PARTLY = "partly", _("partly carried out")
    SUSPENDED = "suspended", _("suspended or extended")
    LIFTED = "lifted", _("lifted")
    REJECTED = "rejected", _("rejected")


class Level(models.TextChoices):
    """Which kind of authority."""

    SUPRANATIONAL = "supranational", _("European or international")
    STATE = "state", _("state")
    FEDERAL = "federal", _("part of a federation")
    MUNICIPAL = "municipal", _("municipality")
