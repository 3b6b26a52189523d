"""Work on people's data on the clock."""

from cases.core import claims
from cases.core.tasks import task
from claimants.privacy import erasure, retention


@task(name="privacy.erase")
def erase():
    erasure.run()
    claims.beat("privacy.erase")


@task(name="privacy.retain")
def retain():
    retention.run()
    claims.beat("privacy.retain")
