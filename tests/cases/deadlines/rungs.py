"""Time passes for reminders."""

from datetime import date, timedelta

from django.utils import timezone

from cases.core import claims
from cases.deadlines.models import Reminder
from cases.staff.models import Membership
from tests import make


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def time_passes(*, days_before: int | None = None):
    """The moment of one rung, or of all, has come; the clock of the database is moved by moving the rows."""
    rows = Reminder.objects.waiting()
    rows = rows if days_before is None else rows.filter(days_before=days_before)
    rows.update(due_at=claims.later(-timedelta(seconds=1)))


def lawyer_with_deputy() -> Membership:
    """A lawyer whose deputy works there too, but watches over nothing else."""
    deputy = make.user()
    member = make.membership(deputy=deputy)
    make.membership(user=deputy, foundation=member.foundation, role="finance")
    return member
