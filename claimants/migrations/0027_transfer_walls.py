"""Walls around both records of a transfer: neither foundation reads the other's."""

from django.db import migrations

from ._walls import walls

OWNED = ("claimants_transfer", "claimants_arrival")
LINKS = (
    ("claimants_transfer", "registration_id", "claimants_registration"),
    ("claimants_arrival", "registration_id", "claimants_registration"),
    ("claimants_arrival", "claimant_id", "claimants_claimant"),
)


class Migration(migrations.Migration):
    dependencies = [("claimants", "0026_transfers")]
    operations = [walls(OWNED, LINKS)]
