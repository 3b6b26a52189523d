"""The collective action and the groups it protects."""

from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from cases.core.dates import Precision, shown
from cases.core.fields import LineField, ProseField
from cases.core.languages import translated
from cases.core.models import Base
from cases.dossier.choices import EstimateKind, Regime, RelationKind, RepresentationKind, Residence
from cases.dossier.querysets import CaseQuerySet, DatedQuerySet
from cases.parties.models import SOURCE_HELP, Concern, Dated, Defendant, Foundation


class Case(Base):
    """A collective action (collectieve actie, art. 3:305a BW): what the public calls "the TikTok case".

    It holds several proceedings, one per foundation. It has no stage of its own: stages belong
    to tracks and the headline is derived.
    """

    slug = models.SlugField(
        _("short address"), max_length=60, unique=True, help_text=_("Used in addresses; never reused.")
    )
    title = LineField(_("title"), max_length=200, help_text=_("In Dutch, as the public knows it."))
    title_en = LineField(
        _("title in English"), max_length=200, blank=True, help_text=_("Empty: the Dutch title is shown.")
    )
    summary = ProseField(_("summary"), blank=True, help_text=_("In plain Dutch: what happened and what is asked."))
    summary_en = ProseField(_("summary in English"), blank=True, help_text=_("The same in English."))
    events_from = models.DateField(
        _("events from"), null=True, blank=True, help_text=_("When the harm began, if known.")
    )
    events_until = models.DateField(
        _("events until"), null=True, blank=True, help_text=_("When the harm ended, if it did.")
    )
    defendants = models.ManyToManyField(
        Defendant,
        through="DefendantRole",
        related_name="cases",
        verbose_name=_("defendants"),
        help_text=_("Who is sued."),
    )
    concern = models.ForeignKey(
        Concern,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("concern"),
        help_text=_("The name under which the public knows the other side."),
    )
    is_published = models.BooleanField(
        _("published"), default=False, help_text=_("Whether the public can see the case.")
    )
    is_sensitive = models.BooleanField(
        _("sensitive"), default=False, help_text=_("Mail about it then has a subject that says nothing to others.")
    )
    checked_on = models.DateField(
        _("last checked on"), null=True, blank=True, help_text=_("When somebody last looked whether anything changed.")
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = _("case")
        verbose_name_plural = _("cases")

    def __str__(self):
        return self.title

    @property
    def shown_title(self) -> str:
        """The title in the active language."""
        return translated(self, "title")

    @property
    def shown_summary(self) -> str:
        """The summary in the active language."""
        return translated(self, "summary")


class DefendantRole(Base):
    """A defendant in a case."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="defendant_roles", verbose_name=_("case"), help_text=_("Which case.")
    )
    defendant = models.ForeignKey(
        Defendant, models.PROTECT, related_name="roles", verbose_name=_("defendant"), help_text=_("Who is sued.")
    )
    note = LineField(
        _("note"), max_length=200, blank=True, help_text=_("Such as: no jurisdiction since 20 September 2023.")
    )

    class Meta:
        ordering = ["case", "defendant"]
        constraints = [models.UniqueConstraint(fields=["case", "defendant"], name="defendant_once_per_case")]
        verbose_name = _("defendant in a case")
        verbose_name_plural = _("defendants in a case")

    def __str__(self):
        return f"{self.defendant} · {self.case}"


class ClaimGround(Base):
    """A legal basis on which is claimed, under one law regime (grondslag)."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="claim_grounds", verbose_name=_("case"), help_text=_("Which case.")
    )
    code = models.SlugField(_("code"), max_length=40, help_text=_("Such as gdpr, tort, consumer-law."))
    name = LineField(_("name"), max_length=120, help_text=_("In Dutch."))
    name_en = LineField(_("name in English"), max_length=120, blank=True, help_text=_("In English."))
    regime = models.CharField(
        _("regime"),
        max_length=10,
        choices=Regime,
        default=Regime.UNKNOWN,
        help_text=_("One writ can be split over two."),
    )

    class Meta:
        ordering = ["case", "code"]
        constraints = [models.UniqueConstraint(fields=["case", "code", "regime"], name="claim_ground_once_per_case")]
        verbose_name = _("claim ground")
        verbose_name_plural = _("claim grounds")

    def __str__(self):
        return f"{self.name} ({self.get_regime_display()})"


