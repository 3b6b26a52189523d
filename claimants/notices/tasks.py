"""Notices on the clock."""

from cases.core import claims
from cases.core.tasks import task
from claimants.notices import addressing, posting


@task(name="notices.address")
def address():
    addressing.address()
    claims.beat("notices.address")


@task(name="notices.post")
def post():
    posting.post()
    claims.beat("notices.post")
