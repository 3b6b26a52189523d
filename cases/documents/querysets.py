"""Which documents."""

from django.db import models


class DocumentQuerySet(models.QuerySet):
    def published(self):
        return self.filter(is_published=True)

    def public(self):
        return self.published().filter(case__is_published=True)
