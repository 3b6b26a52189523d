from datetime import date

import pytest
from django.urls import reverse

from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.people import services
from claimants.people.models import Claimant, Guardianship
from tests import make
from tests.staff_door import filled_in, sign_in

pytestmark = pytest.mark.django_db
LIST = "/beheer/claimants/claimant/"


@pytest.fixture
def foundation():
    return make.foundation()


@pytest.fixture
def desk(client, foundation):
    sign_in(client, make.membership(foundation=foundation, role="case_manager"))
    return client


@pytest.fixture
def noor(foundation):
    return make.claimant(
        foundation=foundation, full_name="Noor de Bakker", email="noor@voorbeeld.example", city="Delft"
    )


def page_of(row):
    return reverse(f"admin:claimants_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize(
    "term", ["noor", "Noor de B", "de Bakker", "bakker", "NOOR@voorbeeld.example", " noor@voorbeeld.example "]
)
def test_a_person_is_found_by_name_and_by_the_whole_address(desk, noor, term):
    assert noor.reference in desk.get(LIST, {"q": term}).content.decode()


def test_a_person_is_found_by_reference_however_it_is_typed(desk, noor):
    typed = f"{noor.reference[:4].lower()}-{noor.reference[4:8]} {noor.reference[8:]}"
    assert noor.reference in desk.get(LIST, {"q": typed}).content.decode()


@pytest.mark.parametrize("term", ["voorbeeld", "noor@", "@voorbeeld.example", "oor", "\x00", "%", "x" * 1500])
def test_not_by_a_part_of_an_address(desk, noor, term):
    response = desk.get(LIST, {"q": term}, follow=True)
    assert response.status_code == 200
    assert "noor@voorbeeld.example" not in response.content.decode()
    assert response.context["cl"].result_count == 0 or term in ("\x00", "x" * 1500)


def test_the_address_stands_on_the_page_only(desk, noor):
    assert "noor@voorbeeld.example" not in desk.get(LIST).content.decode()
    assert "noor@voorbeeld.example" in desk.get(page_of(noor)).content.decode()


def test_a_new_person_goes_into_the_file_one_works_for(desk, foundation):
    asked = {"full_name": "Nieuw Mens", "country": "NL", "language": "nl", "email": "nieuw@voorbeeld.example"}
    assert desk.post(f"{LIST}add/", asked).status_code == 302
    with acting_for(foundation):
        assert Claimant.objects.with_email("nieuw@voorbeeld.example").get().full_name == "Nieuw Mens"
    assert Entry.objects.filter(action="claimant.added", by__isnull=False).count() == 1


def test_a_change_goes_through_the_service_and_names_who_did_it(desk, noor):
    page = desk.get(page_of(noor))
    assert desk.post(page_of(noor), filled_in(page, city="Leiden")).status_code == 302
    with acting_for(noor.foundation):
        assert Claimant.objects.get().city == "Leiden"
    assert Entry.objects.get(action="claimant.changed").data == {"fields": ["city"]}


def test_a01_a_stale_form_saves_nothing_and_shows_what_is_stored(desk, noor):
    page = desk.get(page_of(noor))
    services.change_contact(noor, version=1, city="Utrecht", by=None)
    response = desk.post(page_of(noor), filled_in(page, city="Leiden"))
    assert response.status_code == 200
    assert "Utrecht" in response.content.decode()
    with acting_for(noor.foundation):
        assert Claimant.objects.get().city == "Utrecht"


@pytest.mark.parametrize(
    "wrong", [{"born_on": "1899-01-01"}, {"born_on": "9999-12-31"}, {"born_on": "2030-02-30"}, {"country": "Nederland"}]
)
def test_a_wrong_value_is_an_error_on_the_form(desk, noor, wrong):
    response = desk.post(page_of(noor), filled_in(desk.get(page_of(noor)), **wrong))
    assert response.status_code == 200
    assert response.context["adminform"].form.errors.keys() == wrong.keys()


def test_nobody_is_deleted(desk, noor):
    assert desk.get(f"{LIST}{noor.pk}/delete/").status_code == 403
    desk.post(LIST, {"action": "delete_selected", "_selected_action": [noor.pk]})
    with acting_for(noor.foundation):
        assert Claimant.objects.count() == 1


def test_a_parent_is_added_and_ended(desk, noor):
    child = make.claimant(foundation=noor.foundation, born_on=date(2013, 1, 1))
    asked = {"minor": child.pk, "guardian": noor.pk, "kind": "parent", "started_on": "2026-01-01"}
    assert desk.post("/beheer/claimants/guardianship/add/", asked).status_code == 302
    with acting_for(noor.foundation):
        guardianship = Guardianship.objects.get()
    page = desk.get(page_of(guardianship))
    assert desk.post(page_of(guardianship), filled_in(page, ended_on="2026-06-01")).status_code == 302
    with acting_for(noor.foundation):
        assert Guardianship.objects.get().ended_on == date(2026, 6, 1)
    assert {entry.action for entry in Entry.objects.all()} >= {"guardianship.added", "guardianship.ended"}


def test_an_adult_as_minor_is_an_error_on_the_form(desk, noor):
    adult = make.claimant(foundation=noor.foundation, born_on=date(1990, 1, 1))
    asked = {"minor": adult.pk, "guardian": noor.pk, "kind": "parent", "started_on": "2026-01-01"}
    response = desk.post("/beheer/claimants/guardianship/add/", asked)
    assert response.status_code == 200
    assert "minor" in response.context["adminform"].form.errors


def test_the_help_desk_may_correct_a_person_and_a_lawyer_may_only_look(client, foundation, noor):
    for role, may_change in (("helpdesk", True), ("lawyer", False)):
        sign_in(client, make.membership(foundation=foundation, role=role))
        assert client.get(page_of(noor)).context["has_change_permission"] is may_change


@pytest.mark.parametrize("role", ["finance", "communication", "auditor", "board", "administrator"])
def test_other_roles_do_not_see_people(client, foundation, noor, role):
    sign_in(client, make.membership(foundation=foundation, role=role))
    assert client.get(LIST).status_code == client.get(page_of(noor)).status_code == 403


def test_a_contested_child_is_put_on_hold_and_settled_with_buttons(desk, foundation):
    child = make.claimant(foundation=foundation, born_on=date(2018, 1, 1))
    for step, other in (("contest", "settle"), ("settle", "contest")):
        page = desk.get(page_of(child)).content.decode()
        link, hidden = (reverse(f"admin:claimants_claimant_{name}", args=[child.pk]) for name in (step, other))
        assert link in page
        assert hidden not in page
        assert desk.post(link).status_code == 302
        with acting_for(foundation):
            assert Claimant.objects.get(pk=child.pk).is_contested == (step == "contest")
