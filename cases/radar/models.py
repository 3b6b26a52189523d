"""A proposal to move deadlines because the law changed, and the change of each."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.calendar.models import DecreeDay
from cases.core.fields import LineField
from cases.core.models import Base, Waiting
from cases.deadlines.models import Deadline
from cases.radar.choices import Cause, ShiftState, SurveyKind, SurveyState
from cases.radar.querysets import ShiftQuerySet, SurveyQuerySet
from cases.radar.wording import difference


class Survey(Base):
    """All open computed deadlines counted anew, and what differs (radar). Two different people must accept it."""

    kind = models.CharField(_("reason"), max_length=10, choices=SurveyKind, help_text=_("Why it was made."))
    decree_day = models.ForeignKey(
        DecreeDay,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="surveys",
        verbose_name=_("decree day"),
        help_text=_("The day it is about; empty when a rule changed."),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=SurveyState,
        default=SurveyState.PROPOSED,
        help_text=_("Whether people accepted it."),
    )
    counted_count = models.PositiveIntegerField(
        _("deadlines counted"), default=0, help_text=_("How many open deadlines were counted anew.")
    )
    uncounted_count = models.PositiveIntegerField(
        _("deadlines not counted"), default=0, help_text=_("Their rule is gone or counts no longer: look by hand.")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
        help_text=_("Whose action made it; empty when the clock did."),
    )
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("first acceptance by"),
        help_text=_("The first of the two people."),
    )
    first_at = models.DateTimeField(_("first acceptance at"), null=True, blank=True, help_text=_("When that was."))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
        help_text=_("The second person who accepted, or who rejected it."),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, help_text=_("When that was."))
    decision_reason = LineField(
        _("reason of the rejection"), max_length=300, blank=True, help_text=_("Why nothing moved.")
    )

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(state=SurveyState.PROPOSED, kind=SurveyKind.RECOUNT),
                name="survey_of_rules_once",
            ),
            models.UniqueConstraint(
                fields=["decree_day"], condition=Q(state=SurveyState.PROPOSED), name="survey_once_per_decree_day"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SurveyState.APPLYING, SurveyState.APPLIED])
                | Q(first_by__isnull=False, decided_by__isnull=False) & ~Q(first_by=F("decided_by")),
                name="survey_accepted_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(kind=SurveyKind.RECOUNT, decree_day=None)
                | ~Q(kind=SurveyKind.RECOUNT) & Q(decree_day__isnull=False),
                name="survey_names_its_decree_day",
            ),
        ]
        verbose_name = _("change of the law")
        verbose_name_plural = _("changes of the law")

    def __str__(self):
        about = self.decree_day or f"{self.created_at:%d-%m-%Y}"
        return f"{self.get_kind_display()}: {about}"

    @property
    def is_proposed(self) -> bool:
        """Whether it still waits for people."""
        return self.state == SurveyState.PROPOSED


class Portion(Waiting):
    """A range of the changes of an accepted proposal, carried out in one transaction."""

    survey = models.ForeignKey(
        Survey, models.PROTECT, related_name="portions", verbose_name=_("proposal"), help_text=_("Of which proposal.")
    )
    first = models.PositiveBigIntegerField(_("first"), help_text=_("The first change of the range, by its number."))
    last = models.PositiveBigIntegerField(_("last"), help_text=_("The last change of the range, by its number."))

    class Meta:
        ordering = ["survey", "first"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "first"], name="portion_once_per_first_change"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="portion_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="portion_waiting")]
        verbose_name = _("portion of a proposal")
        verbose_name_plural = _("portions of a proposal")

    def __str__(self):
        return f"{self.survey} {self.first}–{self.last}"


class Shift(models.Model):
    """What one deadline would become: another last day, or the same day by another version of its rule."""

    survey = models.ForeignKey(
        Survey, models.PROTECT, related_name="shifts", verbose_name=_("proposal"), help_text=_("In which proposal.")
    )
    deadline = models.ForeignKey(
        Deadline, models.PROTECT, related_name="shifts", verbose_name=_("deadline"), help_text=_("Of which deadline.")
    )
    deadline_version = models.PositiveIntegerField(
        _("version"), help_text=_("The deadline as it was read; a newer one is left alone.")
    )
    old_ends_on = models.DateField(_("last day now"), help_text=_("The last day when it was counted anew."))
    new_ends_on = models.DateField(_("new last day"), help_text=_("The last day that the law counts."))
    days = models.IntegerField(_("days"), help_text=_("How many days later; below zero it ends earlier."))
    term_version = models.CharField(
        _("version of the term"), max_length=20, help_text=_("Which wording of the rule counts now.")
    )
    cause = models.CharField(_("because"), max_length=10, choices=Cause, help_text=_("Why it differs."))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ShiftState,
        default=ShiftState.WAITING,
        help_text=_("Whether the deadline was changed."),
    )

    objects = ShiftQuerySet.as_manager()

    class Meta:
        ordering = ["days", "new_ends_on", "id"]
        constraints = [models.UniqueConstraint(fields=["survey", "deadline"], name="shift_once_per_deadline")]
        verbose_name = _("changed deadline")
        verbose_name_plural = _("changed deadlines")

    def __str__(self):
        return f"{self.old_ends_on:%d-%m-%Y} → {self.new_ends_on:%d-%m-%Y}"

    @property
    def difference(self) -> str:
        """How much later or earlier, in words."""
        return difference(self.days)
