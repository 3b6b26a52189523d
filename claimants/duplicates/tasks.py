"""Looking for doubles on the clock."""

from cases.core import claims
from cases.core.tasks import task
from claimants.duplicates import suggesting


@task(name="duplicates.suggest")
def suggest():
    suggesting.suggest_everywhere()
    claims.beat("duplicates.suggest")
