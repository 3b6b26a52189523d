"""Declarations on the clock."""

from cases.core.tasks import task
from claimants.declarations import chain


@task(name="declarations.publish")
def publish():
    chain.publish_all()
