from datetime import timedelta

import pytest
from django.utils import timezone

from cases.core.tenancy import acting_for
from claimants.registrations.models import Registration
from tests import make

pytestmark = pytest.mark.django_db


def address(registration, page=""):
    return f"/nl/mijn/{registration.public_id}/stoppen{page and '/'}{page}"


def state_of(registration):
    with acting_for(registration.foundation):
        return Registration.objects.get(pk=registration.pk).state


@pytest.mark.parametrize(
    ("what", "leads_to"),
    [("messages", "/nl/mijn/meldingen"), ("foundation", "stichting"), ("court", "/keuze"), ("data", "/nl/mijn/wissen")],
)
def test_four_different_goodbyes_each_with_a_page_of_its_own(inside, mine, what, leads_to):
    answer = inside.post(address(mine), {"what": what})
    assert leads_to in answer.url
    assert inside.get(answer.url).status_code == 200
    assert state_of(mine) == "received"


@pytest.mark.parametrize("what", ["", "x", "a\x00"])
def test_one_must_be_chosen(inside, mine, what):
    answer = inside.post(address(mine), {"what": what})
    assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (200, True)


def test_leaving_says_what_it_does_not_do_and_happens_only_after_the_tick(inside, mine):
    assert "uitspraak kan nog" in inside.get(address(mine, "stichting")).content.decode()
    assert inside.post(address(mine, "stichting")).status_code == 200
    assert state_of(mine) == "received"
    assert inside.post(address(mine, "stichting"), {"is_understood": "on"}).url == address(mine, "gestopt")
    assert state_of(mine) == "withdrawn"


def test_the_receipt_survives_the_back_button_and_a_second_press(inside, mine):
    inside.post(address(mine, "stichting"), {"is_understood": "on"})
    assert inside.get(address(mine, "stichting")).url == address(mine, "gestopt")
    assert inside.post(address(mine, "stichting"), {"is_understood": "on"}).url == address(mine, "gestopt")
    assert mine.claimant.reference[:4] in inside.get(address(mine, "gestopt")).content.decode()


def test_for_fourteen_days_one_can_come_back(inside, mine):
    inside.post(address(mine, "stichting"), {"is_understood": "on"})
    assert inside.post(address(mine, "gestopt")).url == f"/nl/mijn/{mine.public_id}/"
    assert state_of(mine) == "received"


def test_after_that_one_cannot(inside, mine):
    inside.post(address(mine, "stichting"), {"is_understood": "on"})
    with acting_for(mine.foundation):
        Registration.objects.update(left_at=timezone.now() - timedelta(days=15))
    assert '<button class="second">Ik wil toch blijven' not in inside.get(address(mine, "gestopt")).content.decode()
    assert inside.post(address(mine, "gestopt")).status_code == 200
    assert state_of(mine) == "withdrawn"


def test_what_leaving_costs_is_said_before(inside, mine):
    agreed = make.terms(foundation=mine.foundation, fee_percent=20, free_withdrawal_days=60)
    make.consent(claimant=mine.claimant, terms=agreed)
    assert "kost" in inside.get(address(mine, "stichting")).content.decode()
