"""The sweep, the idle sweep and the claim, beside the barest statements that do the same to the same rows."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from cases.core import claims
from cases.deadlines import reminding, services
from cases.deadlines.models import Reminder
from cases.outbox.models import Message
from tests.bench.measure import Line, best_of
from tests.bench.rows import Field

TABLE, OUTBOX = Reminder._meta.db_table, Message._meta.db_table
AT_ONCE = 500
BARE_CLAIM = "a bare UPDATE ... RETURNING of the same rows"
DUE = "state = 'waiting' AND due_at <= CURRENT_TIMESTAMP"


def lines(rows: int = 1_000_000, due: int = 1_000) -> Iterator[Line]:
    field = Field(rows, due=due)
    name = connection.vendor

    def line(what, value, unit, ratio, versus):
        return Line(what, value, unit, ratio and round(ratio, 2), versus, rows, name)

    for bench in (first_claim, sweep_pick, sweeping, claiming, idle, picking):
        yield from (line(*values) for values in bench(field))


def first_claim(field: Field):
    """Finding the oldest due row among all the others, and claiming it."""

    def product():
        assert next(claims.claimed(Reminder.objects.all(), limit=200))

    def bare():
        assert execute(
            f"UPDATE {TABLE} SET state = 'running', lease_token = 'bare', lease_until = CURRENT_TIMESTAMP "  # noqa: S608
            f"WHERE id IN (SELECT id FROM {TABLE} WHERE {DUE} ORDER BY due_at, id LIMIT 1) RETURNING id"
        )

    field.put_back()
    times = min(10, field.due // 4)
    ours, theirs = best_of(times, product), best_of(times, bare)
    versus = "a bare UPDATE ... RETURNING of the oldest row"
    yield "first claim", round(ours * 1000, 2), "ms", ours / theirs, versus


def sweep_pick(field: Field):
    """What a sweep takes before it writes a word: every due row of everybody, under one token."""

    def product():
        assert sorted(reminding.take_due(limit=field.due)[1]) == field.keys

    def bare():
        assert len(execute(bare_claim(field.due))) == field.due

    values = [p95(action, before=field.put_back) for action in (product, bare)]
    yield "pick of a sweep, p95", round(values[0] * 1000, 1), "ms", values[0] / values[1], BARE_CLAIM


def p95(action, *, before=lambda: None, times: int = 40) -> float:
    return sorted(best_of(1, action, before=before) for _ in range(times))[times - 1 - times // 20]


def bare_claim(limit: int) -> str:
    return (
        f"UPDATE {TABLE} SET state = 'running', lease_token = 'bare', lease_until = CURRENT_TIMESTAMP, "  # noqa: S608
        f"attempt_count = attempt_count + 1 WHERE id IN (SELECT id FROM {TABLE} WHERE {DUE} "
        f"ORDER BY due_at, id LIMIT {limit}) RETURNING id"
    )


def sweeping(field: Field):
    """Every due reminder is told: in one message for each person here, in one for each reminder beside it."""

    def product():
        while services.remind(limit=field.due):
            pass
        told = Reminder.objects.filter(message__isnull=False)
        people = told.order_by().values("recipient").distinct().count()
        assert (told.count(), Message.objects.count()) == (field.due, people)

    def bare():
        with transaction.atomic():
            execute(insert_select())
            execute(f"UPDATE {TABLE} SET state = 'done', done_at = CURRENT_TIMESTAMP WHERE {DUE}")  # noqa: S608
        assert Message.objects.count() == field.due

    theirs = best_of(3, bare, before=field.put_back)
    ours = best_of(2, product, before=field.put_back)
    versus = "one bare INSERT ... SELECT and one UPDATE, without lease, recipient or journal"
    yield "sweep of the due reminders", round(field.due / ours), "reminders/s", ours / theirs, versus


def insert_select() -> str:
    is_sqlite = connection.vendor == "sqlite"
    key = "lower(hex(randomblob(16)))" if is_sqlite else "gen_random_uuid()"
    context = "'{}'" if is_sqlite else "'{}'::jsonb"
    values = {
        "public_id": key,
        "created_at": "CURRENT_TIMESTAMP",
        "changed_at": "CURRENT_TIMESTAMP",
        "version": "1",
        "state": "'waiting'",
        "due_at": "CURRENT_TIMESTAMP",
        "lease_token": "''",
        "has_begun": "false",
        "attempt_count": "0",
        "death_count": "0",
        "is_possible_duplicate": "false",
        "last_error": "''",
        "template": "'deadline-reminder'",
        "address": "'iemand@voorbeeld.example'",
        "language": "'nl'",
        "context": context,
        "dedupe_key": "'bench:' || reminder.id",
        "is_sensitive": "false",
        "settled_reason": "''",
    }
    return (
        f"INSERT INTO {OUTBOX} ({', '.join(values)}) SELECT {', '.join(values.values())} "  # noqa: S608
        f"FROM {TABLE} reminder WHERE {DUE} ON CONFLICT (dedupe_key) DO NOTHING"
    )


def claiming(field: Field):
    """Claiming every due row, in batches and one by one."""
    rows = Reminder.objects.all()

    def in_batches():
        number = 0
        while taken := claims.claim_oldest(rows, limit=AT_ONCE)[1]:
            number += len(taken)
        assert number == field.due

    def one_by_one():
        assert all(claims.claim(rows, pk) for pk in field.keys)

    def bare():
        number = 0
        while taken := execute(bare_claim(AT_ONCE)):
            number += len(taken)
        assert number == field.due

    theirs = best_of(3, bare, before=field.put_back)
    for name, product in (("claiming in batches", in_batches), ("claiming one by one", one_by_one)):
        ours = best_of(3, product, before=field.put_back)
        yield name, round(field.due / ours), "rows/s", ours / theirs, f"{BARE_CLAIM}, {AT_ONCE} at a time"


def picking(field: Field):
    """Claiming the oldest when every row fell due at one moment; none may be skipped."""
    rows = Reminder.objects.all()
    rows.update(state="waiting", due_at=timezone.now() - timedelta(hours=1), lease_until=None)
    expected, taken = list(rows.order_by("pk").values_list("pk", flat=True)[: 40 * AT_ONCE]), []

    def product():
        taken.extend(claims.claim_oldest(rows, limit=AT_ONCE)[1])

    ours = p95(product)
    assert taken == expected
    bare = f"SELECT id FROM {TABLE} WHERE {DUE} ORDER BY due_at, id LIMIT {AT_ONCE}"  # noqa: S608
    theirs = p95(lambda: execute(bare))
    versus = "p95 of a bare SELECT of the same rows, without taking them"
    yield "batch of the oldest, all due, p95", round(ours * 1000, 1), "ms", ours / theirs, versus


def idle(field: Field):
    """A sweep when nothing is due, as it runs all day."""
    field.put_back()
    for rows in field.due_rows():
        rows.update(state="cancelled")
    ours = best_of(20, services.remind)
    theirs = best_of(20, lambda: execute(f"SELECT id FROM {TABLE} WHERE {DUE} ORDER BY due_at, id LIMIT 200"))  # noqa: S608
    yield "idle sweep", round(ours * 1000, 2), "ms", ours / theirs, "one bare SELECT that finds nothing"


def execute(statement: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []
