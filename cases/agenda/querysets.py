"""Which keys."""

from django.db import models


class CalendarKeyQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(revoked_at=None)

    def of_token_hash(self, token_hash: str):
        return self.filter(token_hash=token_hash)
