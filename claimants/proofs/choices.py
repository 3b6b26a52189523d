"""Closed lists of the proofs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    """What a file is by its content, whatever its name says."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG"
    PNG = "png", "PNG"


class ScanResult(models.TextChoices):
    """What the virus scanner said."""

    NONE = "none", _("not scanned yet")
    CLEAN = "clean", _("no virus found")
    NOT_SCANNED = "not_scanned", _("not scanned: there is no scanner")
    INFECTED = "infected", _("virus found")


class Verdict(models.TextChoices):
    """What staff made of it."""

    NONE = "none", _("not looked at yet")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
