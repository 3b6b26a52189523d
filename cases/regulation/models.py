"""What authorities did about a defendant's products; never the case itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.core.dates import Precision
from cases.core.fields import LineField, ProseField
from cases.core.languages import translated
from cases.core.models import Base
from cases.parties.models import SOURCE_HELP, Concern, Product
from cases.regulation.choices import Level, MeasureKind, MeasureState


class Regulator(Base):
    """A government, council or regulator that takes measures."""

    name = LineField(_("name"), max_length=200, unique=True, help_text=_("In Dutch."))
    level = models.CharField(_("level"), max_length=15, choices=Level, help_text=_("Which kind of authority."))
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166-1; empty above states."))

    class Meta:
        ordering = ["name"]
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")

    def __str__(self):
        return self.name


class RegulatoryMeasure(Base):
    """A ban, fine, order or proposal by an authority about a concern's products (maatregel)."""

    regulator = models.ForeignKey(
        Regulator, models.PROTECT, related_name="measures", verbose_name=_("authority"), help_text=_("Who acts.")
    )
    concern = models.ForeignKey(
        Concern,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("concern"),
        help_text=_("Whose products are the target."),
    )
    products = models.ManyToManyField(
        Product,
        related_name="measures",
        blank=True,
        verbose_name=_("products"),
        help_text=_("Which products, if named."),
    )
    kind = models.CharField(_("kind"), max_length=15, choices=MeasureKind, help_text=_("What was done."))
    state = models.CharField(_("state"), max_length=10, choices=MeasureState, help_text=_("How far it has come."))
    addressee = LineField(
        _("addressed to"), max_length=200, blank=True, help_text=_("Who must obey; may differ from the target.")
    )
    announced_on = models.DateField(_("announced on"), null=True, blank=True, help_text=_("Only as precise as known."))
    precision = models.CharField(
        _("precision of the date"),
        max_length=8,
        choices=Precision,
        default=Precision.UNKNOWN,
        help_text=_("How exact it is."),
    )
    summary = ProseField(_("summary"), max_length=2_000, help_text=_("Our own words, in Dutch."))
    summary_en = ProseField(_("summary in English"), blank=True, max_length=2_000, help_text=_("The same in English."))
    source = LineField(_("source"), max_length=300, blank=True, help_text=SOURCE_HELP)
    is_published = models.BooleanField(_("published"), default=True, help_text=_("Whether the public can see it."))

    class Meta:
        ordering = ["-announced_on", "-id"]
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self):
        return f"{self.get_kind_display()} · {self.regulator}"

    @property
    def shown_summary(self) -> str:
        """The summary in the active language."""
        return translated(self, "summary")
