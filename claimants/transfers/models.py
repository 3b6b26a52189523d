"""The record of a transfer with the foundation that gives, and the one with the foundation that takes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base
from cases.core.tenancy import FoundationManager, OwnedByFoundation
from cases.dossier.models import ClaimantGroup
from cases.parties.models import Foundation
from claimants.consents.choices import Channel
from claimants.consents.models import TermsVersion
from claimants.people.models import Claimant
from claimants.registrations.models import Registration
from claimants.transfers.choices import ArrivalState, TransferState
from claimants.transfers.querysets import OPEN, ArrivalQuerySet, TransferQuerySet


class Transfer(OwnedByFoundation, Base):
    """Somebody wants their registration to go to another foundation; the record of the one that gives (R24).

    The file stays where it is, with its history and receipts: what goes is a copy of what the claim needs.
    """

    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="transfers",
        verbose_name=_("foundation"),
        help_text=_("Whose file this is."),
    )
    registration = models.ForeignKey(
        Registration,
        models.PROTECT,
        related_name="transfers",
        verbose_name=_("registration"),
        help_text=_("Which registration goes."),
    )
    to_foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="transfers_in",
        verbose_name=_("to foundation"),
        help_text=_("Who gets it."),
    )
    to_group = models.ForeignKey(
        ClaimantGroup,
        models.PROTECT,
        related_name="transfers_in",
        verbose_name=_("to group"),
        help_text=_("The group of the same case for which that foundation acts."),
    )
    terms = models.ForeignKey(
        TermsVersion,
        models.PROTECT,
        related_name="transfers",
        verbose_name=_("terms"),
        help_text=_("The text the person agreed to."),
    )
    asked_at = models.DateTimeField(_("asked at"), help_text=_("When the person asked for it."))
    channel = models.CharField(_("by way of"), max_length=10, choices=Channel, help_text=_("Along which way."))
    evidence = LineField(
        _("evidence"), max_length=200, blank=True, help_text=_("Where the signed letter or the mail is kept.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=TransferState,
        default=TransferState.ASKED,
        help_text=_("Where this stands."),
    )
    package_sha256 = models.CharField(
        _("fingerprint of the package"), max_length=64, blank=True, help_text=_("SHA-256 of what was sealed and sent.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
        help_text=_("Who noted the request; empty: the person on their own page."),
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("offered by"),
        help_text=_("Somebody else than who noted it."),
    )
    sent_at = models.DateTimeField(_("offered at"), null=True, blank=True, help_text=_("When it was offered."))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, help_text=_("When it came to its end."))
    close_reason = LineField(_("reason"), max_length=300, blank=True, help_text=_("Why it was refused or taken back."))

    objects = FoundationManager.from_queryset(TransferQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["foundation", "registration"], condition=Q(state__in=OPEN), name="transfer_one_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(foundation=F("to_foundation")), name="transfer_goes_elsewhere"),
            models.CheckConstraint(
                condition=Q(sent_by=None) | Q(recorded_by=None) | ~Q(sent_by=F("recorded_by")),
                name="transfer_offered_by_somebody_else",
            ),
        ]
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")

    def __str__(self):
        return str(self.public_id)[:8]

    @property
    def is_open(self) -> bool:
        """Whether it can still be taken back."""
        return self.state in OPEN


class Arrival(OwnedByFoundation, Base):
    """What another foundation offers, in a sealed package; the record of the one that takes.

    It names the record of the giver by its public id only. Before acceptance nobody reads who it is; on any other end
    the package is emptied.
    """

    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="arrivals",
        verbose_name=_("foundation"),
        help_text=_("Whose file this is."),
    )
    from_foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="arrivals_out",
        verbose_name=_("from foundation"),
        help_text=_("Who offers it."),
    )
    transfer_id = models.UUIDField(_("transfer"), help_text=_("The name of the record with the other foundation."))
    group = models.ForeignKey(
        ClaimantGroup, models.PROTECT, related_name="arrivals", verbose_name=_("group"), help_text=_("For which group.")
    )
    consented_at = models.DateTimeField(_("consented at"), help_text=_("When the person agreed to it."))
    terms_sha256 = models.CharField(
        _("fingerprint of the text"), max_length=64, help_text=_("SHA-256 of the text the person agreed to.")
    )
    package = models.JSONField(_("package"), default=dict, blank=True, help_text=_("What the claim needs, copied."))
    package_sha256 = models.CharField(
        _("fingerprint of the package"), max_length=64, help_text=_("SHA-256 of what was sealed and sent.")
    )
    declarations = models.JSONField(
        _("declarations with the other foundation"),
        default=list,
        blank=True,
        help_text=_("Kind, moment and place in the other chain; their words stay there."),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ArrivalState,
        default=ArrivalState.OFFERED,
        help_text=_("Where this stands."),
    )
    reason = LineField(_("reason"), max_length=300, blank=True, help_text=_("Why it was refused; the person reads it."))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
        help_text=_("Who accepted or refused it."),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, help_text=_("When that was."))
    claimant = models.ForeignKey(
        Claimant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="arrivals",
        verbose_name=_("claimant"),
        help_text=_("The new file of the person; empty before acceptance."),
    )
    registration = models.ForeignKey(
        Registration,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="arrivals",
        verbose_name=_("registration"),
        help_text=_("The new registration."),
    )

    objects = FoundationManager.from_queryset(ArrivalQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "transfer_id"], name="arrival_once_per_transfer"),
            models.CheckConstraint(condition=~Q(foundation=F("from_foundation")), name="arrival_comes_from_elsewhere"),
        ]
        verbose_name = _("arrival from another foundation")
        verbose_name_plural = _("arrivals from other foundations")

    def __str__(self):
        return str(self.public_id)[:8]
