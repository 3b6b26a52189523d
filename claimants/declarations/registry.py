"""What comes from the court registry, and what goes there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base
from cases.core.tenancy import FoundationManager, OwnedByFoundation, whose_file
from claimants.declarations.choices import RowOutcome
from claimants.declarations.querysets import RegistryRowQuerySet
from claimants.people.models import Claimant


class RegistryList(OwnedByFoundation, Base):
    """A list of declarations that came from the court registry (opt-outlijst van de griffie), as it was uploaded."""

    foundation = whose_file("registry_lists")
    window = models.ForeignKey(
        "claimants.Window",
        models.PROTECT,
        related_name="registry_lists",
        verbose_name=_("window"),
        help_text=_("For which window."),
    )
    received_on = models.DateField(_("received on"), help_text=_("The day the registry gave it."))
    sha256 = models.CharField(_("checksum"), max_length=64, help_text=_("SHA-256 of the file."))
    row_count = models.PositiveIntegerField(_("lines"), default=0, help_text=_("How many lines it has."))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
        help_text=_("Who uploaded it."),
    )

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "id"], name="registry_list_of_foundation"),
            models.UniqueConstraint(fields=["foundation", "window", "sha256"], name="registry_list_once_per_file"),
        ]
        verbose_name = _("list of the registry")
        verbose_name_plural = _("lists of the registry")

    def __str__(self):
        return f"{self.received_on} · {self.sha256[:12]}"


class RegistryRow(OwnedByFoundation, Base):
    """One line of the registry's list, and whom in the file it names, if that is certain."""

    foundation = whose_file("registry_rows")
    registry_list = models.ForeignKey(
        RegistryList, models.PROTECT, related_name="rows", verbose_name=_("list"), help_text=_("On which list.")
    )
    line = models.PositiveIntegerField(_("line"), help_text=_("The line of the file."))
    reference = LineField(_("reference"), max_length=40, blank=True, help_text=_("As the list says."))
    name = LineField(_("name"), max_length=200, blank=True, help_text=_("As the list says."))
    stated_on = models.DateField(_("stated on"), help_text=_("The day on which the registry received the statement."))
    outcome = models.CharField(_("outcome"), max_length=10, choices=RowOutcome, help_text=_("What it came to."))
    claimant = models.ForeignKey(
        Claimant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="registry_rows",
        verbose_name=_("claimant"),
        help_text=_("Whom it names, once that is certain."),
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
        help_text=_("Who decided what the file could not."),
    )

    objects = FoundationManager.from_queryset(RegistryRowQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["registry_list", "line"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "registry_list", "line"], name="registry_row_once_per_line"),
            models.CheckConstraint(
                condition=~Q(outcome__in=[RowOutcome.MATCHED, RowOutcome.SETTLED]) | Q(claimant__isnull=False),
                name="registry_row_that_is_settled_names_somebody",
            ),
        ]
        verbose_name = _("line of the registry")
        verbose_name_plural = _("lines of the registry")

    def __str__(self):
        return f"{self.line} · {self.get_outcome_display()}"


class Submission(OwnedByFoundation, Base):
    """A list of declarations as it goes to the court registry: the bytes themselves, approved by a second person."""

    foundation = whose_file("submissions")
    window = models.ForeignKey(
        "claimants.Window",
        models.PROTECT,
        related_name="submissions",
        verbose_name=_("window"),
        help_text=_("For which window."),
    )
    up_to = models.PositiveBigIntegerField(
        _("up to"), help_text=_("The last place in the chain that was read for this list.")
    )
    in_time_count = models.PositiveIntegerField(_("in time"), help_text=_("How many declarations were in time."))
    late_count = models.PositiveIntegerField(_("late"), help_text=_("How many came too late."))
    content = models.BinaryField(_("file"), editable=False, help_text=_("The file as it was made; never made again."))
    sha256 = models.CharField(_("checksum"), max_length=64, help_text=_("SHA-256 of the file."))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("made by"),
        help_text=_("Who made the list."),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
        help_text=_("Who approved it: somebody else."),
    )
    approved_at = models.DateTimeField(
        _("approved at"), null=True, blank=True, help_text=_("When; empty while it is a draft.")
    )

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "window", "sha256"], name="submission_once_per_content"),
            models.CheckConstraint(condition=~Q(approved_by=F("made_by")), name="submission_needs_two_people"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) ^ Q(approved_at__isnull=False),
                name="submission_approved_by_someone",
            ),
        ]
        verbose_name = _("list for the registry")
        verbose_name_plural = _("lists for the registry")

    def __str__(self):
        return f"{self.created_at:%Y-%m-%d} · {self.sha256[:12]}"
