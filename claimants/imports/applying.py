"""A range of judged rows becomes people and registrations, in a fixed number of statements.

New people are written in the order of their e-mail index, in which their keys were handed out. Run everything within
acting_for and in one transaction: a range is in, or it is not.
"""

from collections import Counter
from datetime import date, datetime

from django.db import connection, models

from claimants.imports.choices import Verdict
from claimants.imports.judging import TEXTS, WITHIN, holds_known
from claimants.imports.models import Import
from claimants.people.models import Claimant
from claimants.people.rules import oldest_adult_birth
from claimants.registrations.choices import RegistrationState
from claimants.registrations.models import Registration, UsePeriod
from claimants.registrations.rules import measure_of

MIDNIGHT = {"postgresql": "CAST(r.joined_on AS timestamptz)", "sqlite": "r.joined_on || ' 00:00:00'"}
RANDOM = {"postgresql": "gen_random_uuid()", "sqlite": "lower(hex(randomblob(16)))"}
OBJECT = {"postgresql": "jsonb_build_object", "sqlite": "json_object"}
PERSON = {
    "id": "r.claimant_key",
    "public_id": "r.claimant_uuid",
    "created_at": "%(now)s",
    "changed_at": "%(now)s",
    "foundation_id": "r.foundation_id",
    "reference": "r.reference",
    "email_index": "r.email_index",
    "born_on": "r.born_on",
    **{name: f"r.{name}" for name in TEXTS},
    "country": "coalesce(nullif(r.country, ''), 'NL')",
    "language": "coalesce(nullif(r.language, ''), 'nl')",
}
MEMBER = {
    "id": "r.registration_key",
    "public_id": "r.registration_uuid",
    "created_at": "%(now)s",
    "changed_at": "%(now)s",
    "foundation_id": "r.foundation_id",
    "claimant_id": "r.claimant_key",
    "group_id": "r.group_key",
    "level": "%(level)s",
    "source_name": "%(source)s",
    "source_key": "r.source_key",
}
USE = {
    "created_at": "%(now)s",
    "changed_at": "%(now)s",
    "foundation_id": "r.foundation_id",
    "registration_id": "r.registration_key",
    "used_from": "r.used_from",
    "used_until": "r.used_until",
}
IS_NEW = f"{WITHIN} AND r.verdict = '{Verdict.NEW}'"
PENDING, RECEIVED = RegistrationState.GUARDIAN_PENDING, RegistrationState.RECEIVED
STATE = f"CASE WHEN r.born_on > %(adult)s THEN '{PENDING}' ELSE '{RECEIVED}' END"
STATE_OF_KNOWN = f"""
CASE WHEN c.is_contested THEN '{RegistrationState.ON_HOLD}'
WHEN coalesce(c.born_on, r.born_on) > %(adult)s AND NOT EXISTS (
    SELECT 1 FROM claimants_guardianship w WHERE w.foundation_id = %(foundation)s AND w.minor_id = r.claimant_key
        AND w.started_on <= %(today)s AND (w.ended_on IS NULL OR w.ended_on >= %(today)s)
) THEN '{PENDING}' ELSE '{RECEIVED}' END
"""
IS_UPDATED = f"{WITHIN} AND r.verdict = '{Verdict.UPDATED}' AND c.id = r.claimant_key"
NOTE_BEFORE = f"""
UPDATE claimants_importrow AS r SET before = {{object}}(
    {", ".join(f"'{name}', c.{name}" for name in (*TEXTS, "email_index", "born_on", "version"))})
FROM claimants_claimant AS c WHERE {IS_UPDATED}
"""
UPDATE_PEOPLE = f"""
UPDATE claimants_claimant AS c SET
    {", ".join(f"{name} = coalesce(nullif(r.{name}, ''), c.{name})" for name in (*TEXTS, "email_index"))},
    born_on = coalesce(r.born_on, c.born_on), version = c.version + 1, changed_at = %(now)s
FROM claimants_importrow AS r WHERE {IS_UPDATED} AND c.foundation_id = %(foundation)s
"""
MADE = f"""
SELECT group_key, state, count(*) FROM (
    SELECT r.group_key, (SELECT g.state FROM claimants_registration g WHERE g.id = r.registration_key) AS state
    FROM claimants_importrow r WHERE {IS_NEW}) AS made
GROUP BY group_key, state
"""
COUNTS = f"""
SELECT r.verdict, r.code, count(*) FROM claimants_importrow r WHERE {WITHIN} GROUP BY r.verdict, r.code
"""


def apply(batch: Import, first: int, last: int, *, now: datetime, today: date) -> None:
    """Write the people and registrations of a judged range."""
    ask, vendor, ops = _asked(batch, first, last), connection.vendor, connection.ops
    ask["now"] = ops.adapt_datetimefield_value(now)
    ask |= {"today": ops.adapt_datefield_value(today), "adult": ops.adapt_datefield_value(oldest_adult_birth(today))}
    joined = {"registered_at": f"coalesce({MIDNIGHT[vendor]}, %(now)s)"}
    _insert(
        Claimant, PERSON, f"FROM claimants_importrow r WHERE {IS_NEW} AND NOT r.is_known ORDER BY r.email_index", ask
    )
    new = f"FROM claimants_importrow r WHERE {IS_NEW} AND NOT r.is_known ORDER BY r.registration_key"
    _insert(Registration, MEMBER | joined | {"state": STATE}, new, ask)
    knows_some = holds_known(batch, first, last)
    if knows_some:
        known = (
            "FROM claimants_importrow r JOIN claimants_claimant c ON c.id = r.claimant_key "
            f"WHERE {IS_NEW} AND r.is_known"
        )
        _insert(Registration, MEMBER | joined | {"state": STATE_OF_KNOWN}, known, ask)
    used = f"FROM claimants_importrow r WHERE {IS_NEW} AND (r.used_from IS NOT NULL OR r.used_until IS NOT NULL)"
    _insert(UsePeriod, USE | {"public_id": RANDOM[vendor]}, f"{used} ORDER BY r.registration_key", ask)
    for statement in (NOTE_BEFORE.format(object=OBJECT[vendor]), UPDATE_PEOPLE) if knows_some else ():
        _run(statement, ask)


def numbers_of(batch: Import, first: int, last: int) -> Counter:
    """How many the registrations of a range add to each number, by (group, measure)."""
    found = Counter()
    with connection.cursor() as cursor:
        cursor.execute(MADE, _asked(batch, first, last))
        for group_id, state, count in cursor.fetchall():
            if state and (measure := measure_of(batch.level, state)):
                found[group_id, measure] += count
    return found


def counts(batch: Import, first: int = 0, last: int = 2_147_483_647) -> tuple[Counter, Counter]:
    """How many rows of a range there are of each verdict, and with each remark."""
    verdicts, codes = Counter(), Counter()
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, _asked(batch, first, last))
        for verdict, code, count in cursor.fetchall():
            verdicts[verdict] += count
            if code:
                codes[code] += count
    return verdicts, codes


def _asked(batch: Import, first: int, last: int) -> dict:
    return {
        "foundation": batch.foundation_id,
        "batch": batch.pk,
        "source": batch.source_name,
        "level": batch.level,
        "first": first,
        "last": last,
    }


def _insert(model: type[models.Model], expressions: dict, rows: str, ask: dict) -> None:
    """Every column of the table: as said, or with the default of its field."""
    fields = [field for field in model._meta.concrete_fields if field.column in expressions or not field.primary_key]
    values = {f"default_{field.column}": field.get_db_prep_save(field.get_default(), connection) for field in fields}
    said = [expressions.get(field.column, f"%(default_{field.column})s") for field in fields]
    names = ", ".join(field.column for field in fields)
    _run(f"INSERT INTO {model._meta.db_table} ({names}) SELECT {', '.join(said)} {rows}", values | ask)


def _run(statement: str, ask: dict) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, ask)
