"""Closed lists of what is written to people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    """What a message is about; preferences are kept by kind."""

    REGISTRATION = "registration", _("your own registration")
    CHOICE = "choice", _("a choice you can or must make")
    MONEY = "money", _("money for you")
    MAJORITY = "majority", _("turning eighteen")
    TERMS = "terms", _("changes of our agreement or our privacy statement")
    PRIVACY = "privacy", _("your requests about your data")
    STAGE = "stage", _("a step in your case")
    RULING = "ruling", _("a ruling in your case")
    NEWSLETTER = "newsletter", _("other news of the foundation")


class Rhythm(models.TextChoices):
    """How soon somebody wants to read one kind of news."""

    AT_ONCE = "at_once", _("at once")
    WEEKLY = "weekly", _("once a week")
    NEVER = "never", _("not by e-mail")


class NoticeState(models.TextChoices):
    """How far a notice is on its way out."""

    DRAFT = "draft", _("to be approved")
    APPROVED = "approved", _("approved")
    CANCELLED = "cancelled", _("cancelled")


class WhereTheyLive(models.TextChoices):
    """People by country of residence."""

    ANYWHERE = "any", _("everywhere")
    NETHERLANDS = "nl", _("in the Netherlands")
    ABROAD = "abroad", _("outside the Netherlands")


class HowOld(models.TextChoices):
    """People by age on the day the notice goes out."""

    ANY = "any", _("of any age")
    MINORS = "minors", _("under eighteen")
    ADULTS = "adults", _("eighteen or older")


class Fate(models.TextChoices):
    """What became of a message, as the outbox tells it."""

    WAITING = "waiting", _("waits to be sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("could not be delivered")
    HERE = "here", _("only to be read here")
