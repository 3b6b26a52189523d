"""The count of an overlap as each of two foundations has it, and the work of counting."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.models import Base, Waiting
from cases.core.tenancy import FoundationManager, OwnedByFoundation
from cases.dossier.models import Case
from cases.parties.models import Foundation
from claimants.overlaps.choices import OverlapState


class Overlap(OwnedByFoundation, Base):
    """One of the two records of a count: both foundations must agree, and both read the same number."""

    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="overlaps",
        verbose_name=_("foundation"),
        help_text=_("Whose file this is."),
    )
    other = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="overlaps_elsewhere",
        verbose_name=_("with foundation"),
        help_text=_("With whose list ours is compared."),
    )
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="overlaps", verbose_name=_("case"), help_text=_("In which case.")
    )
    count_id = models.UUIDField(
        _("count"), editable=False, help_text=_("The name that both records of one count share.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=OverlapState,
        default=OverlapState.AGREED,
        editable=False,
        help_text=_("Where this stands."),
    )
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("agreed by"),
        help_text=_("Who agreed for this foundation."),
    )
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True, editable=False, help_text=_("When."))
    in_common_count = models.PositiveIntegerField(
        _("in common"), null=True, blank=True, editable=False, help_text=_("Addresses on both lists; empty below ten.")
    )
    counted_at = models.DateTimeField(
        _("counted at"), null=True, blank=True, editable=False, help_text=_("When it was counted.")
    )

    objects = FoundationManager()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "count_id"], name="overlap_once_per_foundation"),
            models.CheckConstraint(condition=~Q(foundation=F("other")), name="overlap_is_between_two"),
        ]
        verbose_name = _("overlap of two lists")
        verbose_name_plural = _("overlaps of lists")

    def __str__(self):
        return str(self.count_id)[:8]


class OverlapCount(Waiting):
    """A count to which both agreed, waiting for a worker. It names foundations and a case, never people."""

    count_id = models.UUIDField(_("count"), unique=True, help_text=_("The name that both records share."))
    first = models.ForeignKey(
        Foundation, models.PROTECT, related_name="+", verbose_name=_("foundation"), help_text=_("Who asked.")
    )
    second = models.ForeignKey(
        Foundation, models.PROTECT, related_name="+", verbose_name=_("with foundation"), help_text=_("Who agreed.")
    )
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="+", verbose_name=_("case"), help_text=_("In which case.")
    )

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "due_at"], name="overlap_count_waiting")]
        verbose_name = _("count of an overlap")
        verbose_name_plural = _("counts of overlaps")

    def __str__(self):
        return str(self.count_id)[:8]
