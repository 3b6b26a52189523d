"""The days closed by decree that staff added."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.calendar.choices import STANDING, DecreeState
from cases.calendar.querysets import DecreeDayQuerySet
from cases.core.fields import LineField
from cases.core.models import Base
from cases.law import closed_days


class DecreeDay(Base):
    """A day equated with a holiday by royal decree (art. 3 lid 3 ATW), beside those in the law's own list.

    It closes nothing until two people accepted what it does to the open deadlines.
    """

    closed_on = models.DateField(_("closed day"), help_text=_("The day that the decree equates with a holiday."))
    decree = LineField(
        _("decree"), max_length=200, help_text=_("Its name, such as Besluit gelijkgestelde dagen 2029-2031.")
    )
    source = LineField(
        _("source"), max_length=200, help_text=_("Where you read it, such as Staatscourant 2028, 12345.")
    )
    valid_from = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("The day the decree took effect, if you know it.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=DecreeState,
        default=DecreeState.PROPOSED,
        help_text=_("Whether terms are counted with it."),
    )
    state_reason = LineField(
        _("reason"), max_length=300, blank=True, help_text=_("Why it was rejected or should be withdrawn.")
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("added by"),
        help_text=_("Who entered it."),
    )

    objects = DecreeDayQuerySet.as_manager()

    class Meta:
        ordering = ["-closed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["closed_on"],
                condition=Q(state__in=STANDING),
                name="decree_day_once",
                violation_error_message=_("This day was entered before."),
            )
        ]
        verbose_name = _("decree day")
        verbose_name_plural = _("decree days")

    def __str__(self):
        return f"{self.closed_on:%d-%m-%Y} · {self.decree}"

    def as_law(self) -> closed_days.DecreeDay:
        """The day as the law counts with it."""
        return closed_days.DecreeDay(self.closed_on, f"{self.decree}, {self.source}", self.valid_from)
