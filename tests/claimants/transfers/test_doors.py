"""The pages of a transfer: the person's own, and those of the staff on both sides."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.core.tenancy import acting_for
from claimants.people.models import Claimant
from claimants.registrations.models import Registration
from claimants.transfers import services
from claimants.transfers.models import Arrival, Transfer
from tests import make, make_transfer
from tests.portal_door import ADDRESS, turn_back
from tests.portal_door import sign_in as come_in
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def going():
    return make_transfer.between(email=ADDRESS)


@pytest.fixture
def inside(client, going):
    come_in(client, going[0].foundation)
    return client


def page(registration, name="switch"):
    return reverse(f"portal:{name}", args=[registration.public_id])


def asked(registration):
    [found] = services.places(registration, today=timezone.localdate())
    return {"place": str(found.pk), "is_understood": "on"}


def transfers_of(foundation):
    with acting_for(foundation):
        return list(Transfer.objects.all())


def test_the_page_names_the_others_and_shows_the_text(inside, going):
    registration, taker = going
    text = inside.get(page(registration)).content.decode()
    assert taker.name in text
    assert "Ik stap over." in text
    assert page(registration) in inside.get(page(registration, "stop")).content.decode()


def test_asking_takes_a_tick_and_a_fresh_code(inside, going):
    registration, taker = going
    posted = asked(registration)
    assert inside.post(page(registration), posted | {"is_understood": ""}).status_code == 200
    turn_back(inside, proven=16 * 60)
    assert inside.post(page(registration), posted).url == "/nl/inloggen/bevestigen"
    assert transfers_of(registration.foundation) == []
    turn_back(inside)
    assert inside.post(page(registration), posted).status_code == 302
    [made] = transfers_of(registration.foundation)
    assert (made.to_foundation, made.channel, made.recorded_by) == (taker, "portal", None)


def test_it_can_be_taken_back_on_the_same_page(inside, going):
    registration, taker = going
    inside.post(page(registration), asked(registration))
    assert page(registration, "switch-back") in inside.get(page(registration)).content.decode()
    inside.get(page(registration, "switch-back"))
    assert transfers_of(registration.foundation)[0].state == "asked"
    inside.post(page(registration, "switch-back"))
    assert transfers_of(registration.foundation)[0].state == "taken_back"


def test_a_place_that_is_not_offered_cannot_be_posted(inside, going):
    registration, _taker = going
    elsewhere = make.representation()
    posted = {"place": str(elsewhere.pk), "is_understood": "on"}
    assert inside.post(page(registration), posted).status_code == 200
    assert transfers_of(registration.foundation) == []


def test_without_another_foundation_the_page_says_so(client):
    registration = make.registration(claimant=make.claimant(email=ADDRESS))
    come_in(client, registration.foundation)
    assert 'name="place"' not in client.get(page(registration)).content.decode()
    assert client.post(page(registration), {"place": "1"}).status_code == 200
    assert transfers_of(registration.foundation) == []


def test_a_guardian_agrees_for_a_minor_and_is_named_as_such(client):
    registration, taker = make_transfer.between(email="", born_on=date(2015, 5, 12))
    parent = make.claimant(foundation=registration.foundation, email=ADDRESS)
    make.guardianship(minor=registration.claimant, guardian=parent)
    come_in(client, registration.foundation)
    client.post(page(registration), asked(registration))
    with acting_for(registration.foundation):
        consent = registration.claimant.consents.get()
    assert consent.via_id == parent.pk


def test_the_giver_offers_and_the_taker_reads_no_name_before_accepting(client, going):
    registration, taker = going
    clerk = sign_in(client, make.membership(foundation=registration.foundation, role="case_manager"))
    row = {"registration": registration.pk, "to_foundation": taker.pk, "to_group": registration.group_id}
    assert client.post("/beheer/claimants/transfer/add/", row | {"channel": "letter"}).status_code == 200
    made = client.post("/beheer/claimants/transfer/add/", row | {"channel": "letter", "evidence": "map 1"})
    assert made.status_code == 302, made.context["errors"]
    [transfer] = transfers_of(registration.foundation)
    assert transfer.recorded_by == clerk
    offer = reverse("admin:claimants_transfer_offer", args=[transfer.pk])
    assert offer not in client.get(f"/beheer/claimants/transfer/{transfer.pk}/change/").content.decode()
    client.post(offer)
    assert transfers_of(registration.foundation)[0].state == "asked"
    sign_in(client, make.membership(foundation=registration.foundation, role="board"))
    client.post(offer)
    sign_in(client, make.membership(foundation=taker, role="case_manager"))
    with acting_for(taker):
        arrival = Arrival.objects.get()
    text = client.get(f"/beheer/claimants/arrival/{arrival.pk}/change/").content.decode()
    assert registration.claimant.full_name not in text
    assert ADDRESS not in text
    client.post(reverse("admin:claimants_arrival_accept", args=[arrival.pk]))
    with acting_for(taker):
        assert Claimant.objects.get().full_name == registration.claimant.full_name
        assert Registration.objects.get().state == "received"


def test_refusing_asks_for_a_reason(client, going):
    registration, taker = going
    transfer = services.ask(registration, to_foundation=taker, to_group=registration.group, by=None)
    services.offer(transfer, by=make.user())
    sign_in(client, make.membership(foundation=taker, role="lawyer"))
    with acting_for(taker):
        arrival = Arrival.objects.get()
    refuse = reverse("admin:claimants_arrival_refuse", args=[arrival.pk])
    assert client.get(refuse).status_code == 200
    client.post(refuse, {"reason": ""})
    assert transfers_of(registration.foundation)[0].state == "offered"
    client.post(refuse, {"reason": "Buiten onze groep."})
    assert transfers_of(registration.foundation)[0].state == "refused"


def test_the_helpdesk_neither_offers_nor_accepts(client, going):
    registration, taker = going
    transfer = services.ask(registration, to_foundation=taker, to_group=registration.group, by=None)
    sign_in(client, make.membership(foundation=registration.foundation, role="helpdesk"))
    assert client.post(reverse("admin:claimants_transfer_offer", args=[transfer.pk])).status_code == 403
    assert transfers_of(registration.foundation)[0].state == "asked"
