"""What must be true for the system to be trusted, one sentence per fault."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min
from django.utils import timezone

from cases.core import claims, pdf
from cases.core.models import Heartbeat
from cases.deadlines.models import Reminder
from cases.health import safety
from cases.health.safety import Finding
from cases.journal.models import Reaction
from cases.law.closed_days import CALENDAR
from cases.outbox.models import Message

CLOCK_MAY_REST = timedelta(seconds=60)
WORK_MAY_WAIT = timedelta(seconds=300)
SMALLEST_DISK = 500_000_000
WAITING_WORK = {"outbox": Message, "journal": Reaction, "reminders": Reminder}


def database() -> Finding:
    """The database answers and has the form this version of the code needs."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError:
        return Finding("database", False, "The database does not answer.")
    if missing:
        return Finding("database", False, f"{len(missing)} migrations are not applied: run `manage.py migrate`.")
    return Finding("database", True, f"{connection.vendor} answers, all migrations are applied.")


def broker() -> Finding:
    """Redis answers, where one is configured."""
    if not settings.CELERY_BROKER_URL.startswith("redis"):
        return Finding("broker", True, "Embedded: worker and clock share one process, no server is needed.")
    try:
        cache.set("doctor", 1, timeout=5)
    except Exception as error:
        return Finding("broker", False, f"Redis does not answer ({type(error).__name__}).")
    return Finding("broker", True, "Redis answers.")


def clocks() -> Finding:
    """Every clock of the schedule that runs each minute or oftener has run in the last minute."""
    fast = fast_clocks()
    seen = dict(Heartbeat.objects.filter(name__in=fast).values_list("name", "beat_at"))
    stopped = sorted(name for name in fast if not _is_fresh(seen.get(name)))
    if stopped:
        return Finding("clocks", False, f"These clocks stand still: {', '.join(stopped)}. Is `manage.py up` running?")
    return Finding("clocks", True, f"All {len(fast)} clocks ran in the last minute.")


def fast_clocks() -> list[str]:
    """The clocks of the schedule that run each minute or oftener."""
    return [name for name, when in settings.CELERY_BEAT_SCHEDULE.items() if isinstance(when["schedule"], float)]


def _is_fresh(beat_at) -> bool:
    return beat_at is not None and timezone.now() - beat_at < CLOCK_MAY_REST


def waiting_work() -> Finding:
    """No row has been due for more than five minutes."""
    late = late_work()
    if late:
        return Finding("waiting-work", False, f"Work has waited more than five minutes: {', '.join(late)}.")
    return Finding("waiting-work", True, "Nothing has waited longer than five minutes.")


def late_work() -> list[str]:
    """The kinds of work of which a row has been due for more than five minutes."""
    return [name for name, model in WAITING_WORK.items() if _oldest_due(model) > WORK_MAY_WAIT]


def _oldest_due(model) -> timedelta:
    oldest = claims.due(model.objects.order_by()).aggregate(oldest=Min("due_at"))["oldest"]
    return timezone.now() - oldest if oldest else timedelta(0)


def given_up_messages() -> Finding:
    """No message was given up without somebody settling it."""
    count = Message.objects.given_up().count()
    return Finding("given-up-messages", count == 0, f"{count} messages were given up and wait for a person.")


def mail() -> Finding:
    """The mail server takes a connection, or the mail folder can be written."""
    try:
        with get_connection():
            pass
    except Exception as error:
        return Finding("mail", False, f"Mail cannot be sent ({type(error).__name__}).")
    return Finding("mail", True, f"Mail goes out by {settings.EMAIL_BACKEND.rsplit('.', 2)[-2]}.")


def closed_days() -> Finding:
    """The royal decree on equated days is known for the coming year."""
    needed = timezone.localdate().year + 1
    known = CALENDAR.known_through.year
    return Finding("closed-days", known >= needed, f"Days equated by decree are known up to and including {known}.")


def disk() -> Finding:
    """There is room to write."""
    free = shutil.disk_usage(settings.MEDIA_ROOT.parent).free
    return Finding("disk", free > SMALLEST_DISK, f"{free // 1_000_000} MB are free.")


def pdf_maker() -> Finding:
    """PDFs can be made; without them everything else still works, so this never fails."""
    if pdf.is_possible():
        return Finding("pdf", True, "PDFs can be made.")
    return Finding("pdf", True, "PDFs cannot be made here: install libpango-1.0-0, libpangoft2-1.0-0 and a font.")


def secret_key() -> Finding:
    """The key that signs sessions is long enough."""
    is_long = len(settings.SECRET_KEY) >= 32
    return Finding("secret-key", is_long, "SECRET_KEY is long enough." if is_long else "SECRET_KEY is shorter than 32.")


READY: tuple[Callable[[], Finding], ...] = (database,)
RUNNING = (*READY, clocks, waiting_work)
MAY_BE_STARTING = {"clocks", "waiting-work"}
SUBSCRIBED: list[Callable[[], Finding]] = []  # what rooms above this one add to the doctor
EVERYTHING = (*RUNNING, *safety.EVERYTHING, broker, mail, given_up_messages, closed_days, disk, pdf_maker, secret_key)


def everything() -> tuple[Callable[[], Finding], ...]:
    """All checks of the doctor, with those of the rooms above this one."""
    return (*EVERYTHING, *SUBSCRIBED)


def findings(checks: tuple[Callable[[], Finding], ...]) -> Iterator[Finding]:
    """Run the checks in order; without a database only that is reported."""
    for check in checks:
        finding = check()
        yield finding
        if check is database and not finding.is_ok:
            return
