"""Staff at the door, and one track of one case."""

import pytest

from tests import make
from tests.staff_door import sign_in


@pytest.fixture
def staff(client):
    sign_in(client)
    return client


@pytest.fixture
def track():
    return make.track(proceeding=make.proceeding(case=make.case(slug="tiktok", title="TikTok")))
