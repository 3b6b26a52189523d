"""Which deadlines and reminders."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from cases.core.claims import State
from cases.deadlines.choices import RUNNING, DateSource, DeadlineState


class DeadlineQuerySet(models.QuerySet):
    def running(self):
        return self.filter(state__in=RUNNING)

    def counted(self):
        """Whose date the law counts and may still matter: what runs, and what is suspended until it runs again."""
        states = (*RUNNING, DeadlineState.SUSPENDED)
        return self.filter(state__in=states, source=DateSource.COMPUTED).exclude(triggered_on=None)

    def overdue(self, today: date):
        return self.running().filter(ends_on__lt=today)

    def ending_within(self, days: int, today: date):
        return self.running().filter(ends_on__gte=today, ends_on__lte=today + timedelta(days=days))

    def of_case(self, case):
        return self.filter(case=case)

    def public(self):
        return self.filter(is_public=True, case__is_published=True).exclude(state="superseded")

    def visible_to(self, foundation):
        """What staff of one foundation may see: its own deadlines and everybody's."""
        return self.filter(Q(foundation=None) | Q(foundation=foundation))

    def concerning(self, foundation):
        """Its own deadlines, and everybody's in the cases it takes part in."""
        in_case = Q(case__proceedings__foundation=foundation) | Q(case__groups__representations__foundation=foundation)
        return self.filter(Q(foundation=foundation) | Q(foundation=None) & in_case).distinct()

    def unconfirmed(self):
        return self.running().filter(confirmed_by=None)

    def with_acknowledgement(self):
        """Adds `is_acknowledged`: somebody saw it as it stands now."""
        return self.annotate(is_acknowledged=Exists(self._of_this_version("acknowledgements")))

    def unanswered(self, *, until: date, patience: timedelta):
        """Ending by `until`, not acknowledged although a reminder went out some time ago, or nobody gets one."""
        reminders = self._of_this_version("reminders")
        told = reminders.filter(state=State.DONE, done_at__lte=Now() - patience)
        return (
            self.running()
            .filter(~Exists(self._of_this_version("acknowledgements")), Exists(told) | ~Exists(reminders))
            .filter(ends_on__lte=until)
        )

    def _of_this_version(self, name):
        related = self.model._meta.get_field(name).related_model
        return related.objects.filter(deadline=OuterRef("pk"), deadline_version=OuterRef("ladder_version"))


class ReminderQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=State.WAITING)

    def undelivered(self):
        """Told by a message that could not be delivered, while the deadline stands as it was and somebody must act."""
        return self.filter(
            message__state=State.DEAD, deadline__state__in=RUNNING, deadline_version=F("deadline__ladder_version")
        )

    def pending(self):
        """Not sent yet, also while a worker is at it."""
        return self.filter(state__in=[State.WAITING, State.RUNNING])
