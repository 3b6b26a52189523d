import io
import zipfile

import pytest

from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from cases.staff.choices import Role
from claimants.privacy.models import DataSubjectRequest, Erasure, Hold
from tests import make, make_papers
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db
LIST = "/beheer/claimants/datasubjectrequest/"


@pytest.fixture
def foundation():
    return make.foundation()


@pytest.fixture
def noor(foundation):
    return make.claimant(foundation=foundation, full_name="Noor de Bakker")


@pytest.fixture
def desk(client, foundation):
    sign_in(client, make.membership(foundation=foundation, role="case_manager"))
    return client


def read(request):
    with acting_for(request.foundation_id):
        return DataSubjectRequest.objects.get(pk=request.pk)


def read_erasure(request):
    with acting_for(request.foundation_id):
        return Erasure.objects.select_related("approved_by").get(request=request)


def step(client, request, name, **answers):
    return client.post(f"{LIST}{request.pk}/{name}/", answers)


def buttons(client, request):
    page = client.get(f"{LIST}{request.pk}/change/").content.decode()
    names = ("start", "extend", "answer", "copy", "approve", "refuse", "cancel", "release")
    return {name for name in names if f"{LIST}{request.pk}/{name}/" in page}


def test_staff_enter_a_request_that_came_by_letter(desk, noor):
    answer = desk.post(f"{LIST}add/", {"claimant": noor.pk, "kind": "access", "channel": "letter", "wish": "Mijn data"})
    assert answer.status_code == 302
    with acting_for(noor.foundation_id):
        made = DataSubjectRequest.objects.get()
    assert (made.kind, made.channel, made.identity, made.wish) == ("access", "letter", "open", "Mijn data")


def test_only_the_buttons_that_make_sense(desk, noor):
    request = make_papers.data_request(claimant=noor, channel="letter")
    assert buttons(desk, request) == {"start", "cancel", "extend"}
    step(desk, request, "start", identity="letter_code")
    assert buttons(desk, request) == {"answer", "copy", "refuse", "cancel", "extend"}
    step(desk, request, "answer", answer="Hierbij.")
    assert buttons(desk, request) == set()


def test_what_a_service_refuses_stands_beside_the_field(desk, noor):
    request = make_papers.data_request(claimant=noor, channel="letter")
    response = step(desk, request, "start", identity="open")
    assert response.status_code == 200
    assert response.context["form"].errors["identity"]


def test_a_copy_is_saved_and_answers_the_request(desk, noor):
    request = make_papers.data_request(claimant=noor)
    step(desk, request, "start", identity="mailbox")
    response = step(desk, request, "copy")
    assert response.headers["Content-Disposition"] == f'attachment; filename="{noor.reference}.zip"'
    assert "data.json" in zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert read(request).state == "answered"
    assert Entry.objects.get(action="claimant.exported").data == {"roles": ["case_manager"]}


def test_an_erasure_is_approved_by_somebody_else(client, desk, foundation, noor):
    request = make_papers.data_request("erasure", claimant=noor)
    step(desk, request, "start", identity="mailbox")
    page = f"{LIST}{request.pk}/change/"
    step(desk, request, "approve")
    assert read_erasure(request).approved_by is None
    sign_in(client, make.membership(foundation=foundation, role="lawyer"))
    step(client, request, "approve")
    assert str(read_erasure(request).approved_by) in client.get(page).content.decode()


def test_a_hold_is_placed_shown_on_the_request_and_lifted(desk, noor):
    desk.post("/beheer/claimants/hold/add/", {"claimant": noor.pk, "reason": "Bewijs in hoger beroep."})
    request = make_papers.data_request("erasure", claimant=noor)
    assert "Bewijs in hoger beroep." in desk.get(f"{LIST}{request.pk}/change/").content.decode()
    with acting_for(noor.foundation_id):
        hold = Hold.objects.get()
    desk.post(f"/beheer/claimants/hold/{hold.pk}/lift/")
    assert "Bewijs in hoger beroep." not in desk.get(f"{LIST}{request.pk}/change/").content.decode()


@pytest.mark.parametrize("page", ["retention/", "register/"])
def test_the_tables_open_for_who_handles_requests_only(client, desk, foundation, page):
    assert desk.get(LIST + page).status_code == 200
    sign_in(client, make.membership(foundation=foundation, role="communication"))
    assert client.get(LIST + page).status_code == 403


class TestWhoLooked:
    def test_a_look_at_a_list_counts_for_everybody_in_it(self, desk, noor):
        make.claimant(foundation=noor.foundation)
        desk.get("/beheer/claimants/claimant/", {"q": "noor"})
        assert Entry.objects.filter(action="claimant.listed").count() == 1
        desk.get("/beheer/claimants/claimant/")
        assert Entry.objects.filter(action="claimant.listed").count() == 3

    def test_the_page_shows_role_and_door_and_counts_as_a_look(self, desk, noor):
        desk.get(f"/beheer/claimants/claimant/{noor.pk}/change/")
        page = desk.get(f"{LIST}person/{noor.pk}/").content.decode()
        assert str(Role.CASE_MANAGER.label) in page
        assert Entry.objects.filter(action="claimant.viewed", subject_id=noor.public_id).count() == 2

    def test_not_somebody_of_another_foundation(self, desk):
        assert desk.get(f"{LIST}person/{make.claimant().pk}/").status_code == 404
