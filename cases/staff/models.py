"""Who works for which foundation."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.models import Base
from cases.parties.models import Foundation
from cases.staff.choices import Role
from cases.staff.querysets import MembershipQuerySet


class User(AbstractUser, Base):
    """A member of staff who signs in with a password and a second factor."""

    email = models.EmailField(_("e-mail"), unique=True, help_text=_("Where reminders go; unique per person."))
    language = models.CharField(
        _("language"),
        max_length=2,
        default="nl",
        choices=[("nl", "Nederlands"), ("en", "English")],
        help_text=_("In which language mails are written."),
    )

    class Meta:
        ordering = ["last_name", "first_name", "username"]
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")

    def __str__(self):
        return self.get_full_name() or self.username


class Membership(Base):
    """A member of staff works for a foundation in one role, for a time."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="memberships", verbose_name=_("member of staff"), help_text=_("Who works.")
    )
    foundation = models.ForeignKey(
        Foundation, models.PROTECT, related_name="memberships", verbose_name=_("foundation"), help_text=_("For whom.")
    )
    role = models.CharField(_("role"), max_length=15, choices=Role, help_text=_("What this person may do there."))
    deputy = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deputises_for",
        verbose_name=_("deputy"),
        help_text=_("Who is warned when this person does not answer."),
    )
    started_on = models.DateField(_("from"), help_text=_("First working day."))
    ended_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Last working day; empty while it lasts.")
    )
    absent_from = models.DateField(
        _("absent from"), null=True, blank=True, help_text=_("First day away; the deputy is warned of deadlines.")
    )
    absent_until = models.DateField(
        _("absent until"),
        null=True,
        blank=True,
        help_text=_("Last day away; empty while nobody knows."),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["foundation", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "foundation", "role"],
                condition=Q(ended_on=None),
                name="one_current_membership_per_role",
            ),
            models.CheckConstraint(
                condition=Q(absent_until=None) | Q(absent_from__isnull=False, absent_until__gte=F("absent_from")),
                name="absence_ends_after_it_begins",
                violation_error_message=_("An absence has a first day, and its last day is not before it."),
            ),
        ]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self):
        return f"{self.user}, {self.get_role_display()}, {self.foundation.short_name}"
