"""Closed lists of the consents."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TermsKind(models.TextChoices):
    """What kind of text it is."""

    PARTICIPATION_AGREEMENT = "participation_agreement", _("participation agreement")
    PRIVACY_STATEMENT = "privacy_statement", _("privacy statement")
    NEWSLETTER = "newsletter", _("newsletter")
    GUARDIAN_CONSENT = "guardian_consent", _("consent of who acts for a minor")
    TRANSFER = "transfer", _("transfer to another foundation")


class Act(models.TextChoices):
    """What somebody did with a text; each act is a row of its own."""

    TOLD = "told", _("was told")
    AGREED = "agreed", _("agreed")
    WITHDRAWN = "withdrawn", _("withdrew")


class Channel(models.TextChoices):
    """Along which way it came about."""

    PORTAL = "portal", _("own pages")
    FORM = "form", _("sign-up form")
    MAIL = "mail", _("e-mail")
    LETTER = "letter", _("letter")
    PHONE = "phone", _("telephone")
    STAFF = "staff", _("staff")
    IMPORT = "import", _("import")
    API = "api", _("program")
