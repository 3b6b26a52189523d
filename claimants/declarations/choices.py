"""Closed lists of the declarations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WindowKind(models.TextChoices):
    """What may be declared in a window, and on which article it rests."""

    OPT_OUT = "opt_out", _("opt-out (art. 1018f Rv)")
    OPT_IN = "opt_in", _("opt-in from abroad (art. 1018f Rv)")
    SECOND_OPT_OUT = "second_opt_out", _("second opt-out, after a settlement (art. 1018h Rv)")
    LATE_STATEMENT = "late_statement", _("not bound, damage known later (art. 1018k Rv)")


class DeclarationKind(models.TextChoices):
    """What somebody declared; a reversal takes one earlier declaration back."""

    OPT_OUT = WindowKind.OPT_OUT.value, _("opt-out")
    OPT_IN = WindowKind.OPT_IN.value, _("opt-in")
    SECOND_OPT_OUT = WindowKind.SECOND_OPT_OUT.value, _("second opt-out")
    LATE_STATEMENT = WindowKind.LATE_STATEMENT.value, _("not bound, damage known later")
    REVERSAL = "reversal", _("reversal")


class Channel(models.TextChoices):
    """How a declaration reached us."""

    PORTAL = "portal", _("own page")
    LETTER = "letter", _("letter")
    EMAIL = "email", _("e-mail")
    REGISTRY = "registry", _("list of the registry")
    IMPORT = "import", _("import")
    PHONE = "phone", _("telephone")


class NoteKind(models.TextChoices):
    """What is known of a statement's way to the court registry, after we were told of it."""

    POSTED = "posted", _("posted, with proof")
    CONFIRMED = "confirmed", _("on the list of the registry")
    NOT_LISTED = "not_listed", _("not on the list of the registry")


class RowOutcome(models.TextChoices):
    """What a line of the registry's list came to; nothing is ever guessed."""

    MATCHED = "matched", _("matched")
    AMBIGUOUS = "ambiguous", _("may be somebody in the file")
    UNMATCHED = "unmatched", _("nobody in the file")
    SETTLED = "settled", _("settled by hand")
    SET_ASIDE = "set_aside", _("set aside")
