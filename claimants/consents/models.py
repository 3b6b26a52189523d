"""Texts in versions, and who saw and accepted which."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField, ProseField
from cases.core.models import Base
from cases.core.tenancy import FoundationManager, OwnedByFoundation, whose_file
from claimants.consents import rules
from claimants.consents.choices import Act, Channel, TermsKind
from claimants.consents.querysets import ConsentQuerySet, TermsQuerySet
from claimants.people.models import Claimant

LONGEST_FREE_LEAVING = 3_650


class TermsVersion(Base):
    """One version of a text that people see or agree to (deelnemersovereenkomst, privacyverklaring).

    A second person approves it; from then on the database refuses every change.
    """

    foundation = whose_file("terms_versions", help_text=_("Whose text this is."))
    kind = models.CharField(_("kind"), max_length=24, choices=TermsKind, help_text=_("What kind of text it is."))
    number = models.PositiveSmallIntegerField(_("version number"), help_text=_("Counts up within the kind."))
    text_nl = ProseField(_("text in Dutch"), max_length=60_000, help_text=_("Exactly as people read it."))
    text_en = ProseField(
        _("text in English"), max_length=60_000, blank=True, help_text=_("Empty: the Dutch text is shown.")
    )
    fee_percent = models.DecimalField(
        _("fee"),
        max_digits=5,
        decimal_places=2,
        default=0,
        help_text=_("Part of the award that goes to the foundation or its funder, in per cent, VAT included."),
    )
    fee_cap_cents = models.PositiveBigIntegerField(
        _("fee at most, in cents"), null=True, blank=True, help_text=_("Per person; empty when there is no maximum.")
    )
    free_withdrawal_days = models.PositiveSmallIntegerField(
        _("days in which leaving is free"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(LONGEST_FREE_LEAVING)],
        help_text=_("Counted from the day after signing; empty: leaving is always free."),
    )
    in_force_from = models.DateField(_("in force from"), help_text=_("The first day on which people see this version."))
    sha256_nl = models.CharField(
        _("fingerprint of the Dutch text"), max_length=64, editable=False, help_text=_("SHA-256 of its exact text.")
    )
    sha256_en = models.CharField(
        _("fingerprint of the English text"),
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("SHA-256 of its exact text."),
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
        help_text=_("Who wrote it last."),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved by"),
        help_text=_("Somebody else than the writer."),
    )
    approved_at = models.DateTimeField(
        _("approved at"), null=True, blank=True, editable=False, help_text=_("From then on it never changes.")
    )

    objects = TermsQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "kind", "number"], name="terms_version_once"),
            models.CheckConstraint(
                condition=Q(fee_percent__gte=0) & Q(fee_percent__lte=100),
                name="terms_fee_is_a_part",
                violation_error_message=_("A fee is between 0 and 100 per cent."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(written_by=None) | ~Q(approved_by=F("written_by")),
                name="terms_approved_by_somebody_else",
            ),
        ]
        verbose_name = _("version of terms")
        verbose_name_plural = _("versions of terms")

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None

    @property
    def fee(self) -> rules.Fee:
        """What the agreement says of money, as the rules read it."""
        return rules.Fee(self.fee_percent, self.fee_cap_cents, self.free_withdrawal_days)

    def shown_in(self, language: str) -> rules.Shown:
        """The exact text somebody reads who asked for this language, and its fingerprint."""
        if language == "en" and self.text_en:
            return rules.Shown("en", self.text_en, self.sha256_en)
        return rules.Shown("nl", self.text_nl, self.sha256_nl)


class Consent(OwnedByFoundation, Base):
    """Somebody was told a text, agreed to it, or withdrew: one row for each act, and no row ever changes.

    It outlives the erasure of the person: the foundation must be able to show what was agreed (art. 7 lid 1 AVG).
    """

    foundation = whose_file("consents")
    claimant = models.ForeignKey(
        Claimant, models.PROTECT, related_name="consents", verbose_name=_("claimant"), help_text=_("About whom.")
    )
    terms = models.ForeignKey(
        TermsVersion, models.PROTECT, related_name="consents", verbose_name=_("terms"), help_text=_("Which text.")
    )
    act = models.CharField(_("act"), max_length=10, choices=Act, help_text=_("What happened."))
    given_at = models.DateTimeField(_("given at"), help_text=_("When it happened."))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, help_text=_("Along which way."))
    language = models.CharField(_("language"), max_length=2, help_text=_("In which language it was shown."))
    text_sha256 = models.CharField(
        _("fingerprint"), max_length=64, help_text=_("SHA-256 of the exact text that was shown.")
    )
    via = models.ForeignKey(
        Claimant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consents_given",
        verbose_name=_("given by"),
        help_text=_("Who acted for a minor; empty when the person acted."),
    )
    note = LineField(_("note"), max_length=200, blank=True, help_text=_("Such as the source of an import."))

    objects = FoundationManager.from_queryset(ConsentQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["id"]
        indexes = [
            models.Index(fields=["foundation", "terms", "claimant"], name="consent_by_terms"),
            models.Index(fields=["foundation", "claimant", "id"], name="consent_by_claimant"),
        ]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self):
        return f"{self.get_act_display()} {self.terms}"
