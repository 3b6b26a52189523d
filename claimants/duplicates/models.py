"""Two files of one foundation that may be of the same person."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.models import Base
from cases.core.tenancy import FoundationManager, OwnedByFoundation, whose_file
from claimants.duplicates.choices import Likeness, PairState
from claimants.duplicates.querysets import PairQuerySet
from claimants.people.models import Claimant


class Pair(OwnedByFoundation, Base):
    """A suggestion and what became of it; it stays, so that nobody has to say "not the same" twice."""

    foundation = whose_file("pairs")
    first = models.ForeignKey(
        Claimant, models.PROTECT, related_name="pairs", verbose_name=_("older file"), help_text=_("Who came first.")
    )
    second = models.ForeignKey(
        Claimant,
        models.PROTECT,
        related_name="pairs_as_second",
        verbose_name=_("newer file"),
        help_text=_("Who came later."),
    )
    score = models.PositiveSmallIntegerField(
        _("score"), help_text=_("From 50 to 100; the reasons say where it comes from.")
    )
    reasons = models.JSONField(_("reasons"), default=list, help_text=_("What the files share."))
    state = models.CharField(
        _("state"), max_length=12, choices=PairState, default=PairState.OPEN, help_text=_("What staff decided.")
    )
    steps = models.JSONField(
        _("steps"), default=list, blank=True, editable=False, help_text=_("What merging changed, row by row.")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, help_text=_("When staff decided."))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("decided by"),
        help_text=_("Who decided."),
    )

    objects = FoundationManager.from_queryset(PairQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_has_the_older_file_first"),
        ]
        indexes = [models.Index(fields=["foundation", "state", "-score"], name="pair_by_score")]
        verbose_name = _("possible double")
        verbose_name_plural = _("possible doubles")

    def __str__(self):
        return str(self.public_id)[:8]

    @property
    def shown_reasons(self) -> list[str]:
        return [Likeness(reason).label for reason in self.reasons]

    @cached_property
    def both(self) -> list[Claimant]:
        """The two files, the older first, with what they are registered for."""
        pair = Claimant.objects.filter(pk__in=[self.first_id, self.second_id]).order_by("pk")
        return list(pair.prefetch_related("registrations__group__case"))
