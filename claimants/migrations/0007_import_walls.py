"""Walls around the imports and the rows of their files."""

from django.db import migrations

from ._walls import walls

OWNED = ("claimants_import", "claimants_importrow")
LINKS = (("claimants_importrow", "batch_id", "claimants_import"),)


class Migration(migrations.Migration):
    dependencies = [("claimants", "0006_imports")]
    operations = [walls(OWNED, LINKS)]
