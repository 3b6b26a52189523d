"""An import, the rows of its file, and the ranges in which they are worked on."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base, Waiting
from cases.core.tenancy import FoundationManager, OwnedByFoundation, whose_file
from cases.dossier.models import Case, ClaimantGroup
from claimants.imports.choices import DateOrder, Delimiter, Encoding, FileFormat, ImportState, Step, Verdict
from claimants.imports.querysets import LEFT, ImportQuerySet, ImportRangeQuerySet, ImportRowQuerySet
from claimants.registrations.choices import Level


class Import(OwnedByFoundation, Base):
    """A file of registrations on its way into the file of one foundation; a second person says yes to large ones."""

    foundation = whose_file("imports")
    case = models.ForeignKey(
        Case, models.PROTECT, related_name="imports", verbose_name=_("case"), help_text=_("Which case people join.")
    )
    group = models.ForeignKey(
        ClaimantGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name=_("group"),
        help_text=_("Which group people join; empty: a column of the file names it."),
    )
    level = models.CharField(
        _("level"), max_length=12, choices=Level, default=Level.PARTICIPANT, help_text=_("How far people join.")
    )
    source_name = LineField(
        _("source"),
        max_length=50,
        help_text=_("Where the file comes from, such as a form or a partner; columns are remembered by it."),
    )
    file = models.FileField(
        _("file"), upload_to="imports", blank=True, help_text=_("A CSV or XLSX file; removed after some weeks.")
    )
    sha256 = models.CharField(
        _("fingerprint"), max_length=64, editable=False, help_text=_("SHA-256 of the file: the same file goes in once.")
    )
    byte_count = models.PositiveBigIntegerField(_("size"), default=0, help_text=_("Size of the file in bytes."))
    file_format = models.CharField(
        _("format"), max_length=4, choices=FileFormat, help_text=_("Judged by the content, never by the name.")
    )
    encoding = models.CharField(
        _("encoding"), max_length=8, blank=True, choices=Encoding, help_text=_("How the letters are written.")
    )
    delimiter = models.CharField(
        _("separator"), max_length=1, blank=True, choices=Delimiter, help_text=_("What stands between two columns.")
    )
    date_order = models.CharField(
        _("dates"), max_length=3, blank=True, choices=DateOrder, help_text=_("In which order dates are written.")
    )
    headers = models.JSONField(_("columns"), default=list, blank=True, help_text=_("The first row of the file."))
    mapping = models.JSONField(
        _("meaning of the columns"), default=list, blank=True, help_text=_("One word a column; empty: left out.")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ImportState,
        default=ImportState.UPLOADED,
        help_text=_("Where this import stands."),
    )
    refusal = models.JSONField(
        _("why the file was refused"), default=dict, blank=True, help_text=_("What was wrong, and in which line.")
    )
    is_partial = models.BooleanField(
        _("only good rows"), default=False, help_text=_("Rows with errors stay out; otherwise one error keeps all out.")
    )
    row_count = models.PositiveIntegerField(_("rows"), default=0, help_text=_("Rows read, without the first."))
    new_count = models.PositiveIntegerField(_("new"), default=0, help_text=_("Registrations that are made."))
    updated_count = models.PositiveIntegerField(_("updated"), default=0, help_text=_("Known ones that change."))
    same_count = models.PositiveIntegerField(_("same"), default=0, help_text=_("Known ones that stay as they are."))
    refused_count = models.PositiveIntegerField(_("refused"), default=0, help_text=_("Rows that stay out."))
    duplicate_count = models.PositiveIntegerField(
        _("possibly known"), default=0, help_text=_("New rows whose address somebody else has too.")
    )
    kept_count = models.PositiveIntegerField(
        _("kept"), default=0, help_text=_("Rows that could not be undone, because somebody changed them.")
    )
    code_counts = models.JSONField(
        _("remarks"), default=dict, blank=True, help_text=_("How many rows there are for each remark.")
    )
    read_bytes = models.PositiveBigIntegerField(
        _("read"), default=0, help_text=_("How far the file has been read, in bytes.")
    )
    began_at = models.DateTimeField(
        _("began at"), null=True, blank=True, help_text=_("When the step that now runs began.")
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
        help_text=_("Who brought the file; empty: an operator at the command line."),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
        help_text=_("Who said yes to a large file: somebody else."),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, help_text=_("When that was."))
    finished_at = models.DateTimeField(
        _("finished at"), null=True, blank=True, help_text=_("When the last row was in.")
    )

    objects = FoundationManager.from_queryset(ImportQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "id"], name="import_of_foundation"),
            models.UniqueConstraint(
                fields=["foundation", "sha256"], condition=~Q(state__in=LEFT), name="import_once_per_file"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(uploaded_by=None) | ~Q(approved_by=F("uploaded_by")),
                name="import_approved_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(state=ImportState.FINISHED)
                | Q(row_count=F("new_count") + F("updated_count") + F("same_count") + F("refused_count")),
                name="import_balances_when_finished",
            ),
        ]
        indexes = [models.Index(fields=["foundation", "source_name"], name="import_by_source")]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return f"{self.source_name} {str(self.public_id)[:8]}"


class ImportRow(OwnedByFoundation):
    """A row of the file as it was understood, with what it does; kept for some weeks, until nothing can be undone.

    The keys of what it makes are handed out with the row, so that no row is ever made twice. The composite key of the
    walls holds `foundation` and `batch`; a key of each would be looked up for every row of a million.
    """

    foundation = whose_file("import_rows", db_constraint=False, db_index=False)
    batch = models.ForeignKey(
        Import,
        models.PROTECT,
        related_name="rows",
        db_constraint=False,
        db_index=False,
        verbose_name=_("import"),
        help_text=_("Of which file."),
    )
    number = models.PositiveIntegerField(_("row"), help_text=_("As a spreadsheet counts: the column names are row 1."))
    verdict = models.CharField(_("outcome"), max_length=8, choices=Verdict, help_text=_("What this row does."))
    code = models.CharField(_("remark"), max_length=24, blank=True, help_text=_("The weightiest remark; often none."))
    remarks = models.JSONField(
        _("remarks"), null=True, blank=True, help_text=_("Each remark with its column and the value that stands there.")
    )
    is_known = models.BooleanField(_("known"), default=False, help_text=_("Whether the person is in the file already."))
    is_registered = models.BooleanField(
        _("registered"), default=False, help_text=_("Whether the person is in the group already.")
    )
    claimant_key = models.BigIntegerField(_("person"), null=True, blank=True, help_text=_("Key of the person."))
    registration_key = models.BigIntegerField(
        _("registration"), null=True, blank=True, help_text=_("Key of the registration.")
    )
    reference = models.CharField(_("reference"), max_length=12, blank=True, help_text=_("Reference of a new person."))
    claimant_uuid = models.UUIDField(_("name of the person"), null=True, help_text=_("Public id of a new person."))
    registration_uuid = models.UUIDField(
        _("name of the registration"), null=True, help_text=_("Public id of a new registration.")
    )
    group_key = models.BigIntegerField(_("group"), null=True, blank=True, help_text=_("Key of the group."))
    source_key = models.CharField(_("key in the source"), max_length=100, blank=True, help_text=_("As in the file."))
    full_name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("As in the file."))
    called_name = models.CharField(_("called"), max_length=100, blank=True, help_text=_("As in the file."))
    email = models.CharField(_("e-mail"), max_length=254, blank=True, help_text=_("As in the file."))
    email_index = models.CharField(_("e-mail index"), max_length=64, blank=True, help_text=_("Keyed hash of it."))
    phone = models.CharField(_("telephone"), max_length=30, blank=True, help_text=_("As in the file."))
    street = models.CharField(_("street and number"), max_length=200, blank=True, help_text=_("As in the file."))
    postcode = models.CharField(_("postcode"), max_length=12, blank=True, help_text=_("As in the file."))
    city = models.CharField(_("place"), max_length=100, blank=True, help_text=_("As in the file."))
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166-1; empty: not given."))
    language = models.CharField(_("language"), max_length=2, blank=True, help_text=_("Empty: not given."))
    born_on = models.DateField(_("date of birth"), null=True, blank=True, help_text=_("Empty: not given."))
    used_from = models.DateField(_("used from"), null=True, blank=True, help_text=_("Empty: not given."))
    used_until = models.DateField(_("used until"), null=True, blank=True, help_text=_("Empty: not given."))
    joined_on = models.DateField(_("joined on"), null=True, blank=True, help_text=_("Empty: the day of the import."))
    before = models.JSONField(
        _("before"), null=True, blank=True, help_text=_("What stood there before a known one was updated.")
    )

    objects = FoundationManager.from_queryset(ImportRowQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "batch", "number"], name="import_row_once_per_number")
        ]
        indexes = [models.Index(fields=["batch", "code", "number"], condition=~Q(code=""), name="import_row_by_remark")]
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")

    def __str__(self):
        return str(self.number)


class ImportRange(Waiting):
    """A range of rows that one worker takes in, or takes out, in one transaction. It holds numbers only."""

    foundation = whose_file("import_ranges", help_text=_("For whom this is done."))
    batch = models.ForeignKey(
        Import, models.PROTECT, related_name="ranges", verbose_name=_("import"), help_text=_("Of which file.")
    )
    step = models.CharField(_("step"), max_length=5, choices=Step, help_text=_("What is done."))
    first_number = models.PositiveIntegerField(_("from row"), default=0, help_text=_("First row of the range."))
    last_number = models.PositiveIntegerField(_("until row"), default=0, help_text=_("Last row of the range."))
    counts = models.JSONField(_("counts"), default=dict, blank=True, help_text=_("What the rows did."))

    objects = ImportRangeQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "first_number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "step", "first_number"], name="import_range_once_per_step")
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="import_range_waiting")]
        verbose_name = _("range of an import")
        verbose_name_plural = _("ranges of an import")

    def __str__(self):
        return f"{self.first_number}–{self.last_number}"
