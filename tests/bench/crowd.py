"""A file of very many people, written by the database itself; foreign keys and plain indexes come afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.core.management.color import no_style
from django.db import connection, models

from cases.core.tenancy import acting_for
from claimants.consents.models import Consent
from claimants.people.models import Claimant
from claimants.registrations.models import Registration

NUMBERS = {
    "postgresql": "generate_series(1, %d) AS n(i)",
    "sqlite": "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT i FROM n) AS n",
}
UUID = {"postgresql": "gen_random_uuid()", "sqlite": "lower(hex(randomblob(16)))"}
HASH = {"postgresql": "md5(i::text) || md5((-i)::text)", "sqlite": "lower(hex(randomblob(32)))"}
REFERENCE = {"postgresql": "lpad(i::text, 12, '0')", "sqlite": "printf('%%012d', i)"}
JOINED = {
    "postgresql": "CURRENT_TIMESTAMP - i %% 700 * interval '1 day'",
    "sqlite": "datetime('now', '-' || (i %% 700) || ' days')",
}
STATE = "CASE WHEN i %% 20 = 0 THEN 'withdrawn' WHEN i %% 7 = 0 THEN 'verified' ELSE 'received' END"
PLAIN_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i
WHERE indrelid = %s::regclass AND NOT indisunique
"""
FOREIGN_KEYS = (
    "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'"
)


def register(foundation, group, count: int) -> None:
    """So many new people of a foundation, each registered in a group; the first has the primary key 1."""
    vendor = connection.vendor
    person = {
        "id": "i",
        "foundation_id": str(foundation.pk),
        "public_id": UUID[vendor],
        "reference": REFERENCE[vendor],
        "full_name": "'Proef Persoon ' || i",
        "email": "'p' || i || '@voorbeeld.example'",
        "email_index": HASH[vendor],
        "city": "'Utrecht'",
    }
    member = {name: person[name] for name in ("id", "foundation_id", "public_id")}
    member |= {"claimant_id": "i", "group_id": str(group.pk), "registered_at": JOINED[vendor], "state": STATE}
    _write(foundation, count, {Claimant: person, Registration: member})


def told(foundation, terms, count: int) -> None:
    """So many people of the crowd were told a text, but for each tenth, who was not."""
    facts = {"foundation_id": str(foundation.pk), "public_id": UUID[connection.vendor], "claimant_id": "i"}
    facts |= {"terms_id": str(terms.pk), "act": "'told'", "given_at": "CURRENT_TIMESTAMP", "channel": "'mail'"}
    facts |= {"language": "'nl'", "text_sha256": f"'{terms.sha256_nl}'"}
    _write(foundation, count, {Consent: facts}, where="i %% 10 <> 0")


def _write(foundation, count: int, tables: dict[type[models.Model], dict], *, where: str = "true") -> None:
    with _lightened(list(tables)), acting_for(foundation), connection.cursor() as cursor:
        for model, said in tables.items():
            fields = [one for one in model._meta.concrete_fields if one.column in said or not one.primary_key]
            values = {one.column: one.get_db_prep_save(one.get_default(), connection) for one in fields}
            said = said | {"created_at": "CURRENT_TIMESTAMP", "changed_at": "CURRENT_TIMESTAMP"}
            shown = [said.get(name, f"%({name})s") for name in values]
            source = f"FROM {NUMBERS[connection.vendor] % count} WHERE {where}"
            names = ", ".join(values)
            cursor.execute(f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(shown)} {source}", values)
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(sql)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _lightened(tables: list[type[models.Model]]):
    return _put_aside(tables) if connection.vendor == "postgresql" else nullcontext()


@contextmanager
def _put_aside(tables: list[type[models.Model]]) -> Iterator[None]:
    """Writing millions of rows without foreign keys and indexes; both are as before when this ends."""
    names = [model._meta.db_table for model in tables]
    with connection.cursor() as cursor:
        keys = [(table, *row) for table in names for row in _asked(cursor, FOREIGN_KEYS, table)]
        indexes = [row for table in names for row in _asked(cursor, PLAIN_INDEXES, table)]
        for table, name, _rule in keys:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _sql in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for _name, sql in indexes:
            cursor.execute(sql)
        for table, name, rule in keys:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {rule} NOT VALID')


def _asked(cursor, sql: str, table: str) -> list[tuple]:
    cursor.execute(sql, [table])
    return cursor.fetchall()
