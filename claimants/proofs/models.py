"""A file that somebody sent in as proof."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base, Waiting
from cases.core.tenancy import FoundationManager, OwnedByFoundation, whose_file
from claimants.proofs.choices import FileKind, ScanResult, Verdict
from claimants.proofs.querysets import ProofQuerySet
from claimants.registrations.models import Registration


class Proof(OwnedByFoundation, Base, Waiting):
    """A file with which somebody shows that they belong to the group, such as a picture of their profile.

    The name it came with is forgotten, and so is what a camera wrote into a picture. The row is also the work: the
    worker claims it and hands the file to the virus scanner.
    """

    foundation = whose_file("proofs")
    registration = models.ForeignKey(
        Registration,
        models.PROTECT,
        related_name="proofs",
        verbose_name=_("registration"),
        help_text=_("What it is a proof for."),
    )
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind, help_text=_("Decided by the content."))
    file = models.FileField(_("file"), max_length=120, blank=True, help_text=_("Under a random name."))
    thumbnail = models.FileField(
        _("small picture"), max_length=120, blank=True, help_text=_("Made here; pictures only.")
    )
    sha256 = models.CharField(_("checksum"), max_length=64, help_text=_("SHA-256 of the file as it is kept."))
    byte_count = models.PositiveIntegerField(_("size in bytes"), help_text=_("Of the file as it is kept."))
    sent_at = models.DateTimeField(_("sent at"), help_text=_("When it came in."))
    scan = models.CharField(
        _("virus scan"), max_length=12, choices=ScanResult, default=ScanResult.NONE, help_text=_("What it found.")
    )
    verdict = models.CharField(
        _("verdict"), max_length=8, choices=Verdict, default=Verdict.NONE, help_text=_("What staff made of it.")
    )
    verdict_reason = LineField(_("reason"), max_length=300, blank=True, help_text=_("Why; the person reads this."))
    reviewed_at = models.DateTimeField(
        _("looked at at"), null=True, blank=True, help_text=_("When a member of staff looked at it.")
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("looked at by"),
        help_text=_("Which member of staff."),
    )
    removed_at = models.DateTimeField(
        _("removed at"), null=True, blank=True, help_text=_("When the file was taken away; the row stays.")
    )

    objects = FoundationManager.from_queryset(ProofQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["foundation", "registration", "sha256"],
                condition=Q(removed_at=None),
                name="proof_once_per_registration",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(file="", thumbnail=""), name="a_removed_proof_has_no_file"
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.REFUSED) | ~Q(verdict_reason=""), name="a_refused_proof_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["foundation", "state", "due_at"], name="proof_waiting")]
        verbose_name = _("proof")
        verbose_name_plural = _("proofs")

    def __str__(self):
        return str(self.public_id)[:8]
