"""Closed lists of the doubles."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PairState(models.TextChoices):
    """What staff decided on two files that look alike."""

    OPEN = "open", _("to be looked at")
    NOT_THE_SAME = "not_the_same", _("not the same person")
    MERGED = "merged", _("merged")


class Likeness(models.TextChoices):
    """What two files share, or what nobody knows of one of them."""

    SAME_NAME = "same_name", _("The names are the same.")
    SAME_INITIAL = "same_initial", _("The surnames are the same, and one first name is only an initial of the other.")
    SIMILAR_SURNAME = "similar_surname", _("The first names are the same, and the surnames differ by a letter or two.")
    SAME_BIRTH = "same_birth", _("The dates of birth are the same.")
    BIRTH_UNKNOWN = "birth_unknown", _("Of at least one of them the date of birth is not known.")
    SAME_EMAIL = "same_email", _("The e-mail addresses are the same.")
    SAME_PHONE = "same_phone", _("The telephone numbers are the same.")
    SAME_ADDRESS = "same_address", _("Postcode and house number are the same.")
