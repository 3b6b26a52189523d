"""Claim waiting rows: one conditional UPDATE, a lease, a token.

Right on both databases: whoever changes the row owns it, a row not changed means "not mine".
A worker that dies leaves a lease that ends; a worker that froze is fenced off by its token.
"""

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from random import uniform
from time import monotonic, sleep

from django.db import InterfaceError, OperationalError, close_old_connections, models, transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Least, Now

from cases.core.models import Heartbeat, Waiting

LEASE = timedelta(seconds=30)
FIRST_RETRY = timedelta(seconds=10)
LAST_RETRY = timedelta(hours=1)
MOST_DEATHS = 10
ONE_RUN = timedelta(seconds=60)
AWAY = timedelta(seconds=120)
BATCH = 20
State = Waiting.State
SURVIVED = {"has_begun": False, "death_count": 0}


def later(delay: timedelta) -> models.Expression:
    """The database clock plus `delay`, as an expression for an UPDATE or a filter."""
    return models.ExpressionWrapper(Now() + delay, output_field=models.DateTimeField())


WAITING = Q(state=State.WAITING, due_at__lte=Now())
ABANDONED = Q(state=State.RUNNING, lease_until__lt=Now())


def due(rows: QuerySet) -> QuerySet:
    """Rows whose moment has come, and rows whose worker let the lease end."""
    return rows.filter(WAITING | ABANDONED)


def claim(rows: QuerySet, pk: int, *, lease: timedelta | None = None) -> str | None:
    """Take one due row; the token to work under, or None when another worker has it."""
    token, mine = claim_all(rows, [pk], lease=lease)
    return token if mine else None


def claim_all(rows: QuerySet, pks: list[int], *, lease: timedelta | None = None) -> tuple[str, list[int]]:
    """Take those of these rows that are due in one conditional UPDATE: the token, and the keys of the rows it holds."""
    token = secrets.token_hex(16)
    changed = due(rows.filter(pk__in=pks)).update(
        is_possible_duplicate=Case(When(has_begun=True, then=Value(True)), default=F("is_possible_duplicate")),
        death_count=F("death_count") + Case(When(state=State.RUNNING, then=1), default=0),
        has_begun=False,
        state=State.RUNNING,
        lease_token=token,
        lease_until=later(lease or LEASE),
        attempt_count=F("attempt_count") + 1,
    )
    if changed == len(pks):
        return token, pks
    mine = set(rows.filter(pk__in=pks, lease_token=token).values_list("pk", flat=True)) if changed else set()
    return token, [pk for pk in pks if pk in mine]


@transaction.atomic
def claim_oldest(rows: QuerySet, *, limit: int) -> tuple[str, list[int]]:
    """Take the oldest rows that wait, past those another worker is taking at this moment."""
    return claim_all(rows, oldest_waiting(rows, limit=limit))


def oldest_waiting(rows: QuerySet, *, limit: int) -> list[int]:
    """The keys of the oldest rows that wait; where the database can, locked and without those locked elsewhere."""
    free = rows.filter(WAITING).order_by("due_at", "pk").select_for_update(skip_locked=True, no_key=True)
    return list(free.values_list("pk", flat=True)[:limit])


def abandoned(rows: QuerySet, *, limit: int) -> list[int]:
    """The keys of rows whose worker died or froze; the row that took down too many is given up first.

    They are claimed one by one, never in a batch: so the others are not taken down along with the deadly one.
    """
    deadly = rows.filter(ABANDONED, death_count__gte=MOST_DEATHS - 1)
    deadly.update(state=State.DEAD, death_count=F("death_count") + 1, last_error="its worker died too often")
    return list(rows.filter(ABANDONED).order_by("due_at", "pk").values_list("pk", flat=True)[:limit])


def oldest_due(rows: QuerySet, *, limit: int) -> list[int]:
    """The keys of due rows, for work that claims each of them in a transaction of its own."""
    left_behind = abandoned(rows, limit=limit)
    waiting = rows.filter(WAITING).order_by("due_at", "pk").values_list("pk", flat=True)
    return left_behind + list(waiting[: limit - len(left_behind)])


def claimed(
    rows: QuerySet, *, limit: int = 100, batch: int = BATCH, within: timedelta = ONE_RUN
) -> Iterator[tuple[int, str]]:
    """Claim due rows: pairs of primary key and token, what a worker left behind first, then the oldest.

    While one row of a batch is worked on the leases of the rest are renewed. Ends after `within`, so that a slow mail
    server never meets the time limit of a task; what is claimed by then and not yet handed out waits again.
    """
    end = monotonic() + within.total_seconds()
    for pk in abandoned(rows, limit=limit):
        if monotonic() > end:
            return
        if token := claim(rows, pk):
            limit -= 1
            yield pk, token
    while limit > 0 and monotonic() <= end:
        token, pks = claim_oldest(rows, limit=min(limit, batch))
        if not pks:
            return
        limit -= len(pks)
        yield from _one_by_one(rows, pks, token, end)


