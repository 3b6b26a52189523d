"""Work on proofs on the clock."""

from cases.core import claims
from cases.core.tasks import task
from claimants.proofs import services


@task(name="proofs.scan")
def scan():
    services.scan()
    claims.beat("proofs.scan")


@task(name="proofs.sweep")
def sweep():
    services.sweep()
