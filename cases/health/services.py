"""Tell people when what must run, does not."""

from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from cases.core.models import Heartbeat
from cases.health import checks
from cases.outbox import services as outbox
from cases.staff.choices import Role
from cases.staff.models import Membership, User

SILENT_AFTER = timedelta(minutes=5)


def watch() -> int:
    """Tell the operators, at most once an hour, which clocks stood still and what waits too long; the number told.

    It is itself work on the clock and in each sweep: one of those that still runs tells of the others. When nothing
    runs at all, only who looks at /_health/full from outside can tell.
    """
    silent = list(Heartbeat.objects.filter(name__in=checks.fast_clocks(), beat_at__lt=Now() - SILENT_AFTER))
    late = checks.late_work()
    if not silent and not late:
        return 0
    context = {
        "clocks": [{"name": clock.name, "beat_at": clock.beat_at.isoformat()} for clock in silent],
        "late": late,
        "path": "/_health/full",
    }
    hour = timezone.now().strftime("%Y-%m-%dT%H")
    told = [
        outbox.put(
            "standstill",
            to=person.email,
            dedupe_key=f"standstill:{hour}:{person.pk}",
            language=person.language,
            context=context | {"name": str(person)},
        )
        for person in _operators()
    ]
    return sum(message is not None for message in told)


def _operators():
    """Who runs the system, and who administers a foundation in it."""
    administering = Membership.objects.current(timezone.localdate()).filter(role=Role.ADMINISTRATOR)
    people = User.objects.filter(Q(is_superuser=True) | Q(pk__in=administering.values("user")), is_active=True)
    return people.exclude(email="").order_by("pk")
