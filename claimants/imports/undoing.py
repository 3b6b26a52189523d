"""A range of an import is taken out again, apart from rows that somebody changed or built upon since.

Run everything within acting_for and in one transaction.
"""

from datetime import datetime

from django.db import connection, models

from claimants.imports.choices import Verdict
from claimants.imports.judging import TEXTS, WITHIN
from claimants.imports.models import Import
from claimants.people.models import Claimant
from claimants.registrations.models import Registration, UsePeriod

OUR_OWN = (Registration, UsePeriod)
DAY = {"postgresql": "CAST(r.before ->> '{name}' AS date)", "sqlite": "r.before ->> '{name}'"}
MADE = f"r.verdict = '{Verdict.NEW}'"
UPDATED = f"r.verdict = '{Verdict.UPDATED}'"
OPEN = "r.code <> 'kept'"
SINCE_MADE = f"""
{MADE} AND (
    EXISTS (SELECT 1 FROM claimants_registration g WHERE g.id = r.registration_key AND g.version <> 1)
    OR NOT r.is_known AND EXISTS (SELECT 1 FROM claimants_claimant c WHERE c.id = r.claimant_key AND c.version <> 1)
    OR NOT r.is_known AND EXISTS (
        SELECT 1 FROM claimants_registration g WHERE g.claimant_id = r.claimant_key AND g.id <> r.registration_key)
    OR EXISTS (
        SELECT 1 FROM claimants_useperiod u JOIN claimants_registration g ON g.id = u.registration_id
        WHERE g.id = r.registration_key AND (u.version <> 1 OR u.created_at <> g.created_at))
    {{built_upon}})
"""
SINCE_UPDATED = f"""
{UPDATED} AND NOT EXISTS (
    SELECT 1 FROM claimants_claimant c
    WHERE c.id = r.claimant_key AND c.version = CAST(r.before ->> 'version' AS integer) + 1)
"""
LEAVE_USE = f"""
DELETE FROM claimants_useperiod WHERE foundation_id = %(foundation)s AND registration_id IN (
    SELECT r.registration_key FROM claimants_importrow r WHERE {WITHIN} AND {OPEN} AND {MADE})
"""
LEAVE_REGISTRATIONS = f"""
DELETE FROM claimants_registration WHERE foundation_id = %(foundation)s AND id IN (
    SELECT r.registration_key FROM claimants_importrow r WHERE {WITHIN} AND {OPEN} AND {MADE})
"""
LEAVE_PEOPLE = f"""
DELETE FROM claimants_claimant WHERE foundation_id = %(foundation)s AND id IN (
    SELECT r.claimant_key FROM claimants_importrow r WHERE {WITHIN} AND {OPEN} AND {MADE} AND NOT r.is_known)
"""
RESTORE_PEOPLE = f"""
UPDATE claimants_claimant AS c SET
    {", ".join(f"{name} = r.before ->> '{name}'" for name in (*TEXTS, "email_index"))},
    born_on = {{born_on}}, version = c.version + 1, changed_at = %(now)s
FROM claimants_importrow AS r
WHERE {WITHIN} AND {OPEN} AND {UPDATED} AND c.id = r.claimant_key AND c.foundation_id = %(foundation)s
"""


def changed_count(batch: Import) -> int:
    """How many rows somebody changed or built upon since the import."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM claimants_importrow r WHERE {WITHIN} AND ({_since()})",
            _asked(batch, 0, 2_147_483_647),
        )
        return cursor.fetchone()[0]


def undo(batch: Import, first: int, last: int, *, now: datetime) -> int:
    """Take out what a range made and put back what it changed; the number of rows left as they are."""
    ask = _asked(batch, first, last) | {"now": connection.ops.adapt_datetimefield_value(now)}
    day = DAY[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE claimants_importrow AS r SET code = 'kept' WHERE {WITHIN} AND ({_since()})", ask)
        kept = cursor.rowcount
        for statement in (
            LEAVE_USE,
            LEAVE_REGISTRATIONS,
            LEAVE_PEOPLE,
            RESTORE_PEOPLE.format(born_on=day.format(name="born_on")),
        ):
            cursor.execute(statement, ask)
    return kept


def _since() -> str:
    built_upon = [
        f"OR EXISTS (SELECT 1 FROM {table} x WHERE x.{column} = r.{key})"
        for model, key in ((Registration, "registration_key"), (Claimant, "claimant_key"))
        for table, column in _pointing_to(model)
    ]
    return f"{SINCE_MADE.format(built_upon=' '.join(built_upon))} OR {SINCE_UPDATED}"


def _pointing_to(model: type[models.Model]) -> list[tuple[str, str]]:
    """Every other table with a key to these rows, whichever room it belongs to."""
    found = [relation.field for relation in model._meta.related_objects if relation.field.model not in OUR_OWN]
    return [(field.model._meta.db_table, field.column) for field in found if hasattr(field, "column") and field.column]


def _asked(batch: Import, first: int, last: int) -> dict:
    return {"foundation": batch.foundation_id, "batch": batch.pk, "first": first, "last": last}
