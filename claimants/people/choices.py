"""Closed lists of the people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GuardianshipKind(models.TextChoices):
    """On what ground somebody acts for a minor."""

    PARENT = "parent", _("parent with authority")
    GUARDIAN = "guardian", _("guardian appointed by the court")
