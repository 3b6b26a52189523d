"""Which notices and messages; always within the acting foundation."""

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Now

from cases.core.models import Waiting
from claimants.notices.choices import Fate, NoticeState

State = Waiting.State


class NoticeQuerySet(models.QuerySet):
    def to_approve(self):
        return self.filter(state=NoticeState.DRAFT)


class TidingQuerySet(models.QuerySet):
    def unmailed(self):
        return self.filter(message=None)

    def ripe(self):
        return self.unmailed().filter(due_at__lte=Now())

    def of_reachable(self):
        """For those we may write to; for who asked to be left alone it waits until that ends (art. 18 AVG)."""
        return self.filter(claimant__restricted_at=None, claimant__erased_at=None, claimant__merged_into=None)


class ClaimantMessageQuerySet(models.QuerySet):
    def with_fate(self):
        """What became of each, told by its row in the outbox."""
        return self.annotate(
            fate=Case(
                When(outbox=None, then=Value(Fate.HERE)),
                When(outbox__state=State.DONE, then=Value(Fate.SENT)),
                When(Q(outbox__state__in=[State.DEAD, State.CANCELLED]), then=Value(Fate.FAILED)),
                default=Value(Fate.WAITING),
                output_field=models.CharField(),
            )
        )
