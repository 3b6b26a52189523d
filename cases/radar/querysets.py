"""Which proposals, and which changes in them."""

from django.db import models
from django.db.models import Q

from cases.radar.choices import ShiftState, SurveyKind, SurveyState


class SurveyQuerySet(models.QuerySet):
    def proposed(self):
        """Those that still wait for people."""
        return self.filter(state=SurveyState.PROPOSED)

    def applying(self):
        """Those that two people accepted and that are being carried out."""
        return self.filter(state=SurveyState.APPLYING)

    def of_rules(self):
        """Those that no decree day caused."""
        return self.filter(kind=SurveyKind.RECOUNT)


class ShiftQuerySet(models.QuerySet):
    def visible_to(self, foundation):
        """What staff of one foundation may see: the changes of its own deadlines and of everybody's."""
        return self.filter(Q(deadline__foundation=None) | Q(deadline__foundation=foundation))

    def waiting(self):
        return self.filter(state=ShiftState.WAITING)

    def rejected(self):
        """Changes that people said no to."""
        return self.filter(survey__state=SurveyState.REJECTED)
