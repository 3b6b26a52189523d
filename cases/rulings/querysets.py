"""Which rulings."""

from django.db import models


class RulingQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_published=True, case__is_published=True)
