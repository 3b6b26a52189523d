"""Closed lists of the dossier."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Regime(models.TextChoices):
    """Which law governs a claim: WAMCA for events on or after 15 November 2016 in writs from 2020 on."""

    WAMCA = "wamca", _("WAMCA")
    WCA = "wca", _("law before 2020 (WCA)")
    UNKNOWN = "unknown", _("unknown")


class Residence(models.TextChoices):
    """Where members of a group live at the reference date; decides opt-out or opt-in (art. 1018f Rv)."""

    NETHERLANDS = "nl", _("the Netherlands")
    ABROAD = "abroad", _("abroad")
    ANY = "any", _("anywhere")


class RepresentationKind(models.TextChoices):
    """A foundation's part for one group (art. 1018e Rv)."""

    EXCLUSIVE = "exclusive", _("exclusive representative")
    JOINT = "joint", _("joint exclusive representative")
    PARTY = "party", _("party only")


class RelationKind(models.TextChoices):
    """How one case hangs on another."""

    WAITS_FOR = "waits_for", _("waits for")
    FOLLOWS = "follows", _("is a follow-up of")


class EstimateKind(models.TextChoices):
    """What a number of people counts."""

    ESTIMATED = "estimated", _("estimated size of the group")
    REGISTERED = "registered", _("people who signed up")
    AFFECTED = "affected", _("people or things affected")
