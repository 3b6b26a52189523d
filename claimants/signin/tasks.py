"""Sign-in work on the clock."""

from cases.core import claims
from cases.core.tasks import task
from claimants.signin import services


@task(name="signin.send")
def send():
    services.send()
    claims.beat("signin.send")


@task(name="signin.purge")
def purge():
    services.purge()
