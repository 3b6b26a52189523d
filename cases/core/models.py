"""What every table shares, and the few rows that belong to no room."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Base(models.Model):
    """A row with a public name, two moments and a version against lost updates."""

    public_id = models.UUIDField(
        _("public id"), default=uuid.uuid4, unique=True, editable=False, help_text=_("The name of this row outside.")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True, help_text=_("When this row was made."))
    changed_at = models.DateTimeField(_("changed at"), auto_now=True, help_text=_("When this row last changed."))
    version = models.PositiveIntegerField(
        _("version"), default=1, editable=False, help_text=_("Rises with each change; a stale form is refused.")
    )

    class Meta:
        abstract = True


class Waiting(models.Model):
    """Work that is a row: claimed under a lease, done once, never silently lost.

    See `core.claims` for the rules; they hold on SQLite and PostgreSQL alike.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        DEAD = "dead", _("given up")
        CANCELLED = "cancelled", _("cancelled")

    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING, help_text=_("Where this work stands.")
    )
    due_at = models.DateTimeField(_("due at"), help_text=_("Not before this moment; the database clock decides."))
    lease_until = models.DateTimeField(
        _("leased until"), null=True, blank=True, help_text=_("Until when one worker holds this row.")
    )
    lease_token = models.CharField(
        _("lease token"), max_length=32, blank=True, help_text=_("Proves that a worker still holds this row.")
    )
    has_begun = models.BooleanField(
        _("has begun"), default=False, help_text=_("The effect may have happened although nobody heard of it.")
    )
    attempt_count = models.PositiveIntegerField(_("attempts"), default=0, help_text=_("How often a worker tried."))
    death_count = models.PositiveIntegerField(
        _("deaths"), default=0, help_text=_("How many workers in a row died or froze on this row.")
    )
    is_possible_duplicate = models.BooleanField(
        _("possibly done twice"), default=False, help_text=_("A worker died after the effect may have begun.")
    )
    last_error = models.CharField(
        _("last error"), max_length=200, blank=True, help_text=_("The kind of the last failure, without personal data.")
    )
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, help_text=_("When it was finished."))

    class Meta:
        abstract = True


class Heartbeat(models.Model):
    """The last time a clock of the system was seen running; its silence is an alarm."""

    name = models.CharField(_("name"), max_length=50, primary_key=True, help_text=_("Which clock this is."))
    beat_at = models.DateTimeField(_("beat at"), help_text=_("When it last ran to its end."))

    class Meta:
        ordering = ["name"]
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self):
        return self.name
