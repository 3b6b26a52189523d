"""Walls between foundations that hold even when the code forgets.

PostgreSQL: row level security, forced for the owner too, and composite foreign keys.
SQLite: triggers with the same effect as the composite keys, and one more: no row ever goes to
another file. A later migration that remakes one of these tables on SQLite must call `build` again;
a test counts the walls.
"""

from django.db import migrations

OWNED = ("claimants_claimant", "claimants_guardianship", "claimants_registration")
LINKS = (
    ("claimants_guardianship", "minor_id", "claimants_claimant"),
    ("claimants_guardianship", "guardian_id", "claimants_claimant"),
    ("claimants_registration", "claimant_id", "claimants_claimant"),
)

POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY acting_foundation ON {table}
    USING (foundation_id = nullif(current_setting('app.foundation', true), '')::bigint)
    WITH CHECK (foundation_id = nullif(current_setting('app.foundation', true), '')::bigint);
"""
COMPOSITE_KEY = """
ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_same_foundation
    FOREIGN KEY (foundation_id, {column}) REFERENCES {target} (foundation_id, id) DEFERRABLE INITIALLY DEFERRED;
"""
TRIGGER = """
CREATE TRIGGER {table}_{column}_same_foundation_{moment} BEFORE {event} ON {table}
WHEN NOT EXISTS (SELECT 1 FROM {target} WHERE id = NEW.{column} AND foundation_id = NEW.foundation_id)
BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed: row of another foundation'); END;
"""
STAYS = """
CREATE TRIGGER {table}_stays_in_its_file BEFORE UPDATE OF foundation_id ON {table}
WHEN NEW.foundation_id <> OLD.foundation_id
BEGIN SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed: a row never goes to another foundation'); END;
"""


def build(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in OWNED:
            schema_editor.execute(POLICY.format(table=table))
        for table, column, target in LINKS:
            schema_editor.execute(COMPOSITE_KEY.format(table=table, column=column, target=target))
        return
    for table in OWNED:
        schema_editor.execute(STAYS.format(table=table))
    for table, column, target in LINKS:
        for moment, event in (("insert", "INSERT"), ("update", f"UPDATE OF {column}, foundation_id")):
            sql = TRIGGER.format(table=table, column=column, target=target, moment=moment, event=event)
            schema_editor.execute(sql)


def tear_down(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, column, _target in LINKS:
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_same_foundation")
        for table in OWNED:
            schema_editor.execute(f"DROP POLICY acting_foundation ON {table}")
            schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        return
    for table in OWNED:
        schema_editor.execute(f"DROP TRIGGER {table}_stays_in_its_file")
    for table, column, _target in LINKS:
        for moment in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER {table}_{column}_same_foundation_{moment}")


class Migration(migrations.Migration):
    dependencies = [("claimants", "0001_initial")]
    operations = [migrations.RunPython(build, tear_down)]
