"""A claimant joins a group."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base
from cases.core.tenancy import FoundationManager, OwnedByFoundation, whose_file
from cases.dossier.models import ClaimantGroup
from claimants.people.models import Claimant
from claimants.registrations.choices import Level, RegistrationState
from claimants.registrations.querysets import RegistrationQuerySet, UsePeriodQuerySet


class Registration(OwnedByFoundation, Base):
    """A claimant joined a group through a foundation (aanmelding). It does not make or end membership of the group."""

    foundation = whose_file("registrations")
    claimant = models.ForeignKey(
        Claimant, models.PROTECT, related_name="registrations", verbose_name=_("claimant"), help_text=_("Who joined.")
    )
    group = models.ForeignKey(
        ClaimantGroup,
        models.PROTECT,
        related_name="registrations",
        verbose_name=_("group"),
        help_text=_("Which group."),
    )
    level = models.CharField(
        _("level"), max_length=12, choices=Level, default=Level.PARTICIPANT, help_text=_("How far.")
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=RegistrationState,
        default=RegistrationState.RECEIVED,
        help_text=_("Where it stands."),
    )
    state_reason = LineField(_("reason"), max_length=300, blank=True, help_text=_("Why; the person reads this."))
    registered_at = models.DateTimeField(_("registered at"), help_text=_("When the person joined."))
    left_at = models.DateTimeField(
        _("left at"), null=True, blank=True, editable=False, help_text=_("When the person left; leaving can be undone.")
    )
    state_before_leaving = models.CharField(
        _("state before leaving"),
        max_length=20,
        choices=RegistrationState,
        blank=True,
        editable=False,
        help_text=_("Where it stood, for who comes back in time."),
    )
    source_name = LineField(_("source"), max_length=50, blank=True, help_text=_("Form, import or API key it came by."))
    source_key = LineField(
        _("key in the source"),
        max_length=100,
        blank=True,
        help_text=_("Unique within the source; makes a repeat harmless."),
    )

    objects = FoundationManager.from_queryset(RegistrationQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "id"], name="registration_of_foundation"),
            models.UniqueConstraint(fields=["foundation", "claimant", "group"], name="registration_once_per_group"),
            models.UniqueConstraint(
                fields=["foundation", "source_name", "source_key"],
                condition=~Q(source_key=""),
                name="registration_once_per_source_key",
            ),
        ]
        indexes = [models.Index(fields=["foundation", "group", "state"], name="registration_by_group")]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")

    def __str__(self):
        return str(self.public_id)[:8]


class UsePeriod(OwnedByFoundation, Base):
    """A stretch of days on which somebody used the product, by own account; there may be several of them."""

    foundation = whose_file("use_periods")
    registration = models.ForeignKey(
        Registration,
        models.PROTECT,
        related_name="use_periods",
        verbose_name=_("registration"),
        help_text=_("Of which registration."),
    )
    used_from = models.DateField(
        _("used from"), null=True, blank=True, help_text=_("First day of use; empty when the person does not know.")
    )
    used_until = models.DateField(
        _("used until"), null=True, blank=True, help_text=_("Last day of use; empty while it lasts.")
    )

    objects = FoundationManager.from_queryset(UsePeriodQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["registration", "used_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(used_from=None) | Q(used_until=None) | Q(used_until__gte=F("used_from")),
                name="use_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=Q(used_from__isnull=False) | Q(used_until__isnull=False),
                name="use_has_a_first_or_last_day",
                violation_error_message=_("Fill in the first or the last day of use."),
            ),
        ]
        indexes = [
            models.Index(fields=["foundation", "registration", "used_from", "used_until"], name="use_by_registration")
        ]
        verbose_name = _("period of use")
        verbose_name_plural = _("periods of use")

    def __str__(self):
        return str(self.public_id)[:8]
