"""What the press wrote."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.core.dates import Precision
from cases.core.fields import LineField, ProseField
from cases.core.languages import translated
from cases.core.models import Base
from cases.dossier.models import Case
from cases.news.choices import Relevance
from cases.news.querysets import MentionQuerySet, NewsItemQuerySet


class NewsItem(Base):
    """A text in the press. The date of publication is not the date of what it tells."""

    title = LineField(_("title"), max_length=300, help_text=_("The headline, or our own when the text has none."))
    publisher = LineField(_("publisher"), max_length=120, blank=True, help_text=_("Empty when unknown."))
    url = models.URLField(_("link"), max_length=500, blank=True, help_text=_("Where the original stands."))
    published_on = models.DateField(_("published on"), null=True, blank=True, help_text=_("Only as precise as known."))
    published_precision = models.CharField(
        _("precision"),
        max_length=8,
        choices=Precision,
        default=Precision.UNKNOWN,
        help_text=_("How exact the publication date is."),
    )
    event_on = models.DateField(
        _("date of the event"), null=True, blank=True, help_text=_("When it happened, as far as known.")
    )
    event_precision = models.CharField(
        _("precision of the event"),
        max_length=8,
        choices=Precision,
        default=Precision.UNKNOWN,
        help_text=_("How exact that date is."),
    )
    summary = ProseField(
        _("summary"), blank=True, max_length=2_000, help_text=_("Our own words, in Dutch; shown to the public.")
    )
    summary_en = ProseField(
        _("summary in English"), blank=True, max_length=2_000, help_text=_("Our own words, in English.")
    )
    body = ProseField(
        _("full text"), blank=True, max_length=200_000, help_text=_("As received; for staff only, never published.")
    )
    body_hash = models.CharField(
        _("fingerprint"), max_length=64, unique=True, editable=False, help_text=_("The same text is stored once.")
    )
    source_key = models.CharField(
        _("key in the source"),
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("Fingerprint of feed and item; tells an update from a new item."),
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="replaced_by",
        verbose_name=_("replaces"),
        help_text=_("The earlier wording of the same item, kept as it was."),
    )
    cases = models.ManyToManyField(
        Case,
        through="Mention",
        related_name="news_items",
        verbose_name=_("cases"),
        help_text=_("Which cases it may concern."),
    )
    is_published = models.BooleanField(
        _("published"), default=False, help_text=_("Whether the public can see title and summary.")
    )

    objects = NewsItemQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-id"]
        indexes = [models.Index(fields=["source_key"], condition=~Q(source_key=""), name="news_by_source_key")]
        verbose_name = _("news item")
        verbose_name_plural = _("news")

    def __str__(self):
        return self.title

    @property
    def shown_summary(self) -> str:
        """The summary in the active language."""
        return translated(self, "summary")


class Mention(Base):
    """What a news item has to do with a case, and why we think so."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="mentions", verbose_name=_("case"), help_text=_("Which case.")
    )
    item = models.ForeignKey(
        NewsItem, models.PROTECT, related_name="mentions", verbose_name=_("news item"), help_text=_("Which item.")
    )
    relevance = models.CharField(
        _("relevance"),
        max_length=10,
        choices=Relevance,
        default=Relevance.UNDECIDED,
        help_text=_("A person decides."),
    )
    suggestion = models.CharField(
        _("suggestion"),
        max_length=10,
        choices=Relevance,
        default=Relevance.UNDECIDED,
        help_text=_("What a rule made of the text; never shown to the public."),
    )
    reason = LineField(_("reason"), max_length=300, blank=True, help_text=_("The words that made us think so."))

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["case", "item"]
        constraints = [models.UniqueConstraint(fields=["case", "item"], name="mention_once_per_case")]
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")

    def __str__(self):
        return f"{self.item} · {self.get_relevance_display()}"
