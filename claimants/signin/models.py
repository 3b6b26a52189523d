"""A request to sign in: known only by hashes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.core.models import Base, Waiting
from claimants.signin.choices import Purpose
from claimants.signin.querysets import SignInRequestQuerySet


class SignInRequest(Base, Waiting):
    """Somebody typed an address; a worker looks it up, mails a link and a code, and one POST redeems it (R51).

    The row holds no address: only its blind index, and hashes of the link, the code and the browser.
    """

    purpose = models.CharField(
        _("purpose"), max_length=10, choices=Purpose, default=Purpose.SIGN_IN, help_text=_("What the code opens.")
    )
    email_index = models.CharField(_("e-mail index"), max_length=64, help_text=_("Keyed hash of the typed address."))
    network_hash = models.CharField(
        _("network"), max_length=64, help_text=_("Keyed hash of the network address, for limits.")
    )
    browser_hash = models.CharField(
        _("browser"), max_length=64, help_text=_("Hash of the cookie of the browser that asked.")
    )
    language = models.CharField(_("language"), max_length=2, default="nl", help_text=_("In which language was asked."))
    token_hash = models.CharField(
        _("link"), max_length=64, blank=True, db_index=True, help_text=_("Hash of the link's token.")
    )
    code_hash = models.CharField(_("code"), max_length=64, blank=True, help_text=_("Keyed hash of the code."))
    try_count = models.PositiveSmallIntegerField(_("tries"), default=0, help_text=_("Wrong codes so far; five end it."))
    expires_at = models.DateTimeField(_("expires at"), help_text=_("Ten minutes after it was asked."))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True, help_text=_("Once, by a POST."))
    foundations = models.JSONField(
        _("foundations"), default=list, help_text=_("Primary keys of the files in which the address stands.")
    )

    objects = SignInRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "due_at", "id"], name="signin_waiting"),
            models.Index(fields=["email_index", "created_at"], name="signin_by_address"),
            models.Index(fields=["network_hash", "created_at"], name="signin_by_network"),
            models.Index(fields=["browser_hash"], name="signin_by_browser"),
        ]
        verbose_name = _("sign-in request")
        verbose_name_plural = _("sign-in requests")

    def __str__(self):
        return str(self.public_id)
