"""Which steps for many, which rows of them, and which work waits."""

from datetime import datetime

from django.db import models

from claimants.bulk.choices import BulkState, Work

UNDECIDED = (BulkState.CHOOSING, BulkState.PROPOSED, BulkState.APPROVAL)


class BulkStepQuerySet(models.QuerySet):
    def undecided_since(self, moment: datetime):
        """Those that nobody decided on since that moment."""
        return self.filter(state__in=UNDECIDED, changed_at__lt=moment)

    def with_old_words(self, moment: datetime):
        """Those that ended before that moment and still hold the references that nobody has."""
        return self.filter(changed_at__lt=moment).exclude(state__in=UNDECIDED).exclude(unknown_references=[])


class BulkRowQuerySet(models.QuerySet):
    def fitting(self):
        """Registrations that take the step, or took it."""
        return self.filter(code="")

    def left_out(self):
        return self.exclude(code="")

    def between(self, first: int, last: int):
        return self.filter(registration__gte=first, registration__lte=last)

    def of_person(self, claimant):
        return self.filter(registration__claimant=claimant)


class BulkPortionQuerySet(models.QuerySet):
    def of_work(self, work: Work):
        return self.filter(work=work)

    def unfinished(self):
        return self.exclude(state="done")
