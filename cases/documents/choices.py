"""Closed lists of the documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What a paper is."""

    WRIT = "writ", _("writ of summons")
    REGISTER_EXTRACT = "register_extract", _("extract in the central register")
    RULING = "ruling", _("ruling")
    NOTICE = "notice", _("notice to the group")
    AGREEMENT = "agreement", _("settlement agreement")
    LETTER = "letter", _("letter")
    OTHER = "other", _("other")
