"""Which entries."""

from django.db import models
from django.db.models import Q

from cases.core.tenancy import acting_foundation_id


class EntryQuerySet(models.QuerySet):
    def about(self, subject):
        return self.filter(subject_kind=subject._meta.model_name, subject_id=subject.public_id)

    def of_case(self, case):
        return self.filter(case=case)

    def visible_to_acting(self):
        """What everybody may know and what concerns the acting foundation; all of it for who acts for none."""
        foundation_id = acting_foundation_id()
        if foundation_id is None:
            return self
        return self.filter(Q(foundation=None) | Q(foundation=foundation_id))
