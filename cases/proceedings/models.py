"""What happens before the courts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cases.core.dates import Precision, shown
from cases.core.fields import LineField, ProseField
from cases.core.languages import name_of, translated
from cases.core.models import Base
from cases.documents.models import Document
from cases.dossier.choices import Regime
from cases.dossier.models import Case, ClaimantGroup, ClaimGround
from cases.law.events import EVENT_KINDS
from cases.law.stages import OVERLAYS, STAGES
from cases.parties.models import SOURCE_HELP, Court, Defendant, Foundation
from cases.proceedings.appellants import OfParty
from cases.proceedings.choices import NumberKind
from cases.proceedings.expectations import Expectation
from cases.proceedings.hearings import Hearing, HearingMove
from cases.proceedings.querysets import (
    CourtEventQuerySet,
    DocketNumberQuerySet,
    OverlayQuerySet,
    StageEntryQuerySet,
    TrackQuerySet,
)

__all__ = [
    "CourtEvent", "DocketNumber", "Expectation", "Hearing", "HearingMove", "Overlay", "Proceeding", "StageEntry",
    "Track",
]  # fmt: skip


class Proceeding(Base):
    """One foundation's writ before a court, through all instances (procedure, zaak)."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="proceedings", verbose_name=_("case"), help_text=_("Which case.")
    )
    foundation = models.ForeignKey(
        Foundation, models.PROTECT, related_name="proceedings", verbose_name=_("foundation"), help_text=_("Whose writ.")
    )
    court = models.ForeignKey(
        Court,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proceedings",
        verbose_name=_("court"),
        help_text=_("Where it is pending now; empty before the writ or when unknown."),
    )
    name = LineField(
        _("name"), max_length=120, blank=True, help_text=_("Only when one foundation has several, such as a split.")
    )
    source = LineField(_("source"), max_length=300, blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ["case", "id"]
        verbose_name = _("proceeding")
        verbose_name_plural = _("proceedings")

    def __str__(self):
        return " · ".join(filter(None, [self.foundation.short_name, self.name, self.case.title]))


class DocketNumber(Base):
    """A number under which a court lists a proceeding, for a time (zaak- en rolnummer).

    It changes on referral, split, appeal and cassation; old ones stay findable.
    """

    proceeding = models.ForeignKey(
        Proceeding,
        models.PROTECT,
        related_name="docket_numbers",
        verbose_name=_("proceeding"),
        help_text=_("Of which."),
    )
    court = models.ForeignKey(
        Court,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="docket_numbers",
        verbose_name=_("court"),
        help_text=_("Which court gave it; empty when unknown."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=NumberKind, help_text=_("At which level."))
    number = LineField(_("number"), max_length=80, help_text=_("In its canonical form."))
    as_entered = LineField(_("as entered"), max_length=80, blank=True, editable=False, help_text=_("How it was typed."))
    started_on = models.DateField(_("from"), null=True, blank=True, help_text=_("First day; empty when unknown."))
    ended_on = models.DateField(_("until"), null=True, blank=True, help_text=_("Last day; empty while in use."))
    source = LineField(_("source"), max_length=300, blank=True, help_text=SOURCE_HELP)

    objects = DocketNumberQuerySet.as_manager()

    class Meta:
        ordering = ["proceeding", "id"]
        constraints = [
            models.UniqueConstraint(
                F("proceeding"), Coalesce(F("court"), 0), F("number"), name="docket_number_once_per_proceeding"
            )
        ]
        indexes = [models.Index(fields=["number"], name="docket_by_number")]
        verbose_name = _("docket number")
        verbose_name_plural = _("docket numbers")

    def __str__(self):
        return self.number


class Track(Base):
    """What a stage belongs to: a proceeding, for one group, one claim ground, one defendant, or all of them."""

    proceeding = models.ForeignKey(
        Proceeding,
        models.PROTECT,
        related_name="tracks",
        verbose_name=_("proceeding"),
        help_text=_("Which proceeding."),
    )
    group = models.ForeignKey(
        ClaimantGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tracks",
        verbose_name=_("group"),
        help_text=_("Empty: all groups."),
    )
    claim_ground = models.ForeignKey(
        ClaimGround,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tracks",
        verbose_name=_("claim ground"),
        help_text=_("Empty: all grounds."),
    )
    defendant = models.ForeignKey(
        Defendant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tracks",
        verbose_name=_("defendant"),
        help_text=_("Empty: all defendants."),
    )

    objects = TrackQuerySet.as_manager()

    class Meta:
        ordering = ["proceeding", "id"]
        constraints = [
            models.UniqueConstraint(
                F("proceeding"),
                Coalesce(F("group"), 0),
                Coalesce(F("claim_ground"), 0),
                Coalesce(F("defendant"), 0),
                name="track_once_per_proceeding",
            )
        ]
        verbose_name = _("track")
        verbose_name_plural = _("tracks")

    def __str__(self):
        parts = [self.proceeding.foundation.short_name, self.proceeding.name]
        parts += [str(part.name) for part in (self.group, self.claim_ground, self.defendant) if part]
        return " · ".join(filter(None, parts))

    @property
    def regime(self) -> str:
        """Which law governs it; a track of all grounds does not say."""
        return self.claim_ground.regime if self.claim_ground else Regime.UNKNOWN

    @property
    def is_under_old_law(self) -> bool:
        """Whether the law before 2020 governs it: no representative, no opt-out."""
        return self.regime == Regime.WCA


class CourtEvent(OfParty, Base):
    """A dated act in a proceeding (proceshandeling): the evidence for stages and the trigger of deadlines.

    Never changed: a correction is a new event that supersedes the old one.
    """

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="events", verbose_name=_("case"), help_text=_("Which case.")
    )
    tracks = models.ManyToManyField(
        Track,
        related_name="events",
        blank=True,
        verbose_name=_("tracks"),
        help_text=_("For which foundations, groups and grounds."),
    )
    kind = models.CharField(_("what happened"), max_length=50, help_text=_("A code of the law's list of events."))
    happened_on = models.DateField(
        _("date"), null=True, blank=True, help_text=_("The day itself, not the day it became known.")
    )
    precision = models.CharField(
        _("precision of the date"),
        max_length=8,
        choices=Precision,
        default=Precision.DAY,
        help_text=_("How exact it is."),
    )
    court = models.ForeignKey(
        Court,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("court"),
        help_text=_("Which court; empty when it is not a court's act."),
    )
    court_set_on = models.DateField(
        _("date the court set"),
        null=True,
        blank=True,
        help_text=_("Last day of the window or term the court gave; never computed, never moved."),
    )
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("document"),
        help_text=_("The paper that proves it."),
    )
    source = LineField(
        _("source"), max_length=300, blank=True, help_text=_("Decision, register entry or page that proves it.")
    )
    note = ProseField(_("note"), blank=True, help_text=_("For staff; never shown to the public."))
    summary = ProseField(
        _("what it means"),
        blank=True,
        max_length=2_000,
        help_text=_("One or two sentences in plain Dutch for the public."),
    )
    summary_en = ProseField(
        _("what it means, in English"), blank=True, max_length=2_000, help_text=_("The same in English.")
    )
    is_public = models.BooleanField(_("public"), default=True, help_text=_("Whether the public timeline shows it."))
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("corrects"),
        help_text=_("The earlier event this one replaces."),
    )
    correction_reason = LineField(
        _("reason of the correction"), max_length=300, blank=True, help_text=_("Why it was wrong.")
    )
    is_withdrawn = models.BooleanField(
        _("withdrawn"), default=False, editable=False, help_text=_("Recorded by mistake; kept, but without effect.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
        help_text=_("Who entered it."),
    )

    objects = CourtEventQuerySet.as_manager()

    warnings: tuple[str, ...] = ()  # for the person who records it; never stored

    class Meta:
        ordering = ["-happened_on", "-id"]
        indexes = [models.Index(fields=["case", "-happened_on"], name="event_by_case_and_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_on__isnull=False) | Q(precision=Precision.UNKNOWN),
                name="event_without_date_says_so",
            ),
            models.CheckConstraint(
                condition=Q(appellant_foundation=None) | Q(appellant_defendant=None), name="event_has_one_appellant"
            ),
        ]
        verbose_name = _("court event")
        verbose_name_plural = _("court events")

    def __str__(self):
        return f"{self.kind_name} · {shown(self.happened_on, self.precision)}"

    @property
    def kind_name(self) -> str:
        """What happened, in the active language; the code itself for a kind the law no longer knows."""
        return _named(EVENT_KINDS.get(self.kind), self.kind)

    @property
    def shown_date(self) -> str:
        """The date as precisely as it is known, in the active language."""
        return shown(self.happened_on, self.precision)

    @property
    def shown_summary(self) -> str:
        """What it means, in the active language."""
        return translated(self, "summary")


class StageEntry(Base):
    """A stage that a track entered by a court event; history is never deleted."""

    track = models.ForeignKey(
        Track, models.PROTECT, related_name="stage_entries", verbose_name=_("track"), help_text=_("Which track.")
    )
    stage = models.CharField(_("stage"), max_length=40, help_text=_("A code of the law's list of stages."))
    entered_on = models.DateField(
        _("entered on"), null=True, blank=True, help_text=_("The day of the event; empty when unknown.")
    )
    event = models.ForeignKey(
        CourtEvent,
        models.PROTECT,
        related_name="stage_entries",
        verbose_name=_("evidence"),
        help_text=_("The event that proves it."),
    )
    is_superseded = models.BooleanField(
        _("superseded"), default=False, help_text=_("Whether its event was corrected or withdrawn.")
    )

    objects = StageEntryQuerySet.as_manager()

    class Meta:
        ordering = ["track", "entered_on", "id"]
        constraints = [models.UniqueConstraint(fields=["track", "event", "stage"], name="stage_entered_once_per_event")]
        verbose_name = _("stage entry")
        verbose_name_plural = _("stage entries")

    def __str__(self):
        return f"{self.stage_name} · {self.entered_on or '?'}"

    @property
    def stage_name(self) -> str:
        """What the stage is called, in the active language."""
        return _named(STAGES.get(self.stage), self.stage)


class Overlay(Base):
    """A condition beside the stage, such as stayed or appeal pending, from one event to another."""

    track = models.ForeignKey(
        Track, models.PROTECT, related_name="overlays", verbose_name=_("track"), help_text=_("Which track.")
    )
    code = models.CharField(_("condition"), max_length=40, help_text=_("A code of the law's list of overlays."))
    started_on = models.DateField(_("from"), null=True, blank=True, help_text=_("First day; empty when unknown."))
    ended_on = models.DateField(_("until"), null=True, blank=True, help_text=_("Last day; empty while it lasts."))
    event = models.ForeignKey(
        CourtEvent, models.PROTECT, related_name="overlays", verbose_name=_("evidence"), help_text=_("What started it.")
    )
    ended_by = models.ForeignKey(
        CourtEvent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ended_overlays",
        verbose_name=_("ended by"),
        help_text=_("What ended it."),
    )
    is_superseded = models.BooleanField(
        _("superseded"), default=False, help_text=_("Whether its event was corrected or withdrawn.")
    )

    objects = OverlayQuerySet.as_manager()

    class Meta:
        ordering = ["track", "started_on", "id"]
        constraints = [models.UniqueConstraint(fields=["track", "event", "code"], name="overlay_once_per_event")]
        verbose_name = _("condition of a track")
        verbose_name_plural = _("conditions of a track")

    def __str__(self):
        return f"{self.name} · {self.started_on or '?'}"

    @property
    def name(self) -> str:
        """What the condition is called, in the active language."""
        return _named(OVERLAYS.get(self.code), self.code)


def _named(row, code: str) -> str:
    return name_of(row) if row else code
