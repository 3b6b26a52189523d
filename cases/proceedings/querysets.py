"""Which tracks, events, stages and hearings."""

from datetime import date

from django.db import models
from django.db.models import Q


class TrackQuerySet(models.QuerySet):
    def of_case(self, case):
        return self.filter(proceeding__case=case)

    def of_foundation(self, foundation):
        return self.filter(proceeding__foundation=foundation)


class DocketNumberQuerySet(models.QuerySet):
    def in_use(self, today: date):
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=today))


class CourtEventQuerySet(models.QuerySet):
    def standing(self):
        """Events that still count: not corrected, not withdrawn."""
        return self.filter(is_withdrawn=False, corrected_by=None)

    def public(self):
        return self.standing().filter(is_public=True, case__is_published=True)

    def by_others(self, foundation):
        """What people of other foundations recorded in the tracks of this one."""
        own = foundation.memberships.values("user")
        recorded = self.standing().filter(tracks__proceeding__foundation=foundation).exclude(recorded_by=None)
        return recorded.exclude(recorded_by__in=own).exclude(recorded_by__is_superuser=True).distinct()


class StageEntryQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(is_superseded=False)


class OverlayQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(is_superseded=False)


class HearingQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True, case__is_published=True)

    def upcoming(self, today: date):
        return self.filter(planned_on__gte=today, state="planned")
