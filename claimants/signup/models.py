"""Through whom people can join a group, and sign-ups that are not finished yet."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base
from cases.core.tenancy import FoundationManager, OwnedByFoundation, whose_file
from cases.dossier.models import ClaimantGroup
from claimants.people.models import MAILABLE
from claimants.registrations.models import Registration
from claimants.signup.choices import About, SignUpState, Uses
from claimants.signup.querysets import OpeningQuerySet, SignUpQuerySet
from claimants.signup.rules import MAJORITY, YOUNGEST_ALONE


class Opening(Base):
    """From one day to another people can join a group through a foundation on this site."""

    foundation = whose_file("openings", help_text=_("Through whom people join."))
    group = models.ForeignKey(
        ClaimantGroup,
        models.PROTECT,
        related_name="openings",
        verbose_name=_("group"),
        help_text=_("Which group."),
    )
    opened_on = models.DateField(_("open from"), help_text=_("The first day on which people can sign up."))
    closed_on = models.DateField(
        _("open until"), null=True, blank=True, help_text=_("The last day; empty while there is no end.")
    )
    alone_from_age = models.PositiveSmallIntegerField(
        _("alone from the age of"),
        default=MAJORITY,
        help_text=_("From this age somebody signs up without a parent: 16, 17 or 18."),
    )

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["group", "foundation"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "group"], name="opening_once_per_group"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="opening_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=Q(alone_from_age__gte=YOUNGEST_ALONE) & Q(alone_from_age__lte=MAJORITY),
                name="opening_leaves_children_to_their_parents",
                violation_error_message=_("Fill in 16, 17 or 18."),
            ),
        ]
        verbose_name = _("opening for sign-ups")
        verbose_name_plural = _("openings for sign-ups")

    def __str__(self):
        return f"{self.foundation.short_name} · {self.group.name}"


class SignUp(OwnedByFoundation, Base):
    """Somebody is signing up: what they typed so far, in the file of the foundation they chose, for fourteen days.

    It becomes a registration when the mailbox is proven; then everything typed is wiped here.
    """

    foundation = whose_file("sign_ups")
    opening = models.ForeignKey(
        Opening,
        models.PROTECT,
        related_name="sign_ups",
        verbose_name=_("opening"),
        help_text=_("Which group, by whom."),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=SignUpState, default=SignUpState.OPEN, help_text=_("Where it stands.")
    )
    about = models.CharField(_("about"), max_length=10, choices=About, help_text=_("Whom the sign-up is about."))
    language = models.CharField(_("language"), max_length=2, default="nl", help_text=_("In which it is filled in."))
    uses = models.CharField(
        _("used the product"), max_length=10, choices=Uses, blank=True, help_text=_("Empty: not asked yet.")
    )
    used_from = models.DateField(_("used from"), null=True, blank=True, help_text=_("First day of the month named."))
    used_until = models.DateField(_("used until"), null=True, blank=True, help_text=_("Last day of the month named."))
    country = models.CharField(
        _("country of residence"), max_length=2, blank=True, help_text=_("ISO 3166-1; empty: not asked yet.")
    )
    full_name = LineField(_("name"), max_length=200, blank=True, help_text=_("Who joins."))
    born_on = models.DateField(_("date of birth"), null=True, blank=True, help_text=_("Of who joins."))
    guardian_name = LineField(
        _("name of the parent or guardian"), max_length=200, blank=True, help_text=_("Who signs for a child.")
    )
    email = models.EmailField(
        _("e-mail"), max_length=254, blank=True, validators=[MAILABLE], help_text=_("Of who signs; not proven yet.")
    )
    second_email = models.EmailField(
        _("e-mail of the second parent"),
        max_length=254,
        blank=True,
        validators=[MAILABLE],
        help_text=_("Who is told that a child was signed up."),
    )
    agreed = models.JSONField(
        _("agreed to"),
        default=list,
        blank=True,
        help_text=_("Primary keys of the texts that were ticked or shown, the act and the moment of each."),
    )
    request_key = models.UUIDField(
        _("request"), null=True, blank=True, help_text=_("Public id of the request by which the mailbox is proven.")
    )
    registration = models.ForeignKey(
        Registration,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sign_ups",
        verbose_name=_("registration"),
        help_text=_("What came of it."),
    )

    objects = FoundationManager.from_queryset(SignUpQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["foundation", "request_key"], name="sign_up_by_request"),
            models.Index(fields=["foundation", "created_at"], name="sign_up_by_age"),
        ]
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")

    def __str__(self):
        return str(self.public_id)[:8]

    @property
    def is_for_child(self) -> bool:
        """Whether a parent or guardian signs for somebody else."""
        return self.about in (About.PARENT, About.GUARDIAN)

    @property
    def is_finished(self) -> bool:
        return self.state == SignUpState.FINISHED
