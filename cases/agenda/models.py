"""The keys with which calendar programs fetch a calendar."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.agenda.choices import Level
from cases.agenda.querysets import CalendarKeyQuerySet
from cases.core.models import Base
from cases.parties.models import Foundation


class CalendarKey(Base):
    """An address that lets a calendar program read one person's deadlines and hearings for one foundation.

    Whoever has the address can read them, so it is shown once, kept only as a hash, and can be revoked.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="calendar_keys",
        verbose_name=_("member of staff"),
        help_text=_("Whose calendar it is."),
    )
    foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        related_name="+",
        verbose_name=_("foundation"),
        help_text=_("Of which foundation the deadlines are; each foundation has its own calendar."),
    )
    level = models.CharField(
        _("level"), max_length=4, choices=Level, default=Level.FULL, help_text=_("How much the calendar tells.")
    )
    token_hash = models.CharField(
        _("hash of the key"), max_length=64, unique=True, editable=False, help_text=_("The key itself is not kept.")
    )
    revoked_at = models.DateTimeField(
        _("revoked at"), null=True, blank=True, help_text=_("From then on the address no longer exists.")
    )
    used_at = models.DateTimeField(
        _("last used at"), null=True, blank=True, help_text=_("When a program last fetched it, within the hour.")
    )

    objects = CalendarKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("calendar")
        verbose_name_plural = _("my calendars")

    def __str__(self):
        return f"{self.foundation.short_name}, {self.get_level_display()}"

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None
