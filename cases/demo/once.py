"""Load each piece of the demo once: what the journal knows is never loaded, changed or overwritten again."""

from collections.abc import Callable

from django.db import transaction

from cases.core.models import Base
from cases.journal import services as journal
from cases.journal.models import Entry


class Once:
    """The pieces that were loaded before, by name, and the way to load one more."""

    def __init__(self, *, by=None):
        self.by = by
        self.pieces = set(Entry.objects.filter(action="demo.loaded").values_list("data__piece", flat=True))

    def load(self, piece: str, make: Callable[[], Base]) -> bool:
        """Make a piece unless it was made before, all of it or nothing; whether it was made now."""
        if piece in self.pieces:
            return False
        with transaction.atomic():
            journal.record("demo.loaded", make(), by=self.by, piece=piece)
        self.pieces.add(piece)
        return True
