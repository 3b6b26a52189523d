"""Claim a waiting row: one conditional UPDATE, a lease, a token.

Right on both databases: whoever changes the row owns it, zero rows means "not mine".
A worker that dies leaves a lease that ends; a worker that froze is fenced off by its token.
"""

import secrets
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import uniform
from time import monotonic

from django.db import InterfaceError, OperationalError, close_old_connections, models
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Least, Now

from cases.core.models import Heartbeat, Waiting

LEASE = timedelta(seconds=30)
FIRST_RETRY = timedelta(seconds=10)
LAST_RETRY = timedelta(hours=1)
MOST_ATTEMPTS = 100
ONE_RUN = timedelta(seconds=60)
State = Waiting.State


def later(delay: timedelta) -> models.Expression:
    """The database clock plus `delay`, as an expression for an UPDATE or a filter."""
    return models.ExpressionWrapper(Now() + delay, output_field=models.DateTimeField())


WAITING = Q(state=State.WAITING, due_at__lte=Now())
ABANDONED = Q(state=State.RUNNING, lease_until__lt=Now())


def due(rows: QuerySet) -> QuerySet:
    """Rows whose moment has come, and rows whose worker let the lease end."""
    return rows.filter(WAITING | ABANDONED)


def claim(rows: QuerySet, pk: int, *, lease: timedelta = LEASE) -> str | None:
    """Take one due row; the token to work under, or None when another worker has it."""
    token = secrets.token_hex(16)
    changed = due(rows.filter(pk=pk)).update(
        is_possible_duplicate=Case(When(has_begun=True, then=Value(True)), default=F("is_possible_duplicate")),
        has_begun=False,
        state=State.RUNNING,
        lease_token=token,
        lease_until=later(lease),
        attempt_count=F("attempt_count") + 1,
    )
    return token if changed else None


def oldest_due(rows: QuerySet, *, limit: int) -> list[int]:
    """The primary keys of due rows: what a worker left behind, then the oldest.

    Two questions, so that each can follow the index. A row whose worker died once too often is given up first, so that
    it takes no more of them down.
    """
    deadly = rows.filter(ABANDONED, attempt_count__gte=MOST_ATTEMPTS)
    deadly.update(state=State.DEAD, last_error="its worker died too often")
    found = [
        pk
        for condition in (ABANDONED, WAITING)
        for pk in rows.filter(condition).order_by("due_at", "pk").values_list("pk", flat=True)[:limit]
    ]
    return found[:limit]


def claimed(
    rows: QuerySet, *, limit: int = 100, lease: timedelta = LEASE, within: timedelta = ONE_RUN
) -> Iterator[tuple[int, str]]:
    """Claim due rows one by one, each only when it is asked for: pairs of primary key and token.

    Ends after `within`, so that a slow mail server never meets the time limit of a task.
    """
    end = monotonic() + within.total_seconds()
    for pk in oldest_due(rows, limit=limit):
        if monotonic() > end:
            return
        if token := claim(rows, pk, lease=lease):
            yield pk, token


def held(rows: QuerySet, pk: int, token: str) -> QuerySet:
    """The row, if this token still holds it."""
    return rows.filter(pk=pk, lease_token=token, state=State.RUNNING)


def begin(rows: QuerySet, pk: int, token: str, *, lease: timedelta = LEASE) -> bool:
    """Fence before the effect: renew the lease and mark that the effect may begin.

    False when the lease is lost: then the effect must not happen.
    """
    return bool(held(rows, pk, token).filter(lease_until__gt=Now()).update(has_begun=True, lease_until=later(lease)))


def finish(rows: QuerySet, pk: int, token: str, **values) -> bool:
    """Mark the work done; False when another worker has the row by now.

    A row cancelled while its effect was under way is marked done all the same: that is what happened.
    """
    values = {"state": State.DONE, "done_at": Now(), "has_begun": False, "last_error": ""} | values
    mine = Q(state=State.RUNNING) | Q(state=State.CANCELLED, has_begun=True)
    return bool(rows.filter(mine, pk=pk, lease_token=token).update(**values))


def retry(
    rows: QuerySet, pk: int, token: str, *, error: str, attempt: int, unknown: bool = False, until: str = "", **values
) -> bool:
    """Put the row back for later, with back-off and jitter.

    `unknown`: the effect may have happened, so the next attempt is flagged as a possible duplicate. `until` names the
    field with the moment after which it is too late: the last attempt is made then, not an hour past it.
    """
    delay = min(LAST_RETRY, FIRST_RETRY * 2 ** min(attempt, 12)) * uniform(0.5, 1.5)
    due_at = Least(later(delay), Coalesce(F(until), later(delay))) if until else later(delay)
    values |= {"state": State.WAITING, "due_at": due_at, "last_error": error[:200], "has_begun": False}
    if unknown:
        values["is_possible_duplicate"] = True
    return bool(held(rows, pk, token).update(**values))


def postpone(rows: QuerySet, pk: int, token: str, *, error: str) -> bool:
    """Put the row back untried, for a worker that can do it; it does not count as an attempt."""
    values = {"state": State.WAITING, "due_at": later(FIRST_RETRY), "attempt_count": F("attempt_count") - 1}
    return bool(held(rows, pk, token).update(last_error=error[:200], has_begun=False, **values))


def give_up(rows: QuerySet, pk: int, token: str, *, error: str, **values) -> bool:
    """Stop trying; the row stays visible to staff with its reason."""
    values |= {"state": State.DEAD, "last_error": error[:200], "has_begun": False}
    return bool(held(rows, pk, token).update(**values))


def beat(name: str) -> None:
    """Note that the clock `name` ran; health looks at these rows."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": Now()})


def while_away(action: Callable[[], object], *, attempts: int = 6, wait: Callable[[int], None]) -> None:
    """Repeat a final mark while the database is away, so a known answer does not become unknown (R7)."""
    for attempt in range(attempts):
        try:
            action()
            return
        except (OperationalError, InterfaceError):
            close_old_connections()
            if attempt + 1 == attempts:
                raise
            wait(attempt)
