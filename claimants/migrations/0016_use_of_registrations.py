"""The use that stood on a registration becomes its first period, one foundation at a time."""

from django.db import migrations

FORWARD = """
INSERT INTO claimants_useperiod
    (public_id, created_at, changed_at, version, used_from, used_until, foundation_id, registration_id)
SELECT {public_id}, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1, used_from, used_until, foundation_id, id
FROM claimants_registration
WHERE foundation_id = %s AND (used_from IS NOT NULL OR used_until IS NOT NULL)
"""
BACK = """
UPDATE claimants_registration SET
    used_from = (SELECT used_from FROM claimants_useperiod p WHERE p.registration_id = claimants_registration.id
                 ORDER BY p.used_from, p.id LIMIT 1),
    used_until = (SELECT used_until FROM claimants_useperiod p WHERE p.registration_id = claimants_registration.id
                  ORDER BY p.used_from, p.id LIMIT 1)
WHERE foundation_id = %s
"""


def for_every_file(apps, schema_editor, statement):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    with schema_editor.connection.cursor() as cursor:
        for pk in apps.get_model("cases", "Foundation").objects.values_list("pk", flat=True):
            if is_postgresql:  # row level security shows nothing to who acts for nobody
                cursor.execute("SELECT set_config('app.foundation', %s, true)", [str(pk)])
            cursor.execute(statement, [pk])
        if is_postgresql:
            cursor.execute("SELECT set_config('app.foundation', '', true)")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def move_out(apps, schema_editor):
    random = "gen_random_uuid()" if schema_editor.connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    for_every_file(apps, schema_editor, FORWARD.format(public_id=random))


def move_back(apps, schema_editor):
    for_every_file(apps, schema_editor, BACK)


class Migration(migrations.Migration):
    dependencies = [("claimants", "0015_use_periods"), ("cases", "0002_journal_is_append_only")]
    operations = [migrations.RunPython(move_out, move_back)]