def _one_by_one(rows: QuerySet, pks: list[int], token: str, end: float) -> Iterator[tuple[int, str]]:
    rest, renew_at = deque(pks), monotonic() + LEASE.total_seconds() / 3
    try:
        while rest and monotonic() <= end:
            if monotonic() > renew_at:
                _unbegun(rows, rest, token).filter(lease_until__gt=Now()).update(lease_until=later(LEASE))
                renew_at = monotonic() + LEASE.total_seconds() / 3
            yield rest.popleft(), token
    finally:
        if rest:
            with suppress(OperationalError, InterfaceError):  # then their lease ends by itself
                values = {"state": State.WAITING, "attempt_count": F("attempt_count") - 1}
                _unbegun(rows, rest, token).update(lease_token="", **values)


def _unbegun(rows: QuerySet, pks: Iterable[int], token: str) -> QuerySet:
    return rows.filter(pk__in=list(pks), lease_token=token, state=State.RUNNING, has_begun=False)


def held(rows: QuerySet, pk: int, token: str) -> QuerySet:
    """The row, if this token still holds it."""
    return rows.filter(pk=pk, lease_token=token, state=State.RUNNING)


def begin(rows: QuerySet, pk: int, token: str) -> bool:
    """Fence before the effect: renew the lease and mark that the effect may begin.

    False when the lease is lost: then the effect must not happen.
    """
    return bool(held(rows, pk, token).filter(lease_until__gt=Now()).update(has_begun=True, lease_until=later(LEASE)))


def finish(rows: QuerySet, pk: int, token: str, **values) -> bool:
    """Mark the work done; False when another worker has the row by now.

    A row cancelled while its effect was under way is marked done all the same: that is what happened.
    """
    values = {"state": State.DONE, "done_at": Now(), "has_begun": False, "last_error": ""} | values
    mine = Q(state=State.RUNNING) | Q(state=State.CANCELLED, has_begun=True)
    return bool(rows.filter(mine, pk=pk, lease_token=token).update(**values))


def finish_all(rows: QuerySet, pks: list[int], token: str, **values) -> int:
    """Mark work done that had no effect outside this transaction; the number of rows this token still held."""
    values = {"state": State.DONE, "done_at": Now(), "last_error": ""} | values
    return rows.filter(pk__in=pks, lease_token=token, state=State.RUNNING).update(**values)


def retry(
    rows: QuerySet, pk: int, token: str, *, error: str, attempt: int, unknown: bool = False, until: str = "", **values
) -> bool:
    """Put the row back for later, with back-off and jitter.

    `unknown`: the effect may have happened, so the next attempt is flagged as a possible duplicate. `until` names the
    field with the moment after which it is too late: the last attempt is made then, not an hour past it.
    """
    delay = min(LAST_RETRY, FIRST_RETRY * 2 ** min(attempt, 12)) * uniform(0.5, 1.5)
    due_at = Least(later(delay), Coalesce(F(until), later(delay))) if until else later(delay)
    values |= {"state": State.WAITING, "due_at": due_at, "last_error": error[:200]} | SURVIVED
    if unknown:
        values["is_possible_duplicate"] = True
    return bool(held(rows, pk, token).update(**values))


def postpone(rows: QuerySet, pk: int, token: str, *, error: str) -> bool:
    """Put the row back untried, for a worker that can do it; it does not count as an attempt."""
    values = {"state": State.WAITING, "due_at": later(FIRST_RETRY), "attempt_count": F("attempt_count") - 1}
    return bool(held(rows, pk, token).update(last_error=error[:200], **values, **SURVIVED))


def give_up(rows: QuerySet, pk: int, token: str, *, error: str, **values) -> bool:
    """Stop trying; the row stays visible to staff with its reason."""
    values |= {"state": State.DEAD, "last_error": error[:200], "has_begun": False}
    return bool(held(rows, pk, token).update(**values))


def beat(name: str) -> None:
    """Note that the clock `name` ran; health looks at these rows."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": Now()})


def while_away(action: Callable[[], object], *, wait: Callable[[float], object] = sleep) -> None:
    """Repeat a final mark while the database is away, so that a known answer does not become unknown (R7).

    Longer than the lease and oftener than any clock ticks: when the database is back, whoever knows the answer is
    there before another worker takes the row.
    """
    end = monotonic() + AWAY.total_seconds()
    while True:
        try:
            action()
            return
        except (OperationalError, InterfaceError):
            close_old_connections()
            if monotonic() > end:
                raise
            wait(0.2)
