"""Which entries."""

from django.db import models


class EntryQuerySet(models.QuerySet):
    def about(self, subject):
        return self.filter(subject_kind=subject._meta.model_name, subject_id=subject.public_id)

    def of_case(self, case):
        return self.filter(case=case)
