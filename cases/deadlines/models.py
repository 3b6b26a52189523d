"""Deadlines and the reminders before them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base, Waiting
from cases.deadlines.choices import RUNNING, DateSource, DeadlineState
from cases.deadlines.querysets import DeadlineQuerySet, ReminderQuerySet
from cases.dossier.models import Case
from cases.law.terms import TERMS
from cases.outbox.models import Message
from cases.parties.models import Foundation
from cases.proceedings.models import CourtEvent, Track


class Deadline(Base):
    """The last day on which something can be done, with the proof of how it was counted (termijn).

    Never deleted: a correction supersedes it. A date the court set is stored as given and never rolled.
    """

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="deadlines", verbose_name=_("case"), help_text=_("Which case.")
    )
    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name=_("foundation"),
        help_text=_("Whose deadline it is; empty when it concerns everybody. No other foundation sees it."),
    )
    track = models.ForeignKey(
        Track,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name=_("track"),
        help_text=_("For which group and ground; empty for the whole case."),
    )
    event = models.ForeignKey(
        CourtEvent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name=_("trigger"),
        help_text=_("The event that started it; empty for a deadline set by staff."),
    )
    term = models.CharField(
        _("term"), max_length=10, blank=True, help_text=_("A code of the law's list of terms, such as D13.")
    )
    term_version = models.CharField(
        _("version of the term"), max_length=20, blank=True, help_text=_("Which wording of the rule counted.")
    )
    title = LineField(_("title"), max_length=200, help_text=_("What must be done, in Dutch."))
    legal_basis = LineField(_("legal basis"), max_length=120, blank=True, help_text=_("The article."))
    source = models.CharField(
        _("source of the date"), max_length=10, choices=DateSource, help_text=_("Who set the date.")
    )
    triggered_on = models.DateField(
        _("triggered on"), null=True, blank=True, help_text=_("The day the term began; not counted itself.")
    )
    raw_ends_on = models.DateField(
        _("ends before the closed days"),
        null=True,
        blank=True,
        help_text=_("The count without the Algemene termijnenwet."),
    )
    ends_on = models.DateField(_("last day"), help_text=_("The whole of this day is still in time."))
    is_provisional = models.BooleanField(
        _("provisional"),
        default=False,
        help_text=_("The closed days of that year are not all decreed yet, or the rule is not confirmed."),
    )
    proof = models.JSONField(
        _("proof"), default=dict, blank=True, help_text=_("Every step of the count, so that a lawyer can redo it.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=DeadlineState, default=DeadlineState.OPEN, help_text=_("What became of it.")
    )
    state_reason = LineField(
        _("evidence or reason"), max_length=300, blank=True, help_text=_("Why it is in this state.")
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadlines",
        verbose_name=_("responsible"),
        help_text=_("Who must act and is reminded."),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("deputy"),
        help_text=_("Who is reminded when the other does not answer."),
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
        help_text=_("The second person who redid the count."),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, help_text=_("When that was."))
    is_public = models.BooleanField(_("public"), default=False, help_text=_("Whether the public may know this date."))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("made by"),
        help_text=_("Whose action set this date."),
    )
    ladder_version = models.PositiveIntegerField(
        _("version of the ladder"),
        default=1,
        editable=False,
        help_text=_("Rises when the last day or the responsible person changes; older reminders are never sent."),
    )

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["ends_on", "id"]
        constraints = [
            models.UniqueConstraint(
                F("event"),
                F("term"),
                Coalesce(F("track"), 0),
                condition=Q(event__isnull=False),
                name="deadline_once_per_event",
            ),
            models.CheckConstraint(
                condition=Q(raw_ends_on=None) | Q(ends_on__gte=F("raw_ends_on")), name="deadline_never_before_its_count"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(created_by=None) | ~Q(confirmed_by=F("created_by")),
                name="deadline_confirmed_by_a_second_person",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "ends_on"], name="deadline_by_state_and_day"),
            models.Index(fields=["case", "ends_on"], name="deadline_by_case_and_day"),
        ]
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")

    def __str__(self):
        return f"{self.title} {self.ends_on}"

    @property
    def is_running(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in RUNNING

    @property
    def is_suspended(self) -> bool:
        """Whether it stands still until somebody resumes it."""
        return self.state == DeadlineState.SUSPENDED

    @property
    def is_counted(self) -> bool:
        """Whether the law counts its date and that may still matter; the same as `counted()` of the queryset."""
        is_alive = self.is_running or self.is_suspended
        return is_alive and self.source == DateSource.COMPUTED and self.triggered_on is not None

    @property
    def shown_title(self) -> str:
        """The title in the active language; what staff wrote themselves stays as it is."""
        if get_language() != "en" or self.term not in TERMS:
            return self.title
        return TERMS[self.term].en[0].upper() + TERMS[self.term].en[1:]

    def noted(self) -> dict:
        """What the journal notes of it with each entry."""
        facts = {"term": self.term, "ends_on": self.ends_on.isoformat(), "state": str(self.state)}
        return {"case": self.case, "foundation": self.foundation} | facts


class Reminder(Waiting):
    """A warning before a deadline to one person: a row that waits for its day (R3)."""

    deadline = models.ForeignKey(
        Deadline,
        models.PROTECT,
        related_name="reminders",
        verbose_name=_("deadline"),
        help_text=_("Of which deadline."),
    )
    deadline_version = models.PositiveIntegerField(
        _("version"), help_text=_("The version of the ladder it belongs to; a moved deadline cancels older ones.")
    )
    days_before = models.PositiveSmallIntegerField(_("days before"), help_text=_("Which rung of the ladder."))
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="reminders",
        verbose_name=_("recipient"),
        help_text=_("Who is warned."),
    )
    is_escalation = models.BooleanField(
        _("passed on"), default=False, help_text=_("The one before did not answer, left, or cannot be reached.")
    )
    message = models.ForeignKey(
        Message,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reminders",
        verbose_name=_("message"),
        help_text=_("The one message that told it; several reminders of a morning share theirs."),
    )

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "deadline_version", "days_before", "recipient"],
                condition=Q(is_escalation=False),
                name="reminder_once_per_rung",
            ),
            models.UniqueConstraint(
                fields=["deadline", "deadline_version", "recipient"],
                condition=Q(is_escalation=True),
                name="reminder_passed_on_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at", "id"], name="reminder_waiting")]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")

    def __str__(self):
        return f"{self.days_before} d · {self.deadline}"


class Acknowledgement(Base):
    """Somebody said by name: I have seen this deadline."""

    deadline = models.ForeignKey(
        Deadline,
        models.PROTECT,
        related_name="acknowledgements",
        verbose_name=_("deadline"),
        help_text=_("Which deadline."),
    )
    deadline_version = models.PositiveIntegerField(
        _("version"), help_text=_("The version of the ladder; a moved deadline must be seen again.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="acknowledgements",
        verbose_name=_("by"),
        help_text=_("Who saw it."),
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["deadline", "deadline_version", "by"], name="acknowledged_once_per_version")
        ]
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")

    def __str__(self):
        return f"{self.by} · {self.deadline}"
