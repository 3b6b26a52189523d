"""Closed lists of signing in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a mailed code opens."""

    SIGN_IN = "sign_in", _("sign in")
    SIGN_UP = "sign_up", _("join a case")
    STEP_UP = "step_up", _("prove the mailbox again")
