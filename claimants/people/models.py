"""Claimants and those who act for them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base
from cases.core.tenancy import FoundationManager, OwnedByFoundation
from cases.core.validators import Check
from cases.parties.models import Foundation
from claimants.people.choices import GuardianshipKind
from claimants.people.identity import new_reference
from claimants.people.querysets import ClaimantQuerySet, GuardianshipQuerySet
from claimants.people.rules import is_country_code, is_mailable

MAILABLE = Check(is_mailable, _("Write the part before the @ with plain letters, digits and signs."))
COUNTRY_CODE = Check(is_country_code, _("A country is two capital letters, such as NL."))


class Claimant(OwnedByFoundation, Base):
    """An injured person (gedupeerde) in the file of one foundation.

    Another foundation that knows the same person has a row of its own and never sees this one.
    """

    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="claimants",
        verbose_name=_("foundation"),
        help_text=_("Whose file this is."),
    )
    reference = models.CharField(
        _("reference"),
        max_length=12,
        unique=True,
        default=new_reference,
        editable=False,
        help_text=_("Twelve characters that cannot be misread; safe to say on the phone."),
    )
    full_name = LineField(_("name"), max_length=200, help_text=_("As the person writes it, in one field."))
    called_name = LineField(_("called"), max_length=100, blank=True, help_text=_("How to address this person."))
    email = models.EmailField(
        _("e-mail"),
        max_length=254,
        blank=True,
        validators=[MAILABLE],
        help_text=_("May be shared with relatives; not a key."),
    )
    email_index = models.CharField(
        _("e-mail index"),
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("Keyed hash of the address, for finding it."),
    )
    phone = LineField(_("telephone"), max_length=30, blank=True, help_text=_("With country code."))
    street = LineField(_("street and number"), max_length=200, blank=True, help_text=_("For letters."))
    postcode = LineField(_("postcode"), max_length=12, blank=True, help_text=_("For letters."))
    city = LineField(_("place"), max_length=100, blank=True, help_text=_("For letters."))
    country = models.CharField(
        _("country of residence"),
        max_length=2,
        default="NL",
        validators=[COUNTRY_CODE],
        help_text=_("ISO 3166-1; decides opt-out or opt-in."),
    )
    born_on = models.DateField(
        _("date of birth"), null=True, blank=True, help_text=_("Decides the group; empty for supporters.")
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        default="nl",
        choices=[("nl", "Nederlands"), ("en", "English")],
        help_text=_("In which language we write."),
    )

    objects = FoundationManager.from_queryset(ClaimantQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["foundation", "id"], name="claimant_of_foundation")]
        indexes = [
            models.Index(fields=["foundation", "email_index"], name="claimant_by_email"),
            models.Index(fields=["foundation", "full_name"], name="claimant_by_name"),
        ]
        verbose_name = _("claimant")
        verbose_name_plural = _("claimants")

    def __str__(self):
        return self.reference


class Guardianship(OwnedByFoundation, Base):
    """An adult acts for a minor (wettelijk vertegenwoordiger, art. 1:245 BW) until the eighteenth birthday at most."""

    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="guardianships",
        verbose_name=_("foundation"),
        help_text=_("Whose file this is."),
    )
    minor = models.ForeignKey(
        Claimant,
        models.PROTECT,
        related_name="guardianships",
        verbose_name=_("minor"),
        help_text=_("For whom is acted."),
    )
    guardian = models.ForeignKey(
        Claimant, models.PROTECT, related_name="wards", verbose_name=_("guardian"), help_text=_("Who acts.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=GuardianshipKind,
        default=GuardianshipKind.PARENT,
        help_text=_("On what ground."),
    )
    started_on = models.DateField(_("from"), help_text=_("First day."))
    ended_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Last day; empty: until the eighteenth birthday.")
    )

    objects = FoundationManager.from_queryset(GuardianshipQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["minor", "id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "minor", "guardian"], name="guardianship_once_per_pair"),
            models.CheckConstraint(condition=~Q(minor=F("guardian")), name="nobody_is_their_own_guardian"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="guardianship_ends_after_it_starts"
            ),
        ]
        verbose_name = _("guardianship")
        verbose_name_plural = _("guardianships")

    def __str__(self):
        return str(self.public_id)[:8]
