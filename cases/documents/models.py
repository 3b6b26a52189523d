"""The papers of a case."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.fields import LineField
from cases.core.models import Base
from cases.documents.choices import DocumentKind
from cases.documents.querysets import DocumentQuerySet
from cases.dossier.models import Case


class Document(Base):
    """A paper of a case, as a link or a file, public only when staff switched it on."""

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="documents", verbose_name=_("case"), help_text=_("Which case.")
    )
    title = LineField(_("title"), max_length=200, help_text=_("What the reader looks for."))
    kind = models.CharField(
        _("kind"), max_length=16, choices=DocumentKind, default=DocumentKind.OTHER, help_text=_("What it is.")
    )
    dated_on = models.DateField(_("date of the paper"), null=True, blank=True, help_text=_("Empty when unknown."))
    url = models.URLField(
        _("link"), max_length=500, blank=True, help_text=_("Where it can be read, such as the register.")
    )
    file = models.FileField(_("file"), upload_to="documents", blank=True, help_text=_("A PDF of at most 10 MB."))
    is_published = models.BooleanField(_("published"), default=False, help_text=_("Whether the public can see it."))
    published_at = models.DateTimeField(
        _("published at"), null=True, blank=True, editable=False, help_text=_("Since when.")
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["case", "-dated_on", "title"]
        constraints = [
            models.CheckConstraint(condition=~Q(url="") | ~Q(file=""), name="document_has_a_link_or_a_file"),
        ]
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        """Where the public reads it: our copy when there is one, otherwise where it stands."""
        if not self.file:
            return self.url
        return reverse("document", kwargs={"slug": self.case.slug, "public_id": self.public_id})
