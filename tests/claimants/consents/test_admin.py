"""Who was not told of a text, and the proof of one consent, on the staff site."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from cases.staff.choices import Role
from claimants.people.models import Claimant
from tests import make
from tests.pdf import laid_open, needs_pango
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make.membership(role=Role.CASE_MANAGER)


@pytest.fixture
def desk(client, member):
    sign_in(client, member)
    return client


@pytest.fixture
def terms(member):
    return make.terms(foundation=member.foundation, text_nl="Wij vragen 20%.")


def page(name, row):
    return reverse(f"admin:claimants_{row._meta.model_name}_{name}", args=[row.pk])


def people(foundation, count):
    with acting_for(foundation):
        Claimant.objects.bulk_create(Claimant(foundation=foundation, full_name=f"Proef {n:03}") for n in range(count))


def test_who_has_not_seen_a_version_is_listed_and_noted(desk, member, terms):
    unseen, seen = (make.claimant(foundation=member.foundation) for _ in range(2))
    make.consent(claimant=seen, terms=terms)
    elsewhere = make.claimant()
    shown = desk.get(page("untold", terms)).content.decode()
    assert unseen.reference in shown
    assert seen.reference not in shown
    assert elsewhere.reference not in shown
    assert Entry.objects.about(unseen).filter(action="claimant.listed").count() == 1


def test_the_list_goes_on_where_it_stopped(desk, member, terms):
    people(member.foundation, 60)
    first = desk.get(page("untold", terms))
    assert (first.context["count"], len(first.context["people"])) == (60, 50)
    second = desk.get(page("untold", terms), {"after": first.context["after"]})
    assert (len(second.context["people"]), second.context["after"]) == (10, None)


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "1\x00"])
def test_a_place_that_is_none_begins_at_the_beginning(desk, member, terms, after):
    people(member.foundation, 3)
    assert len(desk.get(page("untold", terms), {"after": after}).context["people"]) == 3


def test_the_page_asks_as_much_for_fifty_as_for_one(desk, member, terms):
    counts = []
    for more in (1, 49):
        people(member.foundation, more)
        with CaptureQueriesContext(connection) as asked:
            desk.get(page("untold", terms))
        counts.append(sum(query["sql"].startswith("SELECT") for query in asked))
    assert counts[0] == counts[1] <= 16


def test_the_file_has_no_formulas_and_is_noted(desk, member, terms):
    make.claimant(foundation=member.foundation, full_name="=1+1")
    written = b"".join(desk.get(page("untold_file", terms)).streaming_content).decode()
    assert written.startswith("\ufeffkenmerk;naam;taal;heeft e-mailadres\r\n")
    assert ";'=1+1;nl;ja\r\n" in written
    assert Entry.objects.filter(action="terms.exported").count() == 1


@pytest.mark.parametrize("name", ["untold", "untold_file"])
def test_a_text_of_another_foundation_tells_nothing(desk, name):
    assert desk.get(page(name, make.terms())).status_code == 404


@needs_pango
def test_what_was_on_screen_is_a_pdf(desk, member, terms):
    consent = make.consent(claimant=make.claimant(foundation=member.foundation), terms=terms)
    response = desk.get(page("proof", consent))
    assert response["Content-Type"] == "application/pdf"
    assert b"/MarkInfo" in laid_open(response.content)
