"""Who takes part: foundations, defendants, courts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField, ProseField
from cases.core.models import Base
from cases.core.validators import Check
from cases.parties.choices import DefendantKind, Instance, LegalForm
from cases.parties.rules import is_kvk_number, is_rsin

VALID_KVK_NUMBER = Check(is_kvk_number, _("A KvK number has exactly eight digits."))
VALID_RSIN = Check(is_rsin, _("An RSIN has nine digits that pass the eleven test."))
SOURCE_HELP = _("Where this was read; empty when nobody wrote it down.")


class Foundation(Base):
    """An organisation that claims for others: a foundation or association (art. 3:305a BW)."""

    slug = models.SlugField(
        _("short address"), max_length=50, unique=True, help_text=_("Used in addresses; never reused.")
    )
    name = LineField(_("name"), max_length=200, help_text=_("The statutory name, in full."))
    short_name = LineField(_("short name"), max_length=50, help_text=_("What staff and press call it."))
    legal_form = models.CharField(
        _("legal form"),
        max_length=12,
        choices=LegalForm,
        default=LegalForm.UNKNOWN,
        help_text=_("As in the trade register."),
    )
    kvk_number = models.CharField(
        _("KvK number"),
        max_length=8,
        blank=True,
        validators=[VALID_KVK_NUMBER],
        help_text=_("Eight digits of the trade register."),
    )
    rsin = models.CharField(
        _("RSIN"),
        max_length=9,
        blank=True,
        validators=[VALID_RSIN],
        help_text=_("Nine digits that pass the eleven test."),
    )
    seat = LineField(_("seat"), max_length=100, blank=True, help_text=_("The place of the statutory seat."))
    website = models.URLField(_("website"), blank=True, help_text=_("Where art. 3:305a lid 2 d BW information stands."))
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Where claimants can write to."))
    phone = LineField(_("telephone"), max_length=30, blank=True, help_text=_("Where claimants can call."))
    postal_address = ProseField(
        _("postal address"), blank=True, max_length=300, help_text=_("Where claimants can write to.")
    )
    source = LineField(_("source"), max_length=300, blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ["name"]
        verbose_name = _("foundation")
        verbose_name_plural = _("foundations")

    def __str__(self):
        return self.name


class Dated(Base):
    """Something that holds from one day to another."""

    started_on = models.DateField(_("from"), null=True, blank=True, help_text=_("First day; empty when unknown."))
    ended_on = models.DateField(_("until"), null=True, blank=True, help_text=_("Last day; empty while it lasts."))
    source = LineField(_("source"), max_length=300, blank=True, help_text=SOURCE_HELP)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(started_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="%(class)s_ends_after_it_starts",
            )
        ]


class Funder(Base):
    """A company that pays for the action against a share of the result (procesfinancier)."""

    name = LineField(_("name"), max_length=200, unique=True, help_text=_("The name under which it funds."))
    website = models.URLField(_("website"), blank=True, help_text=_("Its own site."))

    class Meta:
        ordering = ["name"]
        verbose_name = _("funder")
        verbose_name_plural = _("funders")

    def __str__(self):
        return self.name


class Funding(Dated):
    """A funder pays for a foundation's actions, for a time (art. 3:305a lid 2 c BW)."""

    foundation = models.ForeignKey(
        Foundation, models.PROTECT, related_name="fundings", verbose_name=_("foundation"), help_text=_("Who is funded.")
    )
    funder = models.ForeignKey(
        Funder, models.PROTECT, related_name="fundings", verbose_name=_("funder"), help_text=_("Who pays.")
    )
    share_percentage = models.DecimalField(
        _("share"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Per cent of the result for the funder."),
    )

    class Meta(Dated.Meta):
        ordering = ["foundation", "started_on", "id"]
        verbose_name = _("funding")
        verbose_name_plural = _("fundings")

    def __str__(self):
        return f"{self.funder} → {self.foundation}"


class Support(Dated):
    """An organisation that stands behind a foundation without being a party."""

    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="supports",
        verbose_name=_("foundation"),
        help_text=_("Who is supported."),
    )
    name = LineField(_("supporting organisation"), max_length=200, help_text=_("Who supports it."))
    website = models.URLField(_("website"), blank=True, help_text=_("Its own site."))

    class Meta(Dated.Meta):
        ordering = ["foundation", "name"]
        verbose_name = _("support")
        verbose_name_plural = _("supports")

    def __str__(self):
        return f"{self.name} → {self.foundation}"


