"""Closed lists of the radar."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SurveyKind(models.TextChoices):
    """Why the open deadlines were counted anew."""

    DECREE = "decree", _("a decree day is added")
    WITHDRAWAL = "withdrawal", _("a decree day is withdrawn")
    RECOUNT = "recount", _("a rule or the calendar differs")


class SurveyState(models.TextChoices):
    """What became of a proposal."""

    PROPOSED = "proposed", _("waits for two people")
    APPLYING = "applying", _("accepted, being carried out")
    APPLIED = "applied", _("accepted and carried out")
    REJECTED = "rejected", _("rejected")
    REPLACED = "replaced", _("replaced by a newer one")


class Cause(models.TextChoices):
    """Why one deadline would end on another day, or rest on another rule."""

    DECREE = "decree", _("the decree day is closed")
    WITHDRAWAL = "withdrawal", _("the withdrawn day is open again")
    RULE = "rule", _("the rule has another version")
    CALENDAR = "calendar", _("the calendar in force")


class ShiftState(models.TextChoices):
    """What became of the change of one deadline."""

    WAITING = "waiting", _("waits")
    APPLIED = "applied", _("done")
    SKIPPED = "skipped", _("left alone: it changed meanwhile")
