"""Walls around the files on people."""

from django.db import migrations

from ._walls import walls

OWNED = ("claimants_claimant", "claimants_guardianship", "claimants_registration")
LINKS = (
    ("claimants_guardianship", "minor_id", "claimants_claimant"),
    ("claimants_guardianship", "guardian_id", "claimants_claimant"),
    ("claimants_registration", "claimant_id", "claimants_claimant"),
)


class Migration(migrations.Migration):
    dependencies = [("claimants", "0001_initial")]
    operations = [walls(OWNED, LINKS)]
