"""Rows for the product to work on, and the verdict: what the witness saw against what the rows say."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connection
from django.db.models import Max
from django.db.models.functions import Now

FINISHED = ("done", "dead", "cancelled")


@dataclass
class Verdict:
    """The balance of some mails: keys never taken, taken twice or more, and those of them nobody was warned of."""

    lost: set[str] = field(default_factory=set)
    doubled: set[str] = field(default_factory=set)
    unflagged: set[str] = field(default_factory=set)
    most: int = 0


def patiently(action: Callable, *, seconds: float = 60):
    """Repeat until the database answers."""
    limit = time.monotonic() + seconds
    while True:
        try:
            return action()
        except (OperationalError, InterfaceError):
            connection.close()
            if time.monotonic() > limit:
                raise
            time.sleep(0.2)


def database_now():
    def read():
        with connection.cursor() as cursor:
            cursor.execute("SELECT CURRENT_TIMESTAMP")
            return cursor.fetchone()[0]

    return patiently(read)


def ran_since(clock: str, moment) -> bool:
    """Whether a clock ran after a moment; on SQLite moments are text in whole seconds."""
    from cases.core.models import Heartbeat

    beat_at = patiently(lambda: Heartbeat.objects.filter(name=clock).aggregate(at=Max("beat_at"))["at"])
    if beat_at is None:
        return False
    return beat_at.strftime("%Y-%m-%d %H:%M:%S") > moment if isinstance(moment, str) else beat_at > moment


def put(prefix: str, count: int, *, due_in: float = 0) -> list[str]:
    """Put messages in the outbox; their keys, which are also their addresses."""
    from django.db import transaction

    from cases.outbox import services
    from cases.outbox.models import Message

    keys = [f"{prefix}-{number:04}" for number in range(count)]

    def write():
        with transaction.atomic():
            for key in keys:
                services.put("fault", to=f"{key}@voorbeeld.example", dedupe_key=key, context={"key": key})
            if due_in:
                late = Message.objects.filter(dedupe_key__in=keys)
                late.update(due_at=Now() + timedelta(seconds=due_in))

    patiently(write)
    return keys


def messages(keys: Iterable[str]):
    """The messages to these people, however many each has."""
    from cases.outbox.models import Message

    return Message.objects.filter(address__in=[f"{key}@voorbeeld.example" for key in keys])


def unfinished(keys: Iterable[str]) -> int:
    rows = messages(list(keys))
    return patiently(lambda: rows.exclude(state__in=FINISHED).count())


def settle(keys: list[str], seconds: float, *, meanwhile: Callable[[], object] = lambda: None) -> float:
    """Wait until every message has come to its end, or the time is up; the seconds it took."""
    began = time.monotonic()
    while unfinished(keys) and time.monotonic() - began < seconds:
        meanwhile()
        time.sleep(0.1)
    return time.monotonic() - began


def verdict(keys: Iterable[str], delivered: list[dict], *, not_expected: Iterable[str] = ()) -> Verdict:
    """Compare what was asked with what the witness took."""
    wanted = set(keys)
    taken = Counter(mail["key"] for mail in delivered if mail["key"] in wanted)
    doubled = {key for key, count in taken.items() if count > 1}
    names: dict[str, set[str]] = {}
    for mail in delivered:
        names.setdefault(mail["key"], set()).add(mail["message_id"])
    flagged = _flagged(doubled)
    unflagged = {key for key in doubled if key not in flagged or len(names[key]) > 1}
    return Verdict(wanted - set(taken) - set(not_expected), doubled, unflagged, max(taken.values(), default=0))


def _flagged(keys: set[str]) -> set[str]:
    rows = messages(keys).filter(is_possible_duplicate=True)
    return {address.partition("@")[0] for address in patiently(lambda: list(rows.values_list("address", flat=True)))}


def state_of(key: str):
    """The one message to this person, or None."""
    return patiently(lambda: messages([key]).order_by("id").last())


class Reminders:
    """People with one deadline each, far away, and one reminder each that falls due when we say.

    They work at the help desk, which gets no control mail in the morning: one mail each is all they should get.
    """

    def __init__(self):
        from tests import make

        self.foundation = make.foundation()
        self.case = make.case()

    def plan(self, prefix: str, moments: list[float]) -> list[str]:
        """One reminder for each moment, in seconds from now by the database clock; the keys of the people."""
        from django.db import transaction
        from django.utils import timezone

        from cases.deadlines.models import Reminder
        from cases.staff.choices import Role
        from tests import make

        ends_on = timezone.localdate() + timedelta(days=60)
        keys = [f"{prefix}-{number:04}" for number in range(len(moments))]
        with transaction.atomic():
            for key, seconds in zip(keys, moments, strict=True):
                person = make.user(username=key, email=f"{key}@voorbeeld.example")
                make.membership(user=person, foundation=self.foundation, role=Role.HELPDESK)
                deadline = make.deadline(
                    case=self.case, foundation=self.foundation, responsible=person, ends_on=ends_on, title=key
                )
                Reminder.objects.create(
                    deadline=deadline,
                    deadline_version=deadline.ladder_version,
                    days_before=30,
                    recipient=person,
                    due_at=Now() + timedelta(seconds=seconds),
                )
        return keys

    def settle(self, keys: list[str], seconds: float) -> float:
        """Wait until every reminder became a message and every message came to its end."""
        began = time.monotonic()
        while self.unfinished(keys) and time.monotonic() - began < seconds:
            time.sleep(0.2)
        return time.monotonic() - began

    def unfinished(self, keys: list[str]) -> int:
        """How many of these people did not get their mail yet."""
        from cases.deadlines.models import Reminder

        rows = Reminder.objects.filter(recipient__username__in=keys).exclude(state__in=FINISHED)
        return patiently(rows.count) + unfinished(keys)

    def drop(self, keys: list[str]) -> None:
        from cases.deadlines.models import Reminder

        Reminder.objects.filter(recipient__username__in=keys).update(state="cancelled")

    def move(self, key: str) -> None:
        """Give this person's deadline another last day, so that no rung of the new ladder has passed."""
        from cases.deadlines import services
        from cases.deadlines.models import Deadline

        deadline = Deadline.objects.get(title=key)
        moved_to = deadline.ends_on - timedelta(days=10)
        services.reschedule(deadline, ends_on=moved_to, reason="De rolrechter vervroegde.", by=deadline.responsible)

    def is_begun(self, key: str) -> bool:
        return patiently(lambda: messages([key]).filter(has_begun=True).exists())
