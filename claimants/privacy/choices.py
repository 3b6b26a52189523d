"""Closed lists of the requests about one's own data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestKind(models.TextChoices):
    """What somebody may ask about their own data (art. 15 to 21 AVG)."""

    ACCESS = "access", _("see my data (art. 15)")
    RECTIFICATION = "rectification", _("correct my data (art. 16)")
    ERASURE = "erasure", _("erase my data (art. 17)")
    RESTRICTION = "restriction", _("leave my data alone (art. 18)")
    PORTABILITY = "portability", _("take my data along (art. 20)")
    OBJECTION = "objection", _("object to the use of my data (art. 21)")


class RequestState(models.TextChoices):
    """Where a request stands."""

    RECEIVED = "received", _("received")
    STARTED = "started", _("taken up")
    ANSWERED = "answered", _("answered")
    REFUSED = "refused", _("refused")
    CANCELLED = "cancelled", _("taken back")


class Channel(models.TextChoices):
    """How a request came in."""

    PORTAL = "portal", _("own pages")
    MAIL = "mail", _("e-mail")
    LETTER = "letter", _("letter")
    PHONE = "phone", _("telephone")


class Identity(models.TextChoices):
    """How we know that the person who asks is the person it is about; never by a copy of an identity document."""

    OPEN = "open", _("not established yet")
    MAILBOX = "mailbox", _("proved the mailbox on file")
    CALLED_BACK = "called_back", _("called back on the number on file")
    LETTER_CODE = "letter_code", _("a code by letter to the address on file")
    REPRESENTATIVE = "representative", _("acts for this minor, by our file")
