"""Closed lists of the staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member of staff may do for one foundation."""

    LAWYER = "lawyer", _("lawyer")
    CASE_MANAGER = "case_manager", _("case manager")
    HELPDESK = "helpdesk", _("help desk")
    COMMUNICATION = "communication", _("communication")
    FINANCE = "finance", _("finance")
    BOARD = "board", _("board member")
    AUDITOR = "auditor", _("supervisor or funder, figures only")
    ADMINISTRATOR = "administrator", _("administrator")
