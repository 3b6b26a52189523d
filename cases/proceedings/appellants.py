"""Whose appeal it is: of a foundation or a defendant, so that the appeal of one may end while another's goes on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.parties.models import Defendant, Foundation

Party = Foundation | Defendant


class OfParty(models.Model):
    """The party that lodged an appeal or cassation, or whose appeal an event ends; empty when it does not matter."""

    appellant_foundation = models.ForeignKey(
        Foundation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("appellant, a foundation"),
        help_text=_("Whose appeal it is, when a foundation's."),
    )
    appellant_defendant = models.ForeignKey(
        Defendant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("appellant, a defendant"),
        help_text=_("Whose appeal it is, when a defendant's."),
    )

    class Meta:
        abstract = True

    @property
    def appellant(self) -> Party | None:
        """The foundation or the defendant."""
        return self.appellant_foundation or self.appellant_defendant

    @appellant.setter
    def appellant(self, party: Party | None):
        self.appellant_foundation = party if isinstance(party, Foundation) else None
        self.appellant_defendant = party if isinstance(party, Defendant) else None

    @property
    def appellant_key(self) -> str:
        """The same text for the same party, empty for none."""
        if self.appellant_foundation_id:
            return f"foundation:{self.appellant_foundation_id}"
        return f"defendant:{self.appellant_defendant_id}" if self.appellant_defendant_id else ""


def parties_of(case) -> dict[str, Party]:
    """Who may appeal in a case, by the key an event has of them: its foundations, then its defendants."""
    suing = Foundation.objects.filter(proceedings__case=case).distinct().order_by("name")
    sued = Defendant.objects.filter(roles__case=case).order_by("name")
    return {f"foundation:{one.pk}": one for one in suing} | {f"defendant:{one.pk}": one for one in sued}
