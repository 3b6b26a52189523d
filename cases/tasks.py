"""Every task of the app."""

from cases.journal.tasks import react
from cases.outbox.tasks import deliver, purge

__all__ = ["deliver", "purge", "react"]
