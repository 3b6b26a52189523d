"""Walls around the declarations, and a database that refuses to change or take back what was declared.

Frozen: a migration that remakes one of these tables on SQLite must build its triggers again.
"""

from django.db import migrations

from ._walls import walls

OWNED = (
    "claimants_declaration",
    "claimants_ledger",
    "claimants_registrynote",
    "claimants_registrylist",
    "claimants_registryrow",
    "claimants_submission",
)
LINKS = (
    ("claimants_declaration", "claimant_id", "claimants_claimant"),
    ("claimants_declaration", "reverses_id", "claimants_declaration"),
    ("claimants_registrynote", "declaration_id", "claimants_declaration"),
    ("claimants_registryrow", "registry_list_id", "claimants_registrylist"),
    ("claimants_registryrow", "claimant_id", "claimants_claimant"),
)
WRITTEN_ONCE = ("claimants_declaration", "claimants_registrynote", "claimants_checkpoint")

# What an inserted row may not do: {name: (when it is refused, what the database says)}
REFUSED = {
    "claimants_declaration_reverses_its_own": (
        """NEW.reverses_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM claimants_declaration AS earlier
            WHERE earlier.id = NEW.reverses_id AND earlier.claimant_id = NEW.claimant_id
                AND earlier.window_id = NEW.window_id AND earlier.kind <> 'reversal')""",
        "a reversal takes back a declaration of the same person in the same window",
    ),
    "claimants_declaration_opt_out_stands": (
        """NEW.kind = 'opt_in' AND EXISTS (
            SELECT 1 FROM claimants_declaration AS earlier
            JOIN claimants_window AS theirs ON theirs.id = earlier.window_id
            JOIN claimants_window AS ours ON ours.id = NEW.window_id AND ours.group_id = theirs.group_id
            WHERE earlier.foundation_id = NEW.foundation_id AND earlier.claimant_id = NEW.claimant_id
                AND earlier.kind = 'opt_out' AND NOT EXISTS (
                    SELECT 1 FROM claimants_declaration AS later WHERE later.reverses_id = earlier.id))""",
        "an opt-out ends only by a reversal",
    ),
}
ONCE_POSTGRESQL = """
CREATE FUNCTION claimants_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'declarations are written once' USING ERRCODE = 'integrity_constraint_violation'; END $$;
"""
ONCE_POSTGRESQL_TABLE = """
CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION claimants_written_once();
"""
ONCE_SQLITE = """
CREATE TRIGGER {table}_written_once_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, 'declarations are written once'); END;
"""
REFUSED_POSTGRESQL = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {refused} THEN RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {name} BEFORE INSERT ON claimants_declaration FOR EACH ROW EXECUTE FUNCTION {name}();
"""
REFUSED_SQLITE = """
CREATE TRIGGER {name} BEFORE INSERT ON claimants_declaration WHEN {refused}
BEGIN SELECT RAISE(ABORT, '{says}'); END;
"""


def build(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ONCE_POSTGRESQL)
        _build(schema_editor, [ONCE_POSTGRESQL_TABLE], REFUSED_POSTGRESQL)
    else:
        events = [ONCE_SQLITE.replace("{event}", event) for event in ("UPDATE", "DELETE")]
        _build(schema_editor, events, REFUSED_SQLITE)


def _build(schema_editor, once, refused):
    for table in WRITTEN_ONCE:
        for statement in once:
            schema_editor.execute(statement.format(table=table))
    for name, (when, says) in REFUSED.items():
        schema_editor.execute(refused.format(name=name, refused=when, says=says))


def tear_down(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in WRITTEN_ONCE:
            schema_editor.execute(f"DROP TRIGGER {table}_written_once ON {table}")
        for name in REFUSED:
            schema_editor.execute(f"DROP TRIGGER {name} ON claimants_declaration")
            schema_editor.execute(f"DROP FUNCTION {name}")
        schema_editor.execute("DROP FUNCTION claimants_written_once")
        return
    for name in [*REFUSED, *(f"{table}_written_once_{event}" for table in WRITTEN_ONCE for event in ("UPDATE", "DELETE"))]:
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("claimants", "0011_declarations")]
    operations = [walls(OWNED, LINKS), migrations.RunPython(build, tear_down)]
