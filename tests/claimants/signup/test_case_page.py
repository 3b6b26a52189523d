"""The public page of a case leads to signing up, without knowing of it."""

from datetime import date

import pytest

from claimants.signup import services
from tests import make_signup

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened():
    return make_signup.opening()


@pytest.mark.parametrize(("is_open", "seen"), [(True, 1), (False, 0)])
def test_the_page_of_a_case_leads_to_signing_up_only_where_that_is_open(client, opened, is_open, seen):
    if not is_open:
        services.change_opening(opened, closed_on=date(2020, 1, 2), by=None)
    slug = opened.group.case.slug
    assert client.get(f"/nl/zaken/{slug}").content.decode().count(f"/nl/zaken/{slug}/aanmelden") == seen
