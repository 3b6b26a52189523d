"""Radar work on the clock."""

from cases.core import claims
from cases.core.tasks import task
from cases.radar import services


@task(name="radar.look")
def look():
    services.look()
    claims.beat("radar.look")
