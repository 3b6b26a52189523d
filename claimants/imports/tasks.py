"""Import work on the clock."""

from cases.core import claims
from cases.core.tasks import task
from claimants.imports import services


@task(name="imports.work")
def work():
    services.work()
    claims.beat("imports.work")


@task(name="imports.purge")
def purge():
    services.purge()
