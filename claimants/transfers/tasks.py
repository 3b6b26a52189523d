"""Transfers, on the clock."""

from cases.core.tasks import task
from claimants.transfers import services


@task(name="transfers.expire")
def expire():
    services.expire()
