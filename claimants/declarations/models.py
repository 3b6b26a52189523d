"""The ledger: what may be declared until when, what was declared, and the chain that proves it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField, ProseField
from cases.core.models import Base
from cases.core.tenancy import FoundationManager, OwnedByFoundation, whose_file
from cases.dossier.choices import Residence
from cases.dossier.models import ClaimantGroup
from cases.parties.models import SOURCE_HELP, Court
from cases.proceedings.models import CourtEvent
from claimants.declarations.choices import Channel, DeclarationKind, NoteKind, WindowKind
from claimants.declarations.querysets import DeclarationQuerySet, NoteQuerySet, WindowQuerySet
from claimants.declarations.registry import RegistryList, RegistryRow, Submission
from claimants.people.models import Claimant

__all__ = [
    "Checkpoint", "Declaration", "Ledger", "RegistryList", "RegistryNote", "RegistryRow", "Submission", "Window",
]  # fmt: skip


class Window(Base):
    """The time in which members of a group may declare something, as the court set it: never computed, never moved.

    A fact of the case that all foundations share. A window with declarations is never edited: a new row supersedes it.
    """

    group = models.ForeignKey(
        ClaimantGroup,
        models.PROTECT,
        related_name="windows",
        verbose_name=_("group"),
        help_text=_("Whose choice it is."),
    )
    kind = models.CharField(
        _("kind"), max_length=16, choices=WindowKind, help_text=_("What may be declared in this window.")
    )
    settlement = LineField(
        _("settlement"), max_length=120, blank=True, help_text=_("Only for a second opt-out: which settlement.")
    )
    residence = models.CharField(
        _("for people who live in"),
        max_length=10,
        choices=Residence,
        default=Residence.NETHERLANDS,
        help_text=_("Anywhere: the court extended the opt-out to people abroad (art. 1018f Rv)."),
    )
    opens_at = models.DateTimeField(_("opens at"), help_text=_("From this moment; usually the announcement."))
    closes_at = models.DateTimeField(
        _("closes at"), help_text=_("Before this moment: 24:00 Amsterdam time of the last day.")
    )
    legal_text = ProseField(_("legal text"), blank=True, help_text=_("The words of the court on this window."))
    court = models.ForeignKey(
        Court,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="windows",
        verbose_name=_("court"),
        help_text=_("To whose registry the statement goes."),
    )
    event = models.ForeignKey(
        CourtEvent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="windows",
        verbose_name=_("court event"),
        help_text=_("The event it rests on, such as the announcement."),
    )
    source = LineField(_("source"), max_length=300, blank=True, help_text=SOURCE_HELP)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
        help_text=_("The earlier window this one replaces, such as one that was extended."),
    )
    is_superseded = models.BooleanField(
        _("superseded"), default=False, editable=False, help_text=_("Whether a later row replaces this one.")
    )

    is_used = models.BooleanField(
        _("used"), default=False, editable=False, help_text=_("Whether any foundation has a declaration in it.")
    )

    objects = WindowQuerySet.as_manager()

    warnings: tuple[str, ...] = ()  # for the person who records it; never stored

    class Meta:
        ordering = ["-closes_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind", "settlement"],
                condition=Q(is_superseded=False),
                name="window_one_in_force_per_group_and_kind",
            ),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="window_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(kind=WindowKind.SECOND_OPT_OUT) ^ Q(settlement=""), name="window_names_its_settlement"
            ),
        ]
        verbose_name = _("window")
        verbose_name_plural = _("windows")

    def __str__(self):
        return " · ".join(filter(None, [self.get_kind_display(), self.settlement, str(self.group)]))


class Ledger(OwnedByFoundation, Base):
    """The end of a foundation's chain of declarations; whoever adds to the chain holds this row."""

    foundation = whose_file("ledgers", help_text=_("Whose chain."))
    length = models.PositiveBigIntegerField(_("length"), default=0, help_text=_("How many declarations it holds."))
    head_hash = models.CharField(
        _("head"), max_length=64, blank=True, help_text=_("The hash of the last declaration; empty before the first.")
    )

    class Meta(OwnedByFoundation.Meta):
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["foundation"], name="ledger_one_per_foundation")]
        verbose_name = _("ledger")
        verbose_name_plural = _("ledgers")

    def __str__(self):
        return f"{self.length} · {self.head_hash[:12]}"


