"""Closed lists of the deadlines."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeadlineState(models.TextChoices):
    """What became of a deadline; every state but open has evidence or a reason."""

    OPEN = "open", _("open")
    MET = "met", _("met")
    MISSED = "missed", _("missed")
    EXTENDED = "extended", _("extended")
    SUSPENDED = "suspended", _("suspended")
    LAPSED = "lapsed", _("lapsed")
    SUPERSEDED = "superseded", _("superseded")


class DateSource(models.TextChoices):
    """Where the date of a deadline comes from."""

    COMPUTED = "computed", _("computed from the law")
    COURT = "court", _("set by the court")
    NOTICE = "notice", _("set in a notice")
    MANUAL = "manual", _("set by staff")


RUNNING = (DeadlineState.OPEN, DeadlineState.EXTENDED)
