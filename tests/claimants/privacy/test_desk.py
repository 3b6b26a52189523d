"""Requests about data on the start page of staff, with their legal last day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.core.tenancy import acting_for
from claimants.privacy.models import DataSubjectRequest
from tests import make, make_papers
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def lawyer():
    return make.membership()


def tile(client, member):
    sign_in(client, member)
    week = client.get("/beheer/").context["week"]
    return next((one for one in week.tiles if "datasubjectrequest" in one.link), None)


def test_they_are_counted_with_the_first_last_day(client, lawyer):
    for _ in range(2):
        make_papers.data_request(claimant=make.claimant(foundation=lawyer.foundation))
    make_papers.data_request()
    found = tile(client, lawyer)
    assert (found.number, found.asks) == (2, False)
    with acting_for(lawyer.foundation):
        first = DataSubjectRequest.objects.earliest("due_on").due_on
    assert str(first.year) in str(found.title)


@pytest.mark.parametrize(("days", "asks"), [(-1, True), (7, True), (8, False)])
def test_a_last_day_that_is_near_or_over_asks(client, lawyer, days, asks):
    made = make_papers.data_request(claimant=make.claimant(foundation=lawyer.foundation))
    with acting_for(lawyer.foundation):
        DataSubjectRequest.objects.filter(pk=made.pk).update(due_on=timezone.localdate() + timedelta(days=days))
    assert tile(client, lawyer).asks == asks


def test_without_requests_the_tile_asks_nothing(client, lawyer):
    assert (tile(client, lawyer).number, tile(client, lawyer).asks) == (0, False)


def test_who_may_not_see_requests_has_no_tile(client, lawyer):
    helper = make.membership(foundation=lawyer.foundation, role="helpdesk")
    assert tile(client, helper) is None
