"""Every task of the app."""

from cases.deadlines.tasks import control_mail, escalate, remind
from cases.health.tasks import watch
from cases.journal.tasks import react
from cases.outbox.tasks import deliver, purge
from cases.radar.tasks import look

__all__ = ["control_mail", "deliver", "escalate", "look", "purge", "react", "remind", "watch"]
