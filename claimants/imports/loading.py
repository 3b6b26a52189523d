"""Checked rows go into the staging table, a chunk at a time, with the keys of what they will make.

Keys, references and public ids of a chunk are handed out in the order of the e-mail index, so that the indexes are
later written in order. PostgreSQL takes the chunk by COPY into a table of the session, and from there past the wall
around the files (COPY itself is not allowed through row level security); SQLite by one `executemany`.
"""

import json
import os
from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.models import Max

from claimants.imports.checking import Row
from claimants.imports.choices import Verdict
from claimants.imports.models import Import
from claimants.people.identity import email_index, new_references
from claimants.people.models import Claimant
from claimants.registrations.models import Registration

CHUNK = 10_000
GIVEN = ("source_key", "full_name", "called_name", "email", "phone", "street", "postcode", "city", "country",
         "language", "born_on", "used_from", "used_until", "joined_on")  # fmt: skip
DATES = frozenset({"born_on", "used_from", "used_until", "joined_on"})
ABSENT_AS = tuple((name, None if name in DATES else "") for name in GIVEN)
COLUMNS = ("number", "verdict", "code", "remarks", "group_key", *GIVEN, "email_index",
           "claimant_key", "registration_key", "reference", "claimant_uuid", "registration_uuid")  # fmt: skip
ABSENT = "\x00"


def last_number(batch: Import) -> int:
    """The last row that is stored; reading goes on after it."""
    return batch.rows.aggregate(last=Max("number"))["last"] or 0


def store(batch: Import, rows: Sequence[Row]) -> None:
    """Put a chunk of checked rows into the staging table; run it within acting_for and a transaction."""
    staged = sorted(((email_index(row.values.get("email", "")), row) for row in rows), key=lambda pair: pair[0])
    taken = sum(not row.is_refused for row in rows)
    keys = zip(
        _reserved(Claimant, taken),
        _reserved(Registration, taken),
        sorted(new_references(taken)),
        _uuids(taken),
        _uuids(taken),
        strict=True,
    )
    lines = [
        _staged(row, index, (None, None, "", None, None) if row.is_refused else next(keys)) for index, row in staged
    ]
    write = _copy if connection.vendor == "postgresql" else _execute_many
    write(batch, lines)


def _staged(row: Row, index: str, keys: tuple) -> tuple:
    verdict = Verdict.REFUSED if row.is_refused else Verdict.NEW
    values = row.values
    return (
        row.number,
        verdict.value,
        row.code,
        json.dumps(row.remarks, ensure_ascii=False) if row.remarks else None,
        values.get("group"),
        *[values.get(name, absent) for name, absent in ABSENT_AS],
        index,
        *keys,
    )


def _uuids(count: int) -> list[str]:
    """Random UUIDs of version 4 as 32 hex digits, in order."""
    digits = os.urandom(16 * count).hex()
    parts = (digits[start : start + 32] for start in range(0, 32 * count, 32))
    return sorted(f"{one[:12]}4{one[13:16]}{'89ab'[int(one[16], 16) & 3]}{one[17:]}" for one in parts)


def _reserved(model, count: int) -> Sequence[int]:
    """Primary keys that nobody else gets, in order."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT CAST(CAST(pg_get_serial_sequence(%s, 'id') AS regclass) AS oid)", [table])
            (sequence,) = cursor.fetchone()
            cursor.execute("SELECT nextval(CAST(%s AS regclass)) FROM generate_series(1, %s)", [sequence, count])
            return sorted(key for (key,) in cursor.fetchall())
        known = "INSERT INTO sqlite_sequence (name, seq) SELECT %s, 0 WHERE NOT EXISTS " \
                "(SELECT 1 FROM sqlite_sequence WHERE name = %s)"  # fmt: skip
        cursor.execute(known, [table, table])
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [count, table])
        (last,) = cursor.fetchone()
        return range(last - count + 1, last + 1)


def _copy(batch: Import, lines: list[tuple]) -> None:
    names = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS import_chunk ON COMMIT DELETE ROWS AS "
            f"SELECT {names} FROM claimants_importrow WITH NO DATA"
        )
        cursor.execute("DELETE FROM import_chunk")
        with cursor.copy(f"COPY import_chunk ({names}) FROM STDIN") as copy:
            for start in range(0, len(lines), 1_000):
                copy.write(_copied(lines[start : start + 1_000]))
        cursor.execute(
            f"INSERT INTO claimants_importrow (foundation_id, batch_id, is_known, is_registered, {names}) "
            f"SELECT %s, %s, false, false, {names} FROM import_chunk",
            [batch.foundation_id, batch.pk],
        )


def _copied(lines: Sequence[tuple]) -> str:
    """Lines as COPY reads them; no value holds a tab or a line end, for those rows were refused."""
    text = "\n".join(["\t".join([ABSENT if value is None else str(value) for value in line]) for line in lines])
    return text.replace("\\", "\\\\").replace(ABSENT, "\\N") + "\n"


def _execute_many(batch: Import, lines: list[tuple]) -> None:
    names = ", ".join(COLUMNS)
    places = ", ".join(["%s"] * len(COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO claimants_importrow (foundation_id, batch_id, is_known, is_registered, {names}) "
            f"VALUES ({batch.foundation_id}, {batch.pk}, false, false, {places})",
            [tuple(value.isoformat() if isinstance(value, date) else value for value in line) for line in lines],
        )
