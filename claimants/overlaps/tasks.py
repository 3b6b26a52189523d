"""Counting overlaps, on the clock."""

from cases.core import claims
from cases.core.tasks import task
from claimants.overlaps import services


@task(name="overlaps.count")
def count():
    services.count()
    claims.beat("overlaps.count")