class ClaimantGroup(Base):
    """A narrowly defined group of persons whose interests the case protects (nauw omschreven groep, art. 1018e Rv)."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="groups", verbose_name=_("case"), help_text=_("Which case.")
    )
    slug = models.SlugField(_("short address"), max_length=50, help_text=_("Unique within the case."))
    name = LineField(_("name"), max_length=120, help_text=_("In plain Dutch."))
    name_en = LineField(_("name in English"), max_length=120, blank=True, help_text=_("In plain English."))
    definition = ProseField(_("definition"), blank=True, help_text=_("As the court described the group."))
    used_from = models.DateField(_("use from"), null=True, blank=True, help_text=_("First day of use that counts."))
    used_until = models.DateField(_("use until"), null=True, blank=True, help_text=_("Last day of use that counts."))
    age_from = models.PositiveSmallIntegerField(
        _("age from"), null=True, blank=True, help_text=_("Youngest age in years at the time of use.")
    )
    age_until = models.PositiveSmallIntegerField(
        _("age up to and including"),
        null=True,
        blank=True,
        help_text=_("Oldest age in years at the time of use; 17 for minors."),
    )
    residence = models.CharField(
        _("residence"),
        max_length=6,
        choices=Residence,
        default=Residence.NETHERLANDS,
        help_text=_("Where members live."),
    )
    residence_on = models.DateField(
        _("residence on"),
        null=True,
        blank=True,
        help_text=_("The reference date for residence, if the court gave one."),
    )
    is_confirmed = models.BooleanField(
        _("confirmed"), default=False, help_text=_("Whether the court fixed this definition in these words.")
    )
    source = LineField(_("source"), max_length=300, blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ["case", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["case", "slug"], name="group_once_per_case"),
            models.CheckConstraint(
                condition=Q(used_from=None) | Q(used_until=None) | Q(used_until__gte=F("used_from")),
                name="group_use_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(age_from=None) | Q(age_until=None) | Q(age_until__gte=F("age_from")),
                name="group_ages_in_order",
            ),
        ]
        verbose_name = _("claimant group")
        verbose_name_plural = _("claimant groups")

    def __str__(self):
        return f"{self.name} · {self.case}"

    @property
    def shown_name(self) -> str:
        """The name in the active language."""
        return translated(self, "name")


class Representation(Dated):
    """A foundation's part for one group, for a time; may be exclusive (exclusieve belangenbehartiger, 1018e Rv)."""

    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="representations",
        verbose_name=_("foundation"),
        help_text=_("Who acts."),
    )
    group = models.ForeignKey(
        ClaimantGroup, models.PROTECT, related_name="representations", verbose_name=_("group"), help_text=_("For whom.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=RepresentationKind, help_text=_("In which part."))

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["group", "kind", "foundation"]
        verbose_name = _("representation")
        verbose_name_plural = _("representations")

    def __str__(self):
        return f"{self.foundation.short_name} · {self.group.name} · {self.get_kind_display()}"


class PeopleEstimate(Base):
    """How many people somebody said there are, as a range, with source and date."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="estimates", verbose_name=_("case"), help_text=_("Which case.")
    )
    group = models.ForeignKey(
        ClaimantGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="estimates",
        verbose_name=_("group"),
        help_text=_("Empty: the whole case."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=EstimateKind, help_text=_("What is counted."))
    low_count = models.PositiveBigIntegerField(_("at least"), help_text=_("The low end of the range."))
    high_count = models.PositiveBigIntegerField(
        _("at most"), help_text=_("The high end; the same for a single number.")
    )
    as_of_on = models.DateField(_("as of"), null=True, blank=True, help_text=_("On which date this was so."))
    as_of_precision = models.CharField(
        _("precision of the date"),
        max_length=8,
        choices=Precision,
        default=Precision.UNKNOWN,
        help_text=_("How exact it is."),
    )
    said_by = LineField(_("according to"), max_length=200, blank=True, help_text=_("Who says so; empty when unknown."))
    source = LineField(_("source"), max_length=300, blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ["case", "kind", "as_of_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(high_count__gte=F("low_count")), name="estimate_range_in_order")
        ]
        verbose_name = _("number of people")
        verbose_name_plural = _("numbers of people")

    def __str__(self):
        return f"{self.shown_range} · {self.case}"

    @property
    def shown_range(self) -> str:
        """The number, or both ends of the range, in the active language."""
        ends = dict.fromkeys([self.low_count, self.high_count])
        return " – ".join(number_format(end, force_grouping=True) for end in ends)

    @property
    def shown_as_of(self) -> str:
        """The date it holds for, as precisely as it is known."""
        return shown(self.as_of_on, self.as_of_precision)


class CaseRelation(Dated):
    """One case hangs on another: waits for its answer, or follows it up."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="relations", verbose_name=_("case"), help_text=_("Which case.")
    )
    other = models.ForeignKey(
        Case,
        models.PROTECT,
        related_name="related_from",
        verbose_name=_("other case"),
        help_text=_("On which it hangs."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=RelationKind, help_text=_("How it hangs on it."))
    reason = LineField(_("reason"), max_length=300, blank=True, help_text=_("Which question, which decision."))

    class Meta:
        ordering = ["case", "kind"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(case=F("other")), name="case_hangs_on_another_case"),
        ]
        verbose_name = _("relation between cases")
        verbose_name_plural = _("relations between cases")

    def __str__(self):
        return f"{self.case} {self.get_kind_display()} {self.other}"
