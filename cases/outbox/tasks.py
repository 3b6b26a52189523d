"""Outbox work on the clock."""

from cases.core import claims
from cases.core.tasks import task
from cases.outbox import services


@task(name="outbox.deliver")
def deliver():
    services.deliver()
    claims.beat("outbox.deliver")


@task(name="outbox.purge")
def purge():
    services.purge()
    claims.beat("outbox.purge")