class Spokesperson(Dated):
    """A person who speaks for a foundation in public, in a role, for a time."""

    foundation = models.ForeignKey(
        Foundation, models.PROTECT, related_name="spokespersons", verbose_name=_("foundation"), help_text=_("For whom.")
    )
    name = LineField(_("name"), max_length=200, help_text=_("As the press writes it."))
    role = LineField(_("role"), max_length=100, help_text=_("Such as chair or director."))
    organisation = LineField(
        _("organisation"), max_length=200, blank=True, help_text=_("When it is not the foundation itself.")
    )

    class Meta(Dated.Meta):
        ordering = ["foundation", "name", "started_on"]
        verbose_name = _("spokesperson")
        verbose_name_plural = _("spokespersons")

    def __str__(self):
        return f"{self.name}, {self.role}"


class Concern(Base):
    """A group of companies under one name, such as TikTok with ByteDance above it."""

    slug = models.SlugField(
        _("short address"), max_length=60, unique=True, help_text=_("Used in addresses; never reused.")
    )
    name = LineField(_("name"), max_length=200, help_text=_("What the public calls it."))
    parent_name = LineField(_("parent company"), max_length=200, blank=True, help_text=_("The company at the top."))
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Where the parent sits, ISO 3166-1.")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")

    def __str__(self):
        return self.name


class Product(Base):
    """A product or service of a concern that people used."""

    concern = models.ForeignKey(
        Concern, models.PROTECT, related_name="products", verbose_name=_("concern"), help_text=_("Who offers it.")
    )
    name = LineField(_("name"), max_length=100, help_text=_("As users know it."))

    class Meta:
        ordering = ["concern", "name"]
        constraints = [models.UniqueConstraint(fields=["concern", "name"], name="product_once_per_concern")]
        verbose_name = _("product")
        verbose_name_plural = _("products")

    def __str__(self):
        return self.name


class Defendant(Base):
    """Whom the action is against (gedaagde); often one of many companies of a concern."""

    slug = models.SlugField(
        _("short address"), max_length=80, unique=True, help_text=_("Used in addresses; never reused.")
    )
    name = LineField(_("name"), max_length=200, help_text=_("As in the writ, or the pseudonym of the public copy."))
    kind = models.CharField(
        _("kind"), max_length=10, choices=DefendantKind, default=DefendantKind.COMPANY, help_text=_("What it is.")
    )
    concern = models.ForeignKey(
        Concern,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="defendants",
        verbose_name=_("concern"),
        help_text=_("The group of companies it belongs to."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subsidiaries",
        verbose_name=_("parent"),
        help_text=_("The company directly above it, when that is known."),
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Where it sits, ISO 3166-1; empty when unknown.")
    )
    source = LineField(_("source"), max_length=300, blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ["name"]
        verbose_name = _("defendant")
        verbose_name_plural = _("defendants")

    def __str__(self):
        return self.name


class Court(Base):
    """A court that decides, under its ECLI code."""

    code = models.CharField(
        _("ECLI code"), max_length=7, unique=True, help_text=_("Such as RBAMS; the court part of an ECLI.")
    )
    name = LineField(_("name"), max_length=100, help_text=_("In Dutch, as the judiciary writes it."))
    instance = models.CharField(
        _("instance"), max_length=10, choices=Instance, help_text=_("At which level it decides.")
    )
    docket_part = models.CharField(
        _("number in docket numbers"), max_length=2, blank=True, help_text=_("The second part of C/13/…, two digits.")
    )
    registry_address = ProseField(
        _("address of the registry"),
        blank=True,
        max_length=300,
        help_text=_("Where statements to the registry (griffie) go by post."),
    )
    is_confirmed = models.BooleanField(
        _("confirmed"), default=False, help_text=_("Whether code and number were seen in a source.")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("court")
        verbose_name_plural = _("courts")

    def __str__(self):
        return self.name
