"""Walls around the steps for many and the registrations that were chosen for them."""

from django.db import migrations

from ._walls import walls

OWNED = ("claimants_bulkstep", "claimants_bulkrow")
LINKS = (
    ("claimants_bulkrow", "step_id", "claimants_bulkstep"),
    ("claimants_bulkrow", "registration_id", "claimants_registration"),
)


class Migration(migrations.Migration):
    dependencies = [("claimants", "0024_steps_for_many")]
    operations = [walls(OWNED, LINKS)]
