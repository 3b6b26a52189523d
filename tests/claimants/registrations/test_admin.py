from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.people.models import Claimant
from claimants.registrations import use
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
    assert "De leeftijd in die periode past." in page
    assert "Noor" in desk.get(LIST, {"q": "Bakker"}).content.decode()


def test_the_list_reads_no_more_than_it_shows(desk, registration):
    """A drill-down by date reads every row to find its years: three seconds of two million."""
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(LIST).status_code == 200
    asked = [one["sql"] for one in queries if "claimants_registration" in one["sql"]]
    assert asked
    assert [sql for sql in asked if "DISTINCT" in sql or "MIN(" in sql] == []


def test_whoever_joined_between_two_days_is_found(desk, registration):
    joined = timezone.localdate(registration.registered_at)
    for day, is_there in ((joined, True), (joined - timedelta(days=1), False)):
        days = {f"registered_at_{end}": day.strftime("%d-%m-%Y") for end in ("from", "to")}
        page = desk.get(LIST, days)
        assert (page.status_code, "Noor" in page.content.decode()) == (200, is_there)
    for wrong in ("gisteren", "31-02-2026", "31-12-9999"):
        assert desk.get(LIST, {"registered_at_to": wrong}).status_code in (200, 302)


@pytest.mark.parametrize(("typed", "column"), [("reference", "reference"), ("email", "email_index")])
def test_a_reference_and_an_address_are_looked_up_by_their_index_alone(desk, registration, typed, column):
    with acting_for(registration.foundation):
        Claimant.objects.filter(pk=registration.claimant_id).update(reference="VG7K3Q92MFAB")
    asked = {"reference": "vg7k 3q92-mfab", "email": registration.claimant.email}[typed]
    with acting_for(registration.foundation):
        found = Claimant.objects.matching(asked)
        assert "LIKE" not in str(found.query)
        assert column in str(found.query).partition("WHERE")[2]
    assert "Noor" in desk.get(LIST, {"q": asked}).content.decode()


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
    desk.post(step(registration, "leave"), {"reason": "Verhuisd"})
    page = desk.get(f"{LIST}{registration.pk}/change/").content.decode()
    assert step(registration, "verify") not in page
    assert desk.post(step(registration, "verify"), follow=True).status_code == 200
    assert now(registration).state == "withdrawn"


def test_a_new_registration_goes_through_the_service(desk, registration):
    person = make.claimant(foundation=registration.foundation, born_on=date(2018, 1, 1))
    asked = {"claimant": person.pk, "group": registration.group.pk, "level": "participant"}
    asked |= {"use_periods-TOTAL_FORMS": "1", "use_periods-INITIAL_FORMS": "0", "use_periods-0-used_from": "2024-01-01"}
    assert desk.post(f"{LIST}add/", asked).status_code == 302
    with acting_for(registration.foundation):
        made = Registration.objects.get(claimant=person)
        assert (made.state, made.use_periods.get().used_from) == ("guardian_pending", date(2024, 1, 1))


def period(registration):
    with acting_for(registration.foundation):
        return registration.use_periods.get()


def test_t04_the_state_cannot_be_posted(desk, registration):
    page = desk.get(f"{LIST}{registration.pk}/change/")
    forged = {"state": "verified", "level": "supporter", "claimant": "1", "state_reason": "x"}
    posted = filled_in(page, **forged) | {"use_periods-0-used_until": "2024-01-01"}
    assert desk.post(f"{LIST}{registration.pk}/change/", posted).status_code == 302
    assert (now(registration).state, now(registration).level) == ("received", "participant")
    assert now(registration).claimant_id == registration.claimant_id
    assert period(registration).used_until == date(2024, 1, 1)


def test_a_second_period_of_use_is_added_on_the_page(desk, registration):
    page = desk.get(f"{LIST}{registration.pk}/change/")
    second = {"use_periods-1-used_from": "2024-01-01", "use_periods-1-used_until": "2024-02-01"}
    posted = filled_in(page) | {"use_periods-TOTAL_FORMS": "2"} | second
    assert desk.post(f"{LIST}{registration.pk}/change/", posted).status_code == 302
    with acting_for(registration.foundation):
        assert registration.use_periods.count() == 2


def test_a_period_that_ends_before_it_starts_is_an_error_of_the_form(desk, registration):
    page = desk.get(f"{LIST}{registration.pk}/change/")
    posted = filled_in(page) | {"use_periods-0-used_until": "2019-12-31"}
    response = desk.post(f"{LIST}{registration.pk}/change/", posted)
    assert response.status_code == 200
    assert "De laatste dag" in response.content.decode() or "The last day" in response.content.decode()
    assert period(registration).used_until is None


def test_a01_a_stale_period_is_not_overwritten(desk, registration):
    page = desk.get(f"{LIST}{registration.pk}/change/")
    with acting_for(registration.foundation):
        use.change_use(period(registration), version=1, used_until=date(2023, 3, 3), by=None)
    posted = filled_in(page) | {"use_periods-0-used_until": "2024-01-01"}
    assert desk.post(f"{LIST}{registration.pk}/change/", posted).status_code == 200
    assert period(registration).used_until == date(2023, 3, 3)


def test_leaving_is_undone_with_a_button_for_fourteen_days(desk, registration):
    desk.post(step(registration, "verify"))
    desk.post(step(registration, "leave"), {"reason": "Verhuisd"})
    page = desk.get(f"{LIST}{registration.pk}/change/").content.decode()
    assert step(registration, "rejoin") in page
    desk.post(step(registration, "rejoin"))
    assert now(registration).state == "verified"


def test_the_persons_page_shows_the_registrations(desk, registration):
    page = desk.get(f"/beheer/claimants/claimant/{registration.claimant.pk}/change/").content.decode()
    assert registration.group.name in page
