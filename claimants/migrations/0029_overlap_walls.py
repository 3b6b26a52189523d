"""Walls around the two records of a count: each foundation reads its own."""

from django.db import migrations

from ._walls import walls


class Migration(migrations.Migration):
    dependencies = [("claimants", "0028_overlaps")]
    operations = [walls(("claimants_overlap",), ())]
