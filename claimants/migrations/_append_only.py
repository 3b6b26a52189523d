"""Rows that the database refuses to change or delete, as a migration operation.

What is written here is frozen: migrations that ran have used it.
"""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW {condition} EXECUTE FUNCTION {table}_stays();
"""
NO_POSTGRESQL = """
DROP TRIGGER {table}_stays ON {table};
DROP FUNCTION {table}_stays;
"""
SQLITE = """
CREATE TRIGGER {table}_stays_{event} BEFORE {event} ON {table} {condition}
BEGIN SELECT RAISE(ABORT, '{sentence}'); END;
"""


def append_only(table, sentence, *, once=""):
    """Refuse UPDATE and DELETE with a sentence; `once`: only for rows of which this column is filled in."""

    def build(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            condition = f"WHEN (OLD.{once} IS NOT NULL)" if once else ""
            schema_editor.execute(POSTGRESQL.format(table=table, sentence=sentence, condition=condition))
            return
        condition = f"WHEN OLD.{once} IS NOT NULL" if once else ""
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(SQLITE.format(table=table, sentence=sentence, event=event, condition=condition))

    def tear_down(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(NO_POSTGRESQL.format(table=table))
            return
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_stays_{event}")

    return migrations.RunPython(build, tear_down)
