"""The journal and the reactions that still have to run."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.core.models import Waiting
from cases.journal import wording
from cases.journal.querysets import EntryQuerySet


class Entry(models.Model):
    """One thing that happened. Written once; the database refuses to change or delete it.

    `data` holds numbers, codes and dates, never personal data. The subject is named by its kind
    and public id, so that an entry outlives what it is about.
    """

    action = models.CharField(_("action"), max_length=60, help_text=_("What happened, such as event.recorded."))
    at = models.DateTimeField(_("at"), auto_now_add=True, help_text=_("When it was written down."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("The member of staff who did it; empty for the system and for claimants."),
    )
    case = models.ForeignKey(
        "cases.Case",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("case"),
        help_text=_("The case it concerns, if any."),
    )
    foundation = models.ForeignKey(
        "cases.Foundation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("foundation"),
        help_text=_("The foundation whose business it is; empty for facts everybody may know."),
    )
    subject_kind = models.CharField(_("kind of subject"), max_length=40, help_text=_("The model it is about."))
    subject_id = models.UUIDField(_("subject"), help_text=_("The public id of what it is about."))
    data = models.JSONField(_("data"), default=dict, help_text=_("Codes, numbers and dates; never personal data."))

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="entry_by_subject")]
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")

    @property
    def shown_action(self) -> str:
        """What happened, in words for staff."""
        return wording.in_words(self.action)

    @property
    def shown_data(self) -> list[tuple[str, str]]:
        """What is noted with it, as pairs of a name and a value."""
        return list(wording.details(self.data))

    def __str__(self):
        return f"{self.action} {self.at:%Y-%m-%d %H:%M}"


class Reaction(Waiting):
    """One later reaction to one entry: a row until it has run."""

    entry = models.ForeignKey(
        Entry, models.PROTECT, related_name="reactions", verbose_name=_("entry"), help_text=_("What it reacts to.")
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("The service that runs."))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="reaction_once_per_entry")]
        indexes = [models.Index(fields=["state", "due_at", "id"], name="reaction_waiting")]
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")

    def __str__(self):
        return f"{self.name} ← {self.entry}"
