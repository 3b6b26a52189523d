"""Sittings of the court, and how their dates moved."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base
from cases.dossier.models import Case
from cases.parties.models import SOURCE_HELP, Court
from cases.proceedings.choices import HearingState
from cases.proceedings.querysets import HearingQuerySet


class Hearing(Base):
    """A planned sitting of the court (zitting), with the history of its moved dates."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="hearings", verbose_name=_("case"), help_text=_("Which case.")
    )
    proceedings = models.ManyToManyField(
        "cases.Proceeding",
        related_name="hearings",
        verbose_name=_("proceedings"),
        help_text=_("Which proceedings are heard."),
    )
    court = models.ForeignKey(
        Court,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hearings",
        verbose_name=_("court"),
        help_text=_("Where."),
    )
    subject = LineField(_("subject"), max_length=200, help_text=_("What it is about, in Dutch."))
    planned_on = models.DateField(_("date"), help_text=_("The day it is planned for now."))
    starts_at = models.TimeField(
        _("time"), null=True, blank=True, help_text=_("Local time in the Netherlands; empty when unknown.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=HearingState, default=HearingState.PLANNED, help_text=_("What became of it.")
    )
    state_reason = LineField(
        _("reason"), max_length=300, blank=True, help_text=_("Why it was cancelled, when that is known.")
    )
    is_public = models.BooleanField(_("public"), default=True, help_text=_("Whether the public can see it."))
    source = LineField(_("source"), max_length=300, blank=True, help_text=SOURCE_HELP)

    objects = HearingQuerySet.as_manager()

    class Meta:
        ordering = ["planned_on", "id"]
        verbose_name = _("hearing")
        verbose_name_plural = _("hearings")

    def __str__(self):
        return f"{self.subject} {self.planned_on}"


class HearingMove(Base):
    """A hearing went from one day to another; dates move both ways."""

    hearing = models.ForeignKey(
        Hearing, models.PROTECT, related_name="moves", verbose_name=_("hearing"), help_text=_("Which hearing.")
    )
    from_on = models.DateField(_("from"), help_text=_("The day it was planned for."))
    to_on = models.DateField(_("to"), help_text=_("The day it went to."))
    reason = LineField(_("reason"), max_length=300, help_text=_("Why it moved."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Who entered it."),
    )

    class Meta:
        ordering = ["hearing", "id"]
        verbose_name = _("moved date")
        verbose_name_plural = _("moved dates")

    def __str__(self):
        return f"{self.from_on} → {self.to_on}"
