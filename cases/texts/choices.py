"""Closed lists of the texts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """For whom a text is written; who is under eighteen is called "je"."""

    ADULT = "adult", _("adults")
    PARENT = "parent", _("parents and guardians")
    TEEN = "teen", _("13 to 17 years")
    PUBLIC = "public", _("everybody, on the public page")


class TextState(models.TextChoices):
    """How far a text is on its way to the reader."""

    DRAFT = "draft", _("to be approved")
    APPROVED = "approved", _("approved")
    REPLACED = "replaced", _("replaced by a newer version")
    REJECTED = "rejected", _("rejected")


class Variant(models.TextChoices):
    """Where one stage means different things to different people."""

    US = "us", _("this foundation leads")
    OTHER = "other", _("another foundation leads")
    NETHERLANDS = "nl", _("who lives in the Netherlands")
    ABROAD = "abroad", _("who lives elsewhere")


class Language(models.TextChoices):
    """In which language a text is, by its own name."""

    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "English"
