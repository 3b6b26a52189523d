"""Which rows are about people who are known already, and what they would change: the same SQL on both databases.

A person is known by the key of the source, or by address and name (and date of birth where both are told). An address
alone says little: families share one. What known people told about their use stays as it is. Run everything within
acting_for and a transaction.
"""

from django.db import connection

from claimants.declarations.choices import DeclarationKind
from claimants.imports.choices import Verdict
from claimants.imports.models import Import
from claimants.registrations.choices import RegistrationState

TEXTS = ("full_name", "called_name", "email", "phone", "street", "postcode", "city", "country", "language")
OPEN = f"r.verdict <> '{Verdict.REFUSED}'"
WITHIN = "r.foundation_id = %(foundation)s AND r.batch_id = %(batch)s AND r.number BETWEEN %(first)s AND %(last)s"

REPEATED = f"""
UPDATE claimants_importrow SET verdict = '{Verdict.REFUSED}', code = %(code)s, remarks = NULL WHERE id IN (
    SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY {{same}} ORDER BY number) AS nth
        FROM claimants_importrow r WHERE {WITHIN} AND {OPEN} AND {{given}}
    ) AS ranked WHERE nth > 1)
"""
# A value asked for each row keeps to an index however many people there are by now; a join reads them all for each
# range. A bare `id` or name would tempt the planner to walk by those, and many people may share a name.
BY_KEY = """
SELECT g.{column} FROM claimants_registration g WHERE g.foundation_id = %(foundation)s
    AND g.source_name = %(source)s AND g.source_key = r.source_key AND g.source_key <> ''
"""
KNOWN_BY_KEY = f"""
UPDATE claimants_importrow AS r SET claimant_key = ({BY_KEY.format(column="claimant_id")}),
    registration_key = ({BY_KEY.format(column="id")}), is_known = true, is_registered = true
WHERE {WITHIN} AND {OPEN} AND r.source_key <> '' AND NOT r.is_registered AND ({BY_KEY.format(column="id")}) IS NOT NULL
"""
BY_ADDRESS = """
SELECT min(c.id + 0) FROM claimants_claimant c WHERE c.foundation_id = %(foundation)s AND c.email_index = r.email_index
"""
BY_PERSON = f"""{BY_ADDRESS}
    AND c.full_name || '' = r.full_name AND (c.born_on = r.born_on OR c.born_on IS NULL OR r.born_on IS NULL)
"""
KNOWN_BY_PERSON = f"""
UPDATE claimants_importrow AS r SET claimant_key = ({BY_PERSON}), is_known = true
WHERE {WITHIN} AND {OPEN} AND NOT r.is_known AND r.email_index <> '' AND ({BY_PERSON}) IS NOT NULL
"""
MERGED = f"""
UPDATE claimants_importrow AS r SET claimant_key = c.merged_into_id FROM claimants_claimant AS c
WHERE {WITHIN} AND {OPEN} AND r.is_known
    AND c.id = r.claimant_key AND c.foundation_id = %(foundation)s AND c.merged_into_id IS NOT NULL
"""
REGISTERED = f"""
UPDATE claimants_importrow AS r SET registration_key = g.id, is_registered = true
FROM claimants_registration AS g
WHERE {WITHIN} AND {OPEN} AND r.is_known AND NOT r.is_registered
    AND g.foundation_id = %(foundation)s AND g.claimant_id = r.claimant_key AND g.group_id = r.group_key
"""
SHARED_ADDRESS = f"""
UPDATE claimants_importrow AS r SET code = 'shared_address'
WHERE {WITHIN} AND {OPEN} AND NOT r.is_known AND r.code = '' AND r.email_index <> '' AND ({BY_ADDRESS}) IS NOT NULL
"""
DIFFERS = " OR ".join(
    [f"(r.{name} <> '' AND r.{name} <> c.{name})" for name in TEXTS]
    + ["(r.born_on IS NOT NULL AND (c.born_on IS NULL OR r.born_on <> c.born_on))"]
)
STOPPED = f"g.state = '{RegistrationState.WITHDRAWN}'"
JUDGED = f"""
UPDATE claimants_importrow AS r SET
    verdict = CASE WHEN {STOPPED} THEN '{Verdict.REFUSED}'
        WHEN c.restricted_at IS NULL AND ({DIFFERS}) THEN '{Verdict.UPDATED}'
        ELSE '{Verdict.SAME}' END,
    code = CASE WHEN {STOPPED} THEN 'stopped' ELSE r.code END
FROM claimants_claimant AS c, claimants_registration AS g
WHERE {WITHIN} AND {OPEN} AND r.is_registered AND g.id = r.registration_key AND c.id = r.claimant_key
    AND c.foundation_id = %(foundation)s AND g.foundation_id = %(foundation)s
"""
OPTED_OUT = f"""
UPDATE claimants_importrow AS r SET verdict = '{Verdict.REFUSED}', code = 'opted_out'
WHERE {WITHIN} AND {OPEN} AND r.is_known AND EXISTS (
    SELECT 1 FROM claimants_declaration d JOIN claimants_window w ON w.id = d.window_id
    WHERE d.foundation_id = %(foundation)s AND w.group_id = r.group_key
        AND (d.claimant_id = r.claimant_key OR d.claimant_id IN (
            SELECT id FROM claimants_claimant m
            WHERE m.merged_into_id = r.claimant_key AND m.foundation_id = %(foundation)s))
        AND d.kind IN ('{DeclarationKind.OPT_OUT}', '{DeclarationKind.SECOND_OPT_OUT}')
        AND NOT EXISTS (SELECT 1 FROM claimants_declaration b WHERE b.reverses_id = d.id))
"""
ERASED = f"""
UPDATE claimants_importrow AS r SET verdict = '{Verdict.REFUSED}', code = 'erased'
WHERE {WITHIN} AND {OPEN} AND r.is_known
    AND NOT EXISTS (
        SELECT 1 FROM claimants_claimant c
        WHERE c.id = r.claimant_key AND c.foundation_id = %(foundation)s AND c.erased_at IS NULL)
"""
HOLDS_KNOWN = f"SELECT EXISTS (SELECT 1 FROM claimants_importrow r WHERE {WITHIN} AND r.is_known)"
OF_THE_KNOWN = (MERGED, ERASED, OPTED_OUT, REGISTERED)
LOOKED_AT = "foundation_id, batch_id, number, verdict, code, is_known, is_registered, source_key, email_index"


