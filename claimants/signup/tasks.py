"""Sign-up work on the clock."""

from cases.core import claims
from cases.core.tasks import task
from claimants.signup import finishing, services


@task(name="signup.send")
def send():
    finishing.send()
    claims.beat("signup.send")


@task(name="signup.purge")
def purge():
    services.purge()
