"""The database refuses to change or delete a journal entry."""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION cases_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER cases_entry_append_only BEFORE UPDATE OR DELETE ON cases_entry
    FOR EACH ROW EXECUTE FUNCTION cases_entry_is_append_only();
"""
SQLITE = """
CREATE TRIGGER cases_entry_append_only_{event} BEFORE {event} ON cases_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""


def build(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for event in ("UPDATE", "DELETE"):
        schema_editor.execute(SQLITE.format(event=event))


def tear_down(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER cases_entry_append_only ON cases_entry")
        schema_editor.execute("DROP FUNCTION cases_entry_is_append_only")
        return
    for event in ("UPDATE", "DELETE"):
        schema_editor.execute(f"DROP TRIGGER cases_entry_append_only_{event}")


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(build, tear_down)]
