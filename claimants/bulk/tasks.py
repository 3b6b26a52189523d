"""Steps for many, on the clock."""

from cases.core import claims
from cases.core.tasks import task
from claimants.bulk import services


@task(name="bulk.carry_out")
def carry_out():
    services.carry_out()
    claims.beat("bulk.carry_out")


@task(name="bulk.purge")
def purge():
    services.purge()
