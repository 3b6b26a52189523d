"""Claimants and those who act for them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base
from cases.core.tenancy import FoundationManager, OwnedByFoundation, whose_file
from cases.core.validators import Check
from claimants.people.choices import GuardianshipKind
from claimants.people.identity import new_reference
from claimants.people.querysets import (
    ClaimantQuerySet,
    ComingOfAgeQuerySet,
    EmailChangeQuerySet,
    GuardianshipQuerySet,
)
from claimants.people.rules import is_country_code, is_mailable

MAILABLE = Check(is_mailable, _("Write the part before the @ with plain letters, digits and signs."))
COUNTRY_CODE = Check(is_country_code, _("A country is two capital letters, such as NL."))


class Claimant(OwnedByFoundation, Base):
    """An injured person (gedupeerde) in the file of one foundation.

    Another foundation that knows the same person has a row of its own and never sees this one.
    """

    foundation = whose_file("claimants")
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
    resident_from = models.DateField(
        _("lives there since"), null=True, blank=True, help_text=_("First day in that country; empty when unknown.")
    )
    country_before = models.CharField(
        _("country before that"),
        max_length=2,
        blank=True,
        validators=[COUNTRY_CODE],
        help_text=_("Where the person lived before; matters where the court named a day."),
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
    is_contested = models.BooleanField(
        _("contested"),
        default=False,
        editable=False,
        help_text=_(
            "Those who act for this minor disagree: until it is settled only staff act, and nobody else looks."
        ),
    )
    restricted_at = models.DateTimeField(
        _("left alone since"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Since when the data is only kept: no mail, no changes (art. 18 AVG)."),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="merged_files",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("merged into"),
        help_text=_("The file of the same person that stays; from then on nothing happens in this one."),
    )
    erased_at = models.DateTimeField(
        _("erased at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("When the data was erased; what stays are receipts without a name."),
    )

    objects = FoundationManager.from_queryset(ClaimantQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["foundation", "id"], name="claimant_of_foundation")]
        indexes = [
            models.Index(fields=["foundation", "email_index"], name="claimant_by_email"),
            models.Index(fields=["foundation", "full_name"], name="claimant_by_name"),
            models.Index(fields=["foundation", "born_on"], name="claimant_by_birth"),
        ]
        verbose_name = _("claimant")
        verbose_name_plural = _("claimants")

    def __str__(self):
        return self.reference


class Guardianship(OwnedByFoundation, Base):
    """An adult acts for a minor (wettelijk vertegenwoordiger, art. 1:245 BW) until the eighteenth birthday at most."""

    foundation = whose_file("guardianships")
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
            models.CheckConstraint(
                condition=~Q(minor=F("guardian")),
                name="nobody_is_their_own_guardian",
                violation_error_message=_("Nobody acts for themselves. Choose another person."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="guardianship_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first."),
            ),
        ]
        verbose_name = _("guardianship")
        verbose_name_plural = _("guardianships")

    def __str__(self):
        return str(self.public_id)[:8]


class EmailChange(OwnedByFoundation, Base):
    """Somebody wants mail at another address: a code mailed there proves it, and the old one lets in for days more.

    The row holds both addresses and is erased when the old one stops letting in; the journal keeps that it happened.
    """

    foundation = whose_file("email_changes")
    claimant = models.ForeignKey(
        Claimant,
        models.PROTECT,
        related_name="email_changes",
        verbose_name=_("claimant"),
        help_text=_("Whose address it is."),
    )
    from_email = models.EmailField(
        _("from"), max_length=254, blank=True, help_text=_("The address that stood there before; empty for none.")
    )
    from_index = models.CharField(
        _("e-mail index"), max_length=64, blank=True, help_text=_("Keyed hash of the old address, for finding it.")
    )
    to_email = models.EmailField(
        _("to"), max_length=254, validators=[MAILABLE], help_text=_("The address that was typed.")
    )
    code_hash = models.CharField(
        _("code"), max_length=64, blank=True, help_text=_("Keyed hash of the code mailed to the new address.")
    )
    try_count = models.PositiveSmallIntegerField(_("tries"), default=0, help_text=_("Wrong codes so far; five end it."))
    expires_at = models.DateTimeField(_("expires at"), help_text=_("Until when the code can be typed."))
    confirmed_at = models.DateTimeField(
        _("confirmed at"), null=True, blank=True, help_text=_("When the code was typed and the address changed.")
    )
    closes_at = models.DateTimeField(
        _("closes at"), null=True, blank=True, help_text=_("Until when the old address still lets in.")
    )
    undone_at = models.DateTimeField(
        _("undone at"), null=True, blank=True, help_text=_("When it was put back from the old address.")
    )

    objects = FoundationManager.from_queryset(EmailChangeQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-id"]
        indexes = [models.Index(fields=["foundation", "from_index"], name="email_change_by_old_address")]
        verbose_name = _("change of an e-mail address")
        verbose_name_plural = _("changes of e-mail addresses")

    def __str__(self):
        return str(self.public_id)[:8]


class ComingOfAge(OwnedByFoundation, Base):
    """The eighteenth birthday of somebody who came in as a minor: what was said of it, and when it was done."""

    foundation = whose_file("comings_of_age")
    claimant = models.ForeignKey(
        Claimant,
        models.PROTECT,
        related_name="comings_of_age",
        verbose_name=_("claimant"),
        help_text=_("Who turns eighteen."),
    )
    announced_at = models.DateTimeField(
        _("announced at"), null=True, blank=True, help_text=_("When both were told that the day is near.")
    )
    turned_at = models.DateTimeField(
        _("done at"), null=True, blank=True, help_text=_("When the file was handed over, on the day or soon after.")
    )

    objects = FoundationManager.from_queryset(ComingOfAgeQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["foundation", "claimant"], name="coming_of_age_once")]
        verbose_name = _("coming of age")
        verbose_name_plural = _("comings of age")

    def __str__(self):
        return str(self.public_id)[:8]