class Declaration(OwnedByFoundation, Base):
    """What somebody declared about taking part (opt-out- of opt-inverklaring), as it reached us.

    Written once; the database refuses to change or delete it. Late ones are kept and marked. What holds for a person
    is derived from these rows (`positions`), never typed.
    """

    foundation = whose_file("declarations")
    claimant = models.ForeignKey(
        Claimant, models.PROTECT, related_name="declarations", verbose_name=_("claimant"), help_text=_("Who declared.")
    )
    window = models.ForeignKey(
        Window,
        models.PROTECT,
        related_name="declarations",
        verbose_name=_("window"),
        help_text=_("The window that was in force when it was received."),
    )
    kind = models.CharField(_("kind"), max_length=16, choices=DeclarationKind, help_text=_("What was declared."))
    turn = models.PositiveSmallIntegerField(
        _("turn"), default=1, editable=False, help_text=_("Rises when somebody declares again after a reversal.")
    )
    reverses = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reversals",
        verbose_name=_("reverses"),
        help_text=_("The earlier declaration that this row takes back."),
    )
    reason = LineField(
        _("reason"), max_length=300, blank=True, help_text=_("Why it is reversed; name nobody. It is kept for good.")
    )
    received_at = models.DateTimeField(
        _("received at"), help_text=_("When the first of our servers, or the letter box, had it.")
    )
    is_in_time = models.BooleanField(
        _("in time"), help_text=_("Whether that was within the window; decided then and never again.")
    )
    channel = models.CharField(_("by way of"), max_length=10, choices=Channel, help_text=_("How it reached us."))
    text_version = LineField(
        _("version of the text"), max_length=40, blank=True, help_text=_("Which text the person saw, if it was ours.")
    )
    evidence_sha256 = models.CharField(
        _("evidence"), max_length=64, blank=True, help_text=_("SHA-256 of the letter or file that proves it.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
        help_text=_("Who entered it; empty when the person did."),
    )
    chain_position = models.PositiveBigIntegerField(
        _("place in the chain"), help_text=_("One, two, three … within the foundation's ledger.")
    )
    salt = models.CharField(_("salt"), max_length=32, help_text=_("Hides the person behind the commitment."))
    person = models.CharField(
        _("commitment"), max_length=64, help_text=_("SHA-256 of salt and reference: proves who it was, tells nobody.")
    )
    previous_hash = models.CharField(
        _("previous hash"), max_length=64, blank=True, help_text=_("The hash of the declaration before this one.")
    )
    hash = models.CharField(_("hash"), max_length=64, help_text=_("SHA-256 over this row and the hash before it."))

    objects = FoundationManager.from_queryset(DeclarationQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "id"], name="declaration_of_foundation"),
            models.UniqueConstraint(
                fields=["foundation", "chain_position"], name="declaration_has_its_place_in_the_chain"
            ),
            models.UniqueConstraint(
                fields=["foundation", "claimant", "window", "kind", "turn"], name="declaration_once_per_turn"
            ),
            models.UniqueConstraint(
                fields=["foundation", "reverses"], condition=Q(reverses__isnull=False), name="declaration_reversed_once"
            ),
            models.CheckConstraint(
                condition=Q(kind=DeclarationKind.REVERSAL, reverses__isnull=False, recorded_by__isnull=False)
                & ~Q(reason="")
                | ~Q(kind=DeclarationKind.REVERSAL) & Q(reverses__isnull=True),
                name="reversal_says_what_why_and_by_whom",
            ),
        ]
        indexes = [models.Index(fields=["foundation", "window", "kind", "received_at"], name="declaration_by_window")]
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")

    def __str__(self):
        return f"{self.chain_position} · {self.get_kind_display()}"


class RegistryNote(OwnedByFoundation, Base):
    """What became of a declaration at the court registry: posted with proof, on its list, or not. Written once."""

    foundation = whose_file("registry_notes")
    declaration = models.ForeignKey(
        Declaration,
        models.PROTECT,
        related_name="notes",
        verbose_name=_("declaration"),
        help_text=_("Of which declaration."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=NoteKind, help_text=_("What became known."))
    happened_on = models.DateField(_("on"), help_text=_("The day of posting, or the day of the registry's list."))
    evidence_sha256 = models.CharField(
        _("evidence"), max_length=64, blank=True, help_text=_("SHA-256 of the proof of posting or of the list.")
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("noted by"),
        help_text=_("Who entered it; empty when the person did."),
    )

    objects = FoundationManager.from_queryset(NoteQuerySet)()

    class Meta(OwnedByFoundation.Meta):
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["foundation", "id"], name="registry_note_of_foundation")]
        verbose_name = _("registry note")
        verbose_name_plural = _("registry notes")

    def __str__(self):
        return f"{self.get_kind_display()} · {self.happened_on}"


class Checkpoint(models.Model):
    """The head of a foundation's chain as it was published: a place and a hash, of nobody. Written once."""

    foundation = whose_file("checkpoints", help_text=_("Whose chain."))
    chain_position = models.PositiveBigIntegerField(_("place in the chain"), help_text=_("Of the last declaration."))
    hash = models.CharField(_("hash"), max_length=64, help_text=_("The hash of the last declaration."))
    taken_at = models.DateTimeField(_("taken at"), auto_now_add=True, help_text=_("When it was published."))

    class Meta:
        ordering = ["foundation", "-chain_position"]
        constraints = [
            models.UniqueConstraint(fields=["foundation", "chain_position"], name="checkpoint_once_per_chain_position")
        ]
        verbose_name = _("published head of a chain")
        verbose_name_plural = _("published heads of chains")

    def __str__(self):
        return f"{self.chain_position} · {self.hash[:12]}"
