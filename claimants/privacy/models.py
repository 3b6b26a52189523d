"""Requests about one's own data, erasures that wait for their day, and holds that forbid them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField, ProseField
from cases.core.models import Base, Waiting
from cases.core.tenancy import FoundationManager, OwnedByFoundation, whose_file
from cases.dossier.models import Case
from claimants.people.models import Claimant
from claimants.privacy.choices import Channel, Identity, RequestKind, RequestState
from claimants.privacy.querysets import OPEN, HoldQuerySet, RequestQuerySet


class DataSubjectRequest(OwnedByFoundation, Base):
    """Somebody asks about their own data (verzoek van betrokkene, art. 15 to 21 AVG)."""

    foundation = whose_file("data_subject_requests")
    claimant = models.ForeignKey(
        Claimant,
        models.PROTECT,
        related_name="data_subject_requests",
        verbose_name=_("claimant"),
        help_text=_("Whose data it is about."),
    )
    kind = models.CharField(_("kind"), max_length=14, choices=RequestKind, help_text=_("What is asked."))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RequestState,
        default=RequestState.RECEIVED,
        help_text=_("Where the request stands."),
    )
    channel = models.CharField(_("channel"), max_length=8, choices=Channel, help_text=_("How it came in."))
    wish = ProseField(
        _("in their own words"), max_length=2000, blank=True, help_text=_("What the person wrote or said.")
    )
    asked_at = models.DateTimeField(_("asked at"), help_text=_("When it came in; the term runs from this day."))
    due_on = models.DateField(_("answer by"), help_text=_("The last day of the term; computed."))
    count = models.JSONField(_("count"), default=dict, help_text=_("Every step of the count of the last day."))
    extended_at = models.DateTimeField(
        _("extended at"), null=True, blank=True, help_text=_("When two more months were taken.")
    )
    extension_reason = LineField(
        _("reason of the extension"), max_length=300, blank=True, help_text=_("Why; the person reads this.")
    )
    identity = models.CharField(
        _("identity"), max_length=14, choices=Identity, default=Identity.OPEN, help_text=_("How we know who asks.")
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handled by"),
        help_text=_("Who took it up."),
    )
    answer = ProseField(
        _("answer"), max_length=4000, blank=True, help_text=_("What was answered; the person reads this.")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True, help_text=_("When it was closed."))

    objects = FoundationManager.from_queryset(RequestQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["foundation", "claimant", "kind"],
                condition=Q(state__in=OPEN),
                name="one_open_request_of_a_kind",
            ),
            models.UniqueConstraint(fields=["foundation", "id"], name="request_of_foundation"),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "refused"]) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="a_closed_request_has_its_answer",
            ),
        ]
        indexes = [models.Index(fields=["foundation", "state", "due_on"], name="request_queue")]
        verbose_name = _("request about data")
        verbose_name_plural = _("requests about data")

    def __str__(self):
        return f"{self.get_kind_display()} {str(self.public_id)[:8]}"


class Erasure(OwnedByFoundation, Base, Waiting):
    """A person's data waits to be erased: seven days to take it back, a second person's word, then the worker.

    What is left afterwards, where and why, stands in the report; no personal data is in it.
    """

    foundation = whose_file("erasures")
    request = models.ForeignKey(
        DataSubjectRequest,
        models.PROTECT,
        related_name="erasures",
        verbose_name=_("request"),
        help_text=_("What asked for it."),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
        help_text=_("Never the one who entered the request."),
    )
    approved_at = models.DateTimeField(
        _("approved at"), null=True, blank=True, help_text=_("Nothing is erased before this.")
    )
    report = models.JSONField(_("report"), default=dict, blank=True, help_text=_("What is left where, and why."))

    objects = FoundationManager()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "request"], name="erasure_once_per_request"),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="an_approval_has_a_name",
            ),
        ]
        indexes = [models.Index(fields=["foundation", "state", "due_at"], name="erasure_waiting")]
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")

    def __str__(self):
        return str(self.public_id)[:8]


class Hold(OwnedByFoundation, Base):
    """The data of a person, or of everybody in a case, is needed for a legal claim and stays (art. 17 lid 3 e AVG)."""

    foundation = whose_file("holds")
    claimant = models.ForeignKey(
        Claimant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="holds",
        verbose_name=_("claimant"),
        help_text=_("Whose data must stay."),
    )
    case = models.ForeignKey(
        Case,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("case"),
        help_text=_("Or: the data of everybody who joined this case."),
    )
    reason = LineField(_("reason"), max_length=300, help_text=_("Why; the person reads this."))
    placed_at = models.DateTimeField(_("placed at"), help_text=_("Since when."))
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True, help_text=_("Empty while it stands."))

    objects = FoundationManager.from_queryset(HoldQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claimant=None, case__isnull=False) | Q(claimant__isnull=False, case=None),
                name="a_hold_is_on_a_person_or_on_a_case",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(lifted_at__gte=F("placed_at")),
                name="a_hold_is_lifted_after_it_is_placed",
            ),
        ]
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")

    def __str__(self):
        return self.reason
