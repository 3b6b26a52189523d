"""Journal work on the clock."""

from cases.core import claims
from cases.core.tasks import task
from cases.journal import services


@task(name="journal.react")
def react():
    services.react()
    claims.beat("journal.react")
