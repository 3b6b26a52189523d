"""When the next step is expected, as staff said it; what they said before stays to be seen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base
from cases.dossier.models import Case, ClaimantGroup
from cases.law.stages import STAGES


class Expectation(Base):
    """Between which days the step after a stage is expected; never edited: what changed is said anew.

    An expectation of a group goes before one of the whole case, and a later one before an earlier one.
    """

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="expectations", verbose_name=_("case"), help_text=_("Which case.")
    )
    group = models.ForeignKey(
        ClaimantGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="expectations",
        verbose_name=_("group"),
        help_text=_("Only for this group; empty: for the whole case."),
    )
    stage = models.CharField(
        _("stage"), max_length=40, editable=False, help_text=_("The stage after which the step comes.")
    )
    expected_from = models.DateField(_("not before"), help_text=_("The first day on which it may come."))
    expected_until = models.DateField(_("at the latest"), help_text=_("The last day on which it may come."))
    reason = LineField(_("reason"), max_length=300, blank=True, help_text=_("On what it rests; for staff."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Who entered it."),
    )

    class Meta:
        ordering = ["case", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expected_until__gte=F("expected_from")), name="expectation_ends_after_it_begins"
            )
        ]
        verbose_name = _("expected step")
        verbose_name_plural = _("expected steps")

    def __str__(self):
        return f"{self.expected_from} – {self.expected_until}"

    @property
    def stage_name(self) -> str:
        return STAGES[self.stage].nl if self.stage in STAGES else self.stage


@dataclass(frozen=True, slots=True)
class Expected:
    """When the next step is expected now, and how often that changed since it was first said."""

    earliest: date
    latest: date
    moved_count: int


def expected(
    rows: Iterable[Expectation], *, groups: Collection[int | None], stage: str | None, since: date | None = None
) -> Expected | None:
    """What holds of these rows, oldest first, for a group in a stage; None when nobody said anything.

    `since` is when something came in between, such as a stay: what was said before that day no longer holds.
    """
    fitting = [row for row in rows if row.stage == stage and (row.group_id is None or row.group_id in groups)]
    said = [row for row in fitting if row.group_id] or fitting
    if not said or (since and timezone.localdate(said[-1].created_at) < since):
        return None
    return Expected(said[-1].expected_from, said[-1].expected_until, len(said) - 1)
