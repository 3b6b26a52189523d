"""A message is a row before it is a mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.core.models import Base, Waiting
from cases.outbox.querysets import MessageQuerySet


class Message(Base, Waiting):
    """One message to one recipient.

    The address and the context are kept only as long as the message may have to be sent again;
    a sensitive context (a sign-in code) is wiped as soon as it is sent. Rules R1 to R11.
    """

    foundation = models.ForeignKey(
        "cases.Foundation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("foundation"),
        help_text=_("In whose name it is sent; empty for messages to the operator."),
    )
    template = models.CharField(_("template"), max_length=60, help_text=_("The wording in templates/mail."))
    address = models.EmailField(_("address"), max_length=254, blank=True, help_text=_("Where it goes; erased later."))
    language = models.CharField(_("language"), max_length=2, default="nl", help_text=_("In which language it is sent."))
    context = models.JSONField(
        _("context"), default=dict, blank=True, help_text=_("What the wording needs; erased later.")
    )
    dedupe_key = models.CharField(
        _("key"), max_length=200, unique=True, help_text=_("A second message with the same key is never made.")
    )
    is_sensitive = models.BooleanField(
        _("sensitive"), default=False, help_text=_("Holds a secret: wiped at once after sending.")
    )
    give_up_at = models.DateTimeField(
        _("give up at"), null=True, blank=True, help_text=_("After this moment it is of no use to anyone.")
    )
    settled_reason = models.CharField(
        _("settled by hand"), max_length=200, blank=True, help_text=_("Why a member of staff closed it, and how.")
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "due_at", "id"], name="message_waiting")]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self):
        return f"{self.template} {self.public_id}"

    @property
    def message_id(self) -> str:
        """The Message-ID header (RFC 5322): the same on every attempt."""
        return f"<{self.public_id}@achterban>"
