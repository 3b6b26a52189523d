from datetime import date

import pytest

from tests import make
from tests.portal_door import ADDRESS, sign_in


@pytest.fixture
def noor():
    return make.claimant(email=ADDRESS, full_name="Noor Bakker", called_name="Noor")


@pytest.fixture
def mine(noor):
    return make.registration(claimant=noor)


@pytest.fixture
def inside(client, noor):
    """A browser in which Noor signed in a moment ago."""
    sign_in(client, noor.foundation)
    return client


@pytest.fixture
def sam(noor, mine):
    """A minor in Noor's care, in the same group."""
    child = make.claimant(foundation=noor.foundation, email="", full_name="Sam Bakker", born_on=date(2015, 5, 12))
    make.guardianship(minor=child, guardian=noor)
    return make.registration(claimant=child, group=mine.group)
