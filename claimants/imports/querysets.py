"""Which imports, which rows of them, and which work waits."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from claimants.imports.choices import ImportState, Step, Verdict

LEFT = (ImportState.CANCELLED, ImportState.UNDONE, ImportState.REFUSED)
ENDED = (ImportState.FINISHED, *LEFT)


class ImportQuerySet(models.QuerySet):
    def standing(self):
        """Those that did something, or still may: the same file is not taken in beside them."""
        return self.exclude(state__in=LEFT)

    def of_source(self, source_name: str):
        return self.filter(source_name=source_name)

    def waiting_for_people(self):
        return self.filter(state__in=[ImportState.UPLOADED, ImportState.CHECKED, ImportState.APPROVAL])

    def ended_before(self, moment: datetime):
        return self.filter(state__in=ENDED, changed_at__lt=moment)


class ImportRowQuerySet(models.QuerySet):
    def within(self, first: int, last: int):
        return self.filter(number__range=(first, last))

    def of_verdict(self, verdict: Verdict):
        return self.filter(verdict=verdict)

    def remarkable(self):
        """Rows with something to say about them: refused, warned, or perhaps somebody who is already in."""
        return self.exclude(code="")

    def with_index(self, index: str):
        return self.filter(email_index=index) if index else self.none()


class ImportRangeQuerySet(models.QuerySet):
    def of_step(self, step: Step):
        return self.filter(step=step)

    def unfinished(self):
        return self.filter(~Q(state="done"))
