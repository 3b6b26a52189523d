"""When the next step is expected, as staff said it; what they said before stays to be seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import JSONObject
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
    said_on = models.DateField(_("said on"), editable=False, help_text=_("On which day it was said."))
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
    """When the next step is expected, as it was said on a day, and how often that changed since it was first said."""

    earliest: date
    latest: date
    said_on: date
    moved_count: int


def as_said() -> Subquery:
    """What holds for the track and the stage of a stage entry, to annotate it with; `read` makes a value of it."""
    rows = Expectation.objects.filter(case=OuterRef("track__proceeding__case"), stage=OuterRef("stage"))
    rows = rows.filter(Q(group=None) | Q(group=OuterRef("track__group")))
    rows = rows.annotate(times=Window(Count("pk"), partition_by=[F("group")]))
    told = JSONObject(earliest="expected_from", latest="expected_until", said_on="said_on", times="times")
    return Subquery(rows.order_by(F("group").desc(nulls_last=True), "-id").values(told=told)[:1])


def read(told: dict | None) -> Expected | None:
    """The annotation of `as_said` as a value; None when nobody said anything."""
    if told is None:
        return None
    days = [date.fromisoformat(told[name]) for name in ("earliest", "latest", "said_on")]
    return Expected(*days, moved_count=told["times"] - 1)


def together(found: Iterable[Expected | None]) -> Expected | None:
    """One range over several tracks, as wide as the widest; None when nobody said anything of any."""
    said = [one for one in found if one]
    if not said:
        return None
    return Expected(
        min(one.earliest for one in said),
        max(one.latest for one in said),
        min(one.said_on for one in said),
        max(one.moved_count for one in said),
    )
