"""Radar work on the clock."""

from cases.core import claims
from cases.core.tasks import task
from cases.radar import services


@task(name="radar.look")
def look():
    services.look()
    services.tell_who_must_accept()
    claims.beat("radar.look")


@task(name="radar.carry_out")
def carry_out():
    services.carry_out()
    claims.beat("radar.carry_out")
