"""Closed lists of steps for many."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from claimants.registrations.choices import RegistrationState


class BulkState(models.TextChoices):
    """Where a step for many stands, from the choice to the way back."""

    CHOOSING = "choosing", _("being put together")
    PROPOSED = "proposed", _("waits for a decision")
    APPROVAL = "approval", _("waits for a second person")
    RUNNING = "running", _("running")
    FINISHED = "finished", _("done")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    CANCELLED = "cancelled", _("cancelled")


class Offered(models.TextChoices):
    """The states that many registrations may be put in at once."""

    IN_REVIEW = RegistrationState.IN_REVIEW.value, _("being checked")
    VERIFIED = RegistrationState.VERIFIED.value, _("complete")
    NOT_ELIGIBLE = RegistrationState.NOT_ELIGIBLE.value, _("does not fit")
    WITHDRAWN = RegistrationState.WITHDRAWN.value, _("stopped")


class LeftOut(models.TextChoices):
    """Why a registration that was chosen does not take the step, or not back."""

    SAME = "same", _("stood there already")
    CANNOT = "cannot", _("this step cannot follow on where it stands")
    KEPT = "kept", _("the data of this person is only kept (art. 18 AVG), or stands in another file")
    CONTESTED = "contested", _("it is contested who acts for this minor")
    MEANWHILE = "meanwhile", _("somebody changed it meanwhile")
    NOT_UNDONE = "not_undone", _("somebody changed it after the step, so it was not undone")


class Work(models.TextChoices):
    """What a worker does with a portion."""

    CHOOSE = "choose", _("put together")
    APPLY = "apply", _("take the step")
    UNDO = "undo", _("undo")
