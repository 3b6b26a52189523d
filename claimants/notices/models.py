"""Notices to many, what each person still has to be told, and every mail as it was sent."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField, ProseField
from cases.core.models import Base, Waiting
from cases.core.tenancy import FoundationManager, OwnedByFoundation, whose_file
from cases.dossier.models import Case, ClaimantGroup
from cases.outbox.models import Message
from claimants.notices.choices import HowOld, NoticeKind, NoticeState, Rhythm, WhereTheyLive
from claimants.notices.querysets import ClaimantMessageQuerySet, NoticeQuerySet, TidingQuerySet
from claimants.people.models import Claimant
from claimants.registrations.choices import Level


class Notice(OwnedByFoundation, Base):
    """One thing that happened, to be told to everybody it concerns in one foundation's file.

    `words` holds, by language, what the mail says: subject, news, now, next, you and when.
    """

    foundation = whose_file("notices", help_text=_("Who writes it."))
    case = models.ForeignKey(
        Case,
        models.PROTECT,
        related_name="notices",
        verbose_name=_("case"),
        help_text=_("To people who joined a group of this case."),
    )
    group = models.ForeignKey(
        ClaimantGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("group"),
        help_text=_("Only to this group; empty: to every group of the case."),
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=NoticeKind, help_text=_("What it is about; people may refuse some kinds.")
    )
    level = models.CharField(
        _("level"), max_length=12, choices=Level, blank=True, help_text=_("Only who joined in this way; empty: all.")
    )
    residence = models.CharField(
        _("living"),
        max_length=6,
        choices=WhereTheyLive,
        default=WhereTheyLive.ANYWHERE,
        help_text=_("Only who lives there now."),
    )
    age = models.CharField(
        _("age"), max_length=6, choices=HowOld, default=HowOld.ANY, help_text=_("By age on the day it goes out.")
    )
    words = models.JSONField(_("words"), default=dict, help_text=_("What the mail says, in Dutch and in English."))
    cause = models.CharField(
        _("cause"), max_length=80, blank=True, editable=False, help_text=_("What set it off; makes a repeat harmless.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=NoticeState,
        default=NoticeState.DRAFT,
        editable=False,
        help_text=_("How far it is on its way out."),
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
        help_text=_("Empty when it followed from an event by itself."),
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
    goes_at = models.DateTimeField(
        _("goes out at"), null=True, blank=True, editable=False, help_text=_("Until then it can be stopped.")
    )
    person_count = models.PositiveIntegerField(
        _("people"), default=0, editable=False, help_text=_("How many it was for when it was approved.")
    )

    objects = FoundationManager.from_queryset(NoticeQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "id"], name="notice_of_one_file"),
            models.UniqueConstraint(
                fields=["foundation", "cause"], condition=~Q(cause=""), name="notice_once_per_cause"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(written_by=None) | ~Q(approved_by=F("written_by")),
                name="notice_approved_by_another_person",
            ),
        ]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self):
        return self.words.get("nl", {}).get("subject", "")


class NoticeRange(Waiting):
    """A stretch of people, by primary key, to whom a notice still has to be addressed: work that is a row.

    It holds numbers only. Addressing a stretch twice changes nothing.
    """

    foundation = whose_file("+")
    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="ranges", verbose_name=_("notice"), help_text=_("What is told.")
    )
    first_id = models.BigIntegerField(_("first"), help_text=_("The first person of the stretch."))
    last_id = models.BigIntegerField(_("last"), help_text=_("The last person of the stretch."))
    told_count = models.PositiveIntegerField(_("people told"), default=0, help_text=_("For how many it was written."))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["notice", "first_id"], name="notice_range_once")]
        indexes = [models.Index(fields=["state", "due_at"], name="notice_range_waiting")]
        verbose_name = _("range of a notice")
        verbose_name_plural = _("ranges of a notice")

    def __str__(self):
        return f"{self.first_id}–{self.last_id}"


class ClaimantMessage(OwnedByFoundation, Base):
    """One mail to one person, word for word as it was sent; what became of it, the outbox knows."""

    foundation = whose_file("+", db_index=False)
    claimant = models.ForeignKey(
        Claimant,
        models.PROTECT,
        related_name="claimant_messages",
        verbose_name=_("claimant"),
        help_text=_("To whom it was written."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind, help_text=_("What it is mostly about."))
    language = models.CharField(_("language"), max_length=2, default="nl", help_text=_("In which language it is."))
    code = models.CharField(
        _("code"), max_length=6, help_text=_("Printed in the mail, so that everybody can ask whether it is ours.")
    )
    subject = LineField(_("subject"), max_length=200, blank=True, help_text=_("As it was sent."))
    text = ProseField(_("text"), blank=True, help_text=_("As it was sent."))
    outbox = models.ForeignKey(
        Message,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("outgoing mail"),
        help_text=_("Empty when there was no address: then it can only be read here."),
    )

    objects = FoundationManager.from_queryset(ClaimantMessageQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["foundation", "id"], name="claimant_message_of_one_file")]
        indexes = [models.Index(fields=["foundation", "code"], name="claimant_message_by_code")]
        verbose_name = _("message to a claimant")
        verbose_name_plural = _("messages to claimants")

    def __str__(self):
        return self.code


class Tiding(OwnedByFoundation):
    """One thing to tell one person: a notice, or something about this person only.

    It goes out in exactly one mail, together with what else waits for the same person then. A slim row, because a
    notice can be for a million people.
    """

    foundation = whose_file("+", db_index=False)
    claimant = models.ForeignKey(
        Claimant,
        models.PROTECT,
        related_name="tidings",
        verbose_name=_("claimant"),
        help_text=_("Who is told."),
        db_index=False,
    )
    notice = models.ForeignKey(
        Notice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tidings",
        verbose_name=_("notice"),
        help_text=_("What everybody is told; empty for what concerns this person only."),
        db_index=False,
    )
    case = models.ForeignKey(
        Case,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("case"),
        help_text=_("Which case, if any."),
        db_index=False,
    )
    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind, help_text=_("What it is about."))
    key = models.CharField(
        _("key"), max_length=80, blank=True, help_text=_("What set it off; makes a repeat harmless.")
    )
    words = models.JSONField(_("words"), default=dict, help_text=_("What is told to this person only."))
    due_at = models.DateTimeField(_("due at"), help_text=_("Not mailed before this moment."))
    message = models.ForeignKey(
        ClaimantMessage,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tidings",
        verbose_name=_("message"),
        help_text=_("The mail it went out in; empty while it waits."),
        db_index=False,
    )

    objects = FoundationManager.from_queryset(TidingQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "claimant", "notice"], name="tiding_once_per_notice"),
            models.UniqueConstraint(
                fields=["foundation", "claimant", "key"], condition=~Q(key=""), name="tiding_once_per_key"
            ),
        ]
        indexes = [
            models.Index(fields=["foundation", "due_at"], condition=Q(message=None), name="tiding_unmailed"),
            models.Index(fields=["message"], condition=Q(message__isnull=False), name="tiding_of_message"),
        ]
        verbose_name = _("tiding")
        verbose_name_plural = _("tidings")

    def __str__(self):
        return f"{self.kind} {self.pk}"


class Preference(OwnedByFoundation, Base):
    """How somebody wants to hear one kind of news; without a row: at once. What the law demands is always mailed."""

    foundation = whose_file("+", db_index=False)
    claimant = models.ForeignKey(
        Claimant,
        models.PROTECT,
        related_name="preferences",
        verbose_name=_("claimant"),
        help_text=_("Whose wish it is."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind, help_text=_("Which news."))
    rhythm = models.CharField(_("rhythm"), max_length=8, choices=Rhythm, help_text=_("How soon."))

    class Meta(OwnedByFoundation.Meta):
        ordering = ["claimant", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "claimant", "kind"], name="preference_once_per_kind")
        ]
        verbose_name = _("preference")
        verbose_name_plural = _("preferences")

    def __str__(self):
        return f"{self.kind}: {self.rhythm}"
