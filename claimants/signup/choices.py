"""Closed lists of signing up."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class About(models.TextChoices):
    """About whom a sign-up is; asked first, so that nothing else is asked of a child."""

    ADULT = "adult", _("About me. I am 18 or older.")
    YOUNG = "young", _("About me. I am 16 or 17.")
    ALONE = "alone", _("About me. I am 15 or younger.")
    PARENT = "parent", _("About my child, younger than 18.")
    GUARDIAN = "guardian", _("About a child whose guardian I am.")


class SignUpState(models.TextChoices):
    """Where a sign-up stands before it is a registration."""

    OPEN = "open", _("being filled in")
    GUARDIAN_PENDING = "guardian_pending", _("waits for a parent")
    FINISHED = "finished", _("finished")


class Uses(models.TextChoices):
    """Whether somebody used the product, as far as they know."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("I do not know")