def judge_file(batch: Import) -> None:
    """Say of each row what it would do, as the file of the foundation stands now; repeats in the file stay out."""
    ask = _whole(batch)
    by_key = REPEATED.format(same="source_key", given="source_key <> ''")
    by_person = REPEATED.format(same="email_index, full_name, born_on", given="email_index <> ''")
    make_room()
    _run(f"ANALYZE claimants_importrow ({LOOKED_AT})" if _is_postgresql() else "ANALYZE claimants_importrow", {})
    _run(by_key, ask | {"code": "duplicate_key"})
    _run(by_person, ask | {"code": "duplicate"})
    judge(batch, ask["first"], ask["last"])


def judge(batch: Import, first: int, last: int) -> None:
    """Say again of each row of a range what it does."""
    ask = _whole(batch) | {"first": first, "last": last}
    make_room()
    for statement in (KNOWN_BY_KEY, KNOWN_BY_PERSON):
        _run(statement, ask)
    knows_some = holds_known(batch, first, last)
    for statement in (*(OF_THE_KNOWN if knows_some else ()), SHARED_ADDRESS, *((JUDGED,) if knows_some else ())):
        _run(statement, ask)


def holds_known(batch: Import, first: int, last: int) -> bool:
    """Whether a judged range has rows about people who are in the file already; most files have none."""
    with connection.cursor() as cursor:
        cursor.execute(HOLDS_KNOWN, _whole(batch) | {"first": first, "last": last})
        return bool(cursor.fetchone()[0])


def make_room() -> None:
    """Let this transaction sort a range in memory, and without compiling statements that run once; on PostgreSQL."""
    if _is_postgresql():
        _run("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off", None)


def _whole(batch: Import) -> dict:
    return {
        "foundation": batch.foundation_id,
        "batch": batch.pk,
        "source": batch.source_name,
        "first": 0,
        "last": 2_147_483_647,
    }


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def _run(statement: str, ask: dict | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, ask)
