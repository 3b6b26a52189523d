"""A step for many registrations, the registrations that were chosen for it, and the portions in which it is taken."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base, Waiting
from cases.core.tenancy import FoundationManager, OwnedByFoundation
from cases.dossier.models import Case, ClaimantGroup
from cases.parties.models import Foundation
from claimants.bulk.choices import BulkState, LeftOut, Offered, Work
from claimants.bulk.querysets import BulkPortionQuerySet, BulkRowQuerySet, BulkStepQuerySet
from claimants.registrations.choices import Level, RegistrationState
from claimants.registrations.models import Registration


class BulkStep(OwnedByFoundation, Base):
    """The same step for many registrations of a case, by filter or by list; a second person agrees to large ones."""

    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="bulk_steps",
        verbose_name=_("foundation"),
        help_text=_("Whose file this is."),
    )
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="bulk_steps", verbose_name=_("case"), help_text=_("In which case.")
    )
    group = models.ForeignKey(
        ClaimantGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bulk_steps",
        verbose_name=_("only of group"),
        help_text=_("Empty: all groups of the case."),
    )
    from_state = models.CharField(
        _("only in state"),
        max_length=20,
        blank=True,
        choices=RegistrationState,
        help_text=_("Empty: wherever they stand."),
    )
    level = models.CharField(
        _("only of level"), max_length=12, blank=True, choices=Level, help_text=_("Empty: all levels.")
    )
    registered_from = models.DateField(
        _("only registered from"), null=True, blank=True, help_text=_("First day; empty: from the beginning.")
    )
    registered_until = models.DateField(
        _("only registered until"), null=True, blank=True, help_text=_("Last day, included; empty: until now.")
    )
    is_by_list = models.BooleanField(
        _("by a list"), default=False, editable=False, help_text=_("Whether a list of references was pasted.")
    )
    to_state = models.CharField(_("step"), max_length=20, choices=Offered, help_text=_("Where they go."))
    reason = LineField(
        _("reason"), max_length=300, blank=True, help_text=_("These people read this. Write it in their language.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=BulkState,
        default=BulkState.CHOOSING,
        editable=False,
        help_text=_("Where this stands."),
    )
    unknown_references = models.JSONField(
        _("references not found"), default=list, blank=True, editable=False, help_text=_("Kept for some weeks.")
    )
    unreadable_count = models.PositiveIntegerField(
        _("lines without a reference"), default=0, editable=False, help_text=_("Lines of the list that held none.")
    )
    chosen_count = models.PositiveIntegerField(
        _("chosen"), default=0, editable=False, help_text=_("How many registrations were chosen.")
    )
    fitting_count = models.PositiveIntegerField(
        _("take the step"), default=0, editable=False, help_text=_("How many of them can take the step.")
    )
    code_counts = models.JSONField(
        _("left out"), default=dict, blank=True, editable=False, help_text=_("How many were left out, and why.")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("proposed by"),
        help_text=_("Who chose them."),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved by"),
        help_text=_("Who agreed to a large one: somebody else."),
    )
    approved_at = models.DateTimeField(
        _("approved at"), null=True, blank=True, editable=False, help_text=_("When that was.")
    )
    finished_at = models.DateTimeField(
        _("finished at"), null=True, blank=True, editable=False, help_text=_("When the last one had taken the step.")
    )

    objects = FoundationManager.from_queryset(BulkStepQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "id"], name="bulk_step_of_foundation"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(proposed_by=None) | ~Q(approved_by=F("proposed_by")),
                name="bulk_step_approved_by_somebody_else",
            ),
        ]
        verbose_name = _("step for many")
        verbose_name_plural = _("steps for many")

    def __str__(self):
        return f"{self.get_to_state_display()}: {self.chosen_count} ({str(self.public_id)[:8]})"


class BulkRow(OwnedByFoundation):
    """A registration that was chosen for a step for many, as it stood then; its trace in the history of a person.

    The composite keys of the walls hold `foundation`, `step` and `registration`; plain ones would be looked up once
    more for every row of a million.
    """

    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="bulk_rows",
        db_constraint=False,
        db_index=False,
        verbose_name=_("foundation"),
        help_text=_("Whose file this is."),
    )
    step = models.ForeignKey(
        BulkStep,
        models.PROTECT,
        related_name="rows",
        db_constraint=False,
        db_index=False,
        verbose_name=_("step for many"),
        help_text=_("Chosen for which step."),
    )
    registration = models.ForeignKey(
        Registration,
        models.PROTECT,
        related_name="bulk_rows",
        db_constraint=False,
        verbose_name=_("registration"),
        help_text=_("Which registration."),
    )
    registration_version = models.PositiveIntegerField(
        _("version"), help_text=_("The registration as it was read; a newer one is left alone.")
    )
    from_state = models.CharField(
        _("state before"), max_length=20, choices=RegistrationState, help_text=_("Where it stood.")
    )
    reason_before = LineField(
        _("reason before"), max_length=300, blank=True, help_text=_("What the person read until then.")
    )
    code = models.CharField(
        _("left out because"), max_length=12, blank=True, choices=LeftOut, help_text=_("Empty: it takes the step.")
    )

    objects = FoundationManager.from_queryset(BulkRowQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["registration"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "step", "registration"], name="bulk_row_once_per_step")
        ]
        verbose_name = _("registration in a step for many")
        verbose_name_plural = _("registrations in a step for many")

    def __str__(self):
        return str(self.registration_id)


class BulkPortion(Waiting):
    """A range of registrations for which one worker takes the step, or undoes it, in one transaction. Numbers only."""

    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="bulk_portions",
        verbose_name=_("foundation"),
        help_text=_("For whom this is done."),
    )
    step = models.ForeignKey(
        BulkStep,
        models.PROTECT,
        related_name="portions",
        verbose_name=_("step for many"),
        help_text=_("Of which step."),
    )
    work = models.CharField(_("work"), max_length=6, choices=Work, help_text=_("What is done."))
    first = models.PositiveBigIntegerField(_("first"), default=0, help_text=_("Key of the first registration."))
    last = models.PositiveBigIntegerField(_("last"), default=0, help_text=_("Key of the last registration."))
    row_count = models.PositiveIntegerField(_("rows"), default=0, help_text=_("How many registrations it changed."))

    objects = BulkPortionQuerySet.as_manager()

    class Meta:
        ordering = ["step_id", "first"]
        constraints = [models.UniqueConstraint(fields=["step", "work", "first"], name="bulk_portion_once_per_work")]
        indexes = [models.Index(fields=["state", "due_at"], name="bulk_portion_waiting")]
        verbose_name = _("portion of a step for many")
        verbose_name_plural = _("portions of a step for many")

    def __str__(self):
        return f"{self.first}–{self.last}"
