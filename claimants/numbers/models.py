"""The ledger of counts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.dossier.models import ClaimantGroup
from cases.parties.models import Foundation
from claimants.numbers.choices import Measure
from claimants.numbers.querysets import NumberEntryQuerySet


class NumberEntry(models.Model):
    """So many more or fewer of something, from a moment on. Written once, and never about anybody in particular.

    A figure of the past is a sum of these, so it stays what it was when people change or are forgotten.
    """

    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="number_entries",
        verbose_name=_("foundation"),
        help_text=_("Whose count this is."),
    )
    group = models.ForeignKey(
        ClaimantGroup,
        models.PROTECT,
        related_name="number_entries",
        verbose_name=_("group"),
        help_text=_("For which group."),
    )
    measure = models.CharField(_("measure"), max_length=20, choices=Measure, help_text=_("What is counted."))
    delta = models.IntegerField(_("change"), help_text=_("How many more; below zero: fewer."))
    happened_at = models.DateTimeField(_("happened at"), help_text=_("From which moment on it was so."))
    noted_at = models.DateTimeField(_("noted at"), auto_now_add=True, help_text=_("When we got to know it."))
    cause = LineField(_("cause"), max_length=60, help_text=_("The action it follows from, or the source of an import."))

    objects = NumberEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=~Q(delta=0), name="number_entry_changes_something")]
        indexes = [
            models.Index(
                fields=["foundation", "group", "measure", "happened_at", "noted_at", "delta"],
                name="number_entry_as_at",
            )
        ]
        verbose_name = _("change of a number")
        verbose_name_plural = _("numbers by day")

    def __str__(self):
        return f"{self.delta:+d} {self.get_measure_display()}"
