"""Texts that staff wrote in place of the wording we ship."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField, ProseField
from cases.core.models import Base
from cases.dossier.models import Case, ClaimantGroup
from cases.parties.models import Foundation
from cases.texts.choices import Audience, Language, TextState, Variant
from cases.texts.querysets import StageTextQuerySet

AFTER = _("What stands there once {date} has passed; needed when {date} stands in the part above.")
AUTHOR = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+"}


class StageText(Base):
    """What a stage, an overlay or a registration state means, in the words of one foundation, for one audience.

    A version is never edited once approved: the next version takes its place. Plain text; `{…}` is filled in.
    """

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="texts", verbose_name=_("case"), help_text=_("In which case it is used.")
    )
    group = models.ForeignKey(
        ClaimantGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="texts",
        verbose_name=_("group"),
        help_text=_("Only for this group; empty: for the whole case."),
    )
    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="texts",
        verbose_name=_("foundation"),
        help_text=_('Who says "we"; empty on the public page.'),
    )
    code = models.CharField(_("about"), max_length=40, help_text=_("A stage, an overlay or a registration state."))
    variant = models.CharField(
        _("variant"), max_length=6, choices=Variant, blank=True, help_text=_("Only for some readers; empty: for all.")
    )
    audience = models.CharField(
        _("for"), max_length=6, choices=Audience, default=Audience.ADULT, help_text=_("Who reads it.")
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.DUTCH, help_text=_("In which language it is.")
    )
    heading = LineField(_("heading"), max_length=120, blank=True, help_text=_("In a few words."))
    heading_after = LineField(_("heading afterwards"), max_length=120, blank=True, help_text=AFTER)
    now = ProseField(_("where are we now"), max_length=600, blank=True, help_text=_("In short sentences."))
    now_after = ProseField(_("where are we afterwards"), max_length=600, blank=True, help_text=AFTER)
    next = ProseField(_("what happens next"), max_length=600, blank=True, help_text=_("In short sentences."))
    next_after = ProseField(_("what happens next, afterwards"), max_length=600, blank=True, help_text=AFTER)
    you = ProseField(_("what the reader has to do"), max_length=600, blank=True, help_text=_("In short sentences."))
    you_after = ProseField(_("what the reader has to do afterwards"), max_length=600, blank=True, help_text=AFTER)
    is_asking = models.BooleanField(
        _("asks the reader to act"), default=False, help_text=_("Until {date}, if it is there.")
    )
    is_withdrawal = models.BooleanField(
        _("withdraws the text"), default=False, help_text=_("From then on the wording we ship is used again.")
    )
    number = models.PositiveIntegerField(
        _("number"), default=1, editable=False, help_text=_("Counts the versions of one text.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=TextState,
        default=TextState.DRAFT,
        editable=False,
        help_text=_("How far it is on its way to the reader."),
    )
    written_by = models.ForeignKey(
        **AUTHOR, null=True, editable=False, verbose_name=_("written by"), help_text=_("Who wrote this version.")
    )
    approved_by = models.ForeignKey(
        **AUTHOR,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("decided by"),
        help_text=_("Somebody else than the writer."),
    )
    approved_at = models.DateTimeField(
        _("decided at"), null=True, blank=True, editable=False, help_text=_("When it was approved or rejected.")
    )

    objects = StageTextQuerySet.as_manager()

    class Meta:
        ordering = ["case", "code", "audience", "language", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience=Audience.PUBLIC, foundation=None)
                | (~Q(audience=Audience.PUBLIC) & Q(foundation__isnull=False)),
                name="stage_text_has_a_voice",
                violation_error_message=_("Name the foundation that speaks, or leave it empty for the public page."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(written_by=None) | ~Q(approved_by=F("written_by")),
                name="stage_text_decided_by_another_person",
                violation_error_message=_("Somebody else than the writer must decide."),
            ),
        ]
        indexes = [models.Index(fields=["case", "state"], name="stage_text_in_force")]
        verbose_name = _("text")
        verbose_name_plural = _("texts")

    def __str__(self):
        return f"{self.code} · {self.get_audience_display()} · {self.language} · {self.number}"
