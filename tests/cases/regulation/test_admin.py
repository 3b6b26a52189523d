import pytest
from django.urls import reverse

from cases.regulation.choices import Level
from cases.regulation.models import Regulator, RegulatoryMeasure
from tests import make
from tests.staff_door import filled_in, sign_in

pytestmark = pytest.mark.django_db
LIST = "/beheer/cases/regulatorymeasure/"


@pytest.fixture
def staff(client):
    sign_in(client)
    return client


@pytest.fixture
def measure(staff):
    regulator = Regulator.objects.create(name="Rijksoverheid", level=Level.STATE)
    filled = {"regulator": regulator.pk, "kind": "ban", "state": "announced", "summary": "Een verbod.",
              "addressee": "Ambtenaren", "concern": make.concern(name="TikTok").pk, "precision": "unknown"}  # fmt: skip
    assert staff.post(f"{LIST}add/", filled).status_code == 302
    return RegulatoryMeasure.objects.get()


def test_a_measure_is_found_by_its_authority_or_its_target(staff, measure):
    for words in ("Rijksoverheid", "TikTok", "Ambtenaren"):
        assert "Rijksoverheid" in staff.get(LIST, {"q": words}).content.decode()


def test_a_measure_goes_on_to_its_next_state(staff, measure):
    address = reverse("admin:cases_regulatorymeasure_change", args=[measure.pk])
    assert staff.post(address, filled_in(staff.get(address), state="in_force")).status_code == 302
    measure.refresh_from_db()
    assert measure.state == "in_force"


def test_measures_are_withdrawn_and_published_from_the_list(staff, measure):
    for action, is_published in (("withdraw", False), ("publish", True)):
        staff.post(LIST, {"action": action, "_selected_action": [measure.pk]})
        measure.refresh_from_db()
        assert measure.is_published is is_published
