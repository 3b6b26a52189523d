"""The walls between foundations as migration operations; they hold even when the code forgets.

PostgreSQL: row level security, forced for the owner too, and composite foreign keys.
SQLite: triggers with the same effect as the composite keys, and one more: no row ever goes to
another file. What is written here is frozen: migrations that ran have used it.
"""

from django.db import migrations

POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY acting_foundation ON {table}
    USING (foundation_id = nullif(current_setting('app.foundation', true), '')::bigint)
    WITH CHECK (foundation_id = nullif(current_setting('app.foundation', true), '')::bigint);
"""
NO_POLICY = """
DROP POLICY acting_foundation ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
COMPOSITE_KEY = """
ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_same_foundation
    FOREIGN KEY (foundation_id, {column}) REFERENCES {target} (foundation_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
NO_COMPOSITE_KEY = "ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_same_foundation"
TRIGGER = """
CREATE TRIGGER IF NOT EXISTS {table}_{column}_same_foundation_{moment} BEFORE {event} ON {table}
WHEN NEW.{column} IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM {target} WHERE id = NEW.{column} AND foundation_id = NEW.foundation_id)
BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed: row of another foundation'); END;
"""
STAYS = """
CREATE TRIGGER IF NOT EXISTS {table}_stays_in_its_file BEFORE UPDATE OF foundation_id ON {table}
WHEN NEW.foundation_id <> OLD.foundation_id
BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed: a row never goes to another foundation'); END;
"""
MOMENTS = {"insert": "INSERT", "update": "UPDATE OF {column}, foundation_id"}


def walls(owned, links):
    """Build both walls around tables that are new.

    `owned`: names of tables with a `foundation_id`. `links`: (table, column, target table) of foreign keys between
    tables of one file; the target needs a unique (foundation_id, id).
    """

    def build(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            _build_triggers(schema_editor, owned, links)
        else:
            _build_policies(schema_editor, owned, links)

    def tear_down(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            _drop_triggers(schema_editor, owned, links)
        else:
            _drop_policies(schema_editor, owned, links)

    return migrations.RunPython(build, tear_down)


def walls_again(owned, links):
    """Build the walls of SQLite again, after an operation that remade one of these tables there."""

    def build(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            _build_triggers(schema_editor, owned, links)

    return migrations.RunPython(build, build)


def without_triggers(operations):
    """Operations that remake a table on SQLite: its triggers, and those that ask it something, stand aside meanwhile.

    Nothing has to be built again afterwards.
    """
    aside = []

    def lift(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            with schema_editor.connection.cursor() as cursor:
                cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
                aside[:] = cursor.fetchall()
            for name, _sql in aside:
                schema_editor.execute(f'DROP TRIGGER "{name}"', params=None)

    def put_back(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            for _name, sql in aside:
                schema_editor.execute(sql, params=None)

    return [migrations.RunPython(lift, put_back), *operations, migrations.RunPython(put_back, lift)]


def _build_policies(schema_editor, owned, links):
    for table in owned:
        schema_editor.execute(POLICY.format(table=table))
    for table, column, target in links:
        schema_editor.execute(COMPOSITE_KEY.format(table=table, column=column, target=target))


def _drop_policies(schema_editor, owned, links):
    for table, column, _target in links:
        schema_editor.execute(NO_COMPOSITE_KEY.format(table=table, column=column))
    for table in owned:
        schema_editor.execute(NO_POLICY.format(table=table))


def _build_triggers(schema_editor, owned, links):
    for table in owned:
        schema_editor.execute(STAYS.format(table=table))
    for table, column, target in links:
        for moment, event in MOMENTS.items():
            values = {"table": table, "column": column, "target": target, "moment": moment}
            schema_editor.execute(TRIGGER.format(event=event.format(column=column), **values))


def _drop_triggers(schema_editor, owned, links):
    for table in owned:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_stays_in_its_file")
    for table, column, _target in links:
        for moment in MOMENTS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{column}_same_foundation_{moment}")
