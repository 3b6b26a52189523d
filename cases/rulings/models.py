"""What courts decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core.dates import Precision
from cases.core.fields import LineField, ProseField
from cases.core.languages import translated
from cases.core.models import Base
from cases.core.validators import Check
from cases.dossier.models import Case
from cases.parties.models import SOURCE_HELP, Court
from cases.proceedings.models import CourtEvent, Proceeding
from cases.rulings.choices import RulingKind
from cases.rulings.ecli import is_ecli
from cases.rulings.querysets import RulingQuerySet

VALID_ECLI = Check(is_ecli, _("This is not an ECLI: five parts with colons, such as ECLI:NL:RBAMS:2024:83."))


class Ruling(Base):
    """A ruling in a case (uitspraak), with its ECLI when it has one."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="rulings", verbose_name=_("case"), help_text=_("Which case.")
    )
    proceedings = models.ManyToManyField(
        Proceeding,
        related_name="rulings",
        blank=True,
        verbose_name=_("proceedings"),
        help_text=_("In which proceedings."),
    )
    event = models.ForeignKey(
        CourtEvent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rulings",
        verbose_name=_("court event"),
        help_text=_("What it did to the procedure."),
    )
    court = models.ForeignKey(
        Court,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rulings",
        verbose_name=_("court"),
        help_text=_("Who ruled."),
    )
    ecli = models.CharField(
        _("ECLI"),
        max_length=60,
        blank=True,
        validators=[VALID_ECLI],
        help_text=_("Copied, never made up; empty when unknown."),
    )
    kind = models.CharField(
        _("kind"), max_length=15, choices=RulingKind, default=RulingKind.UNKNOWN, help_text=_("What it is.")
    )
    decided_on = models.DateField(
        _("decided on"), null=True, blank=True, help_text=_("The date of the ruling, not of publication.")
    )
    precision = models.CharField(
        _("precision of the date"),
        max_length=8,
        choices=Precision,
        default=Precision.DAY,
        help_text=_("How exact it is."),
    )
    outcome = ProseField(_("outcome"), blank=True, max_length=2_000, help_text=_("In one or two sentences, in Dutch."))
    outcome_en = ProseField(_("outcome in English"), blank=True, max_length=2_000, help_text=_("The same in English."))
    source = LineField(_("source"), max_length=300, blank=True, help_text=SOURCE_HELP)
    is_published = models.BooleanField(_("published"), default=True, help_text=_("Whether the public can see it."))

    objects = RulingQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_on", "-id"]
        constraints = [models.UniqueConstraint(fields=["ecli"], condition=~Q(ecli=""), name="one_ruling_per_ecli")]
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")

    def __str__(self):
        return self.ecli or f"{self.get_kind_display()} {self.decided_on or '?'}"

    @property
    def shown_outcome(self) -> str:
        """The outcome in the active language."""
        return translated(self, "outcome")
