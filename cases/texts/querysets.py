"""Which texts."""

from django.db import models

from cases.texts.choices import TextState

PLACE = ("case", "group", "foundation", "code", "variant", "audience", "language")


class StageTextQuerySet(models.QuerySet):
    def in_force(self):
        """What people read now: the newest approved version of each, unless that one withdrew it."""
        return self.filter(state=TextState.APPROVED, is_withdrawal=False)

    def to_approve(self):
        return self.filter(state=TextState.DRAFT)

    def same_place(self, text):
        """Every version of the same text, the newest first."""
        return self.filter(**{name: getattr(text, name) for name in PLACE}).order_by("-number")
