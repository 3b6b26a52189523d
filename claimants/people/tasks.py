"""Work on people on the clock."""

from cases.core import claims
from cases.core.tasks import task
from claimants.people import majority


@task(name="people.come_of_age")
def come_of_age():
    majority.come_of_age()
    claims.beat("people.come_of_age")
