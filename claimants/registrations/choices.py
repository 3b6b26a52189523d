"""Closed lists of the registrations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How far somebody joined: support asks almost nothing, taking part asks who you are."""

    SUPPORTER = "supporter", _("supporter")
    PARTICIPANT = "participant", _("participant")


class RegistrationState(models.TextChoices):
    """Where a registration stands with the foundation; membership of the group is another matter."""

    EMAIL_UNCONFIRMED = "email_unconfirmed", _("waits for you")
    GUARDIAN_PENDING = "guardian_pending", _("waits for parent")
    RECEIVED = "received", _("new")
    IN_REVIEW = "in_review", _("being checked")
    VERIFIED = "verified", _("complete")
    ON_HOLD = "on_hold", _("on hold")
    NOT_ELIGIBLE = "not_eligible", _("does not fit")
    DUPLICATE = "duplicate", _("already on the list")
    WITHDRAWN = "withdrawn", _("stopped")
