"""Which rulings."""

import re

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Replace

from cases.rulings.ecli import normalise


class RulingQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_published=True, case__is_published=True)

    def with_ecli_like(self, text: str):
        """Rulings whose ECLI holds `text` in any spelling: case, blanks, colons and %3A do not matter."""
        letters = re.sub(r"[^A-Z0-9.]", "", normalise(text))
        if not letters:
            return self.none()
        return self.alias(letters=Replace(F("ecli"), Value(":"), Value(""))).filter(letters__contains=letters)
