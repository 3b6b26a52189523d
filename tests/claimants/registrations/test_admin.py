from datetime import date

import pytest
from django.urls import reverse

from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.registrations.models import Registration
from tests import make
from tests.staff_door import filled_in, sign_in

pytestmark = pytest.mark.django_db
LIST = "/beheer/claimants/registration/"


@pytest.fixture
def registration():
    person = make.claimant(full_name="Noor Bakker", born_on=date(1990, 1, 1))
    return make.registration(claimant=person, group=make.group(age_from=18), used_from=date(2020, 1, 1))


@pytest.fixture
def desk(client, registration):
    sign_in(client, make.membership(foundation=registration.foundation, role="case_manager"))
    return client


def step(registration, name):
    return reverse(f"admin:claimants_registration_{name}", args=[registration.pk])


def now(registration):
    with acting_for(registration.foundation):
        return Registration.objects.get(pk=registration.pk)


def test_the_page_says_whether_the_person_fits_and_why(desk, registration):
    page = desk.get(f"{LIST}{registration.pk}/change/").content.decode()
    assert "Uw leeftijd in die periode past." in page
    assert "Noor" in desk.get(LIST, {"q": "Bakker"}).content.decode()


def test_a_step_asks_first_and_only_a_post_takes_it(desk, registration):
    assert desk.get(step(registration, "verify")).status_code == 200
    assert now(registration).state == "received"
    assert desk.post(step(registration, "verify")).status_code == 302
    assert now(registration).state == "verified"
    assert Entry.objects.get(action="registration.verified").by is not None


def test_refusing_needs_a_reason(desk, registration):
    assert desk.post(step(registration, "refuse"), {"reason": ""}).status_code == 200
    assert now(registration).state == "received"
    desk.post(step(registration, "refuse"), {"reason": "U woonde toen ergens anders."})
    assert (now(registration).state, now(registration).state_reason) == ("not_eligible", "U woonde toen ergens anders.")


def test_only_steps_that_can_follow_are_offered(desk, registration):
    desk.post(step(registration, "withdraw"), {"reason": "Verhuisd"})
    page = desk.get(f"{LIST}{registration.pk}/change/").content.decode()
    assert step(registration, "verify") not in page
    assert desk.post(step(registration, "verify"), follow=True).status_code == 200
    assert now(registration).state == "withdrawn"


def test_a_new_registration_goes_through_the_service(desk, registration):
    person = make.claimant(foundation=registration.foundation, born_on=date(2018, 1, 1))
    asked = {"claimant": person.pk, "group": registration.group.pk, "level": "participant"}
    assert desk.post(f"{LIST}add/", asked).status_code == 302
    with acting_for(registration.foundation):
        assert Registration.objects.get(claimant=person).state == "guardian_pending"


def test_t04_the_state_cannot_be_posted(desk, registration):
    page = desk.get(f"{LIST}{registration.pk}/change/")
    forged = {"state": "verified", "claimant": "1", "state_reason": "x"}
    assert (
        desk.post(f"{LIST}{registration.pk}/change/", filled_in(page, used_until="2024-01-01", **forged)).status_code
        == 302
    )
    assert (now(registration).state, now(registration).used_until) == ("received", date(2024, 1, 1))
    assert now(registration).claimant_id == registration.claimant_id


def test_the_persons_page_shows_the_registrations(desk, registration):
    page = desk.get(f"/beheer/claimants/claimant/{registration.claimant.pk}/change/").content.decode()
    assert registration.group.name in page
