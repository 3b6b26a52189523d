"""Looking after the other clocks, on the clock."""

from cases.core import claims
from cases.core.tasks import task
from cases.health import services


@task(name="health.watch")
def watch():
    services.watch()
    claims.beat("health.watch")
