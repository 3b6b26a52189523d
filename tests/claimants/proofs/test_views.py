"""U07: the door to a file."""

import uuid
from datetime import date

import pytest

from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.proofs import services
from tests import make, make_papers
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor():
    return make.claimant(full_name="Noor", email="noor@voorbeeld.example")


@pytest.fixture
def registration(noor):
    return make.registration(claimant=noor)


@pytest.fixture
def proof(registration):
    return make_papers.proof(registration=registration, scan="clean")


@pytest.fixture
def noors_browser(client, noor):
    session = client.session
    session["visitor"] = {"email_index": noor.email_index, "foundations": [noor.foundation_id], "seen": 2**40}
    session.save()
    return client


def address(proof, rest=""):
    return f"/nl/mijn/bewijs/{getattr(proof, 'public_id', proof)}{rest}"


def test_ones_own_file_comes_as_a_file_and_never_runs(noors_browser, proof):
    response = noors_browser.get(address(proof))
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cache-Control"] == "no-store"
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8\xff")


def test_the_small_picture_too(noors_browser, proof):
    assert noors_browser.get(address(proof, "/klein")).headers["Content-Type"] == "image/jpeg"


def test_u07_nobody_elses(noors_browser, noor):
    same_file = make_papers.proof(registration=make.registration(claimant=make.claimant(foundation=noor.foundation)))
    for other in (same_file, make_papers.proof(), uuid.uuid4(), "x", "1"):
        assert noors_browser.get(address(other)).status_code == 404


def test_u07_not_without_signing_in(client, proof):
    assert client.get(address(proof)).status_code == 404


def test_u07_not_after_it_was_removed_or_quarantined(noors_browser, registration, proof):
    infected = make_papers.proof(registration=registration, scan="infected")
    services.remove(proof, by=None)
    for one in (proof, infected):
        assert noors_browser.get(address(one)).status_code == 404
        assert noors_browser.get(address(one, "/klein")).status_code == 404


def test_a_parent_opens_the_file_of_a_child(noors_browser, noor):
    child = make.claimant(foundation=noor.foundation, born_on=date(2015, 1, 1))
    make.guardianship(minor=child, guardian=noor)
    assert (
        noors_browser.get(address(make_papers.proof(registration=make.registration(claimant=child)))).status_code == 200
    )


class TestStaff:
    @pytest.fixture
    def desk(self, client, noor):
        sign_in(client, make.membership(foundation=noor.foundation, role="case_manager"))
        return client

    def page(self, proof, rest):
        return f"/beheer/claimants/proof/{proof.pk}/{rest}"

    def test_they_save_the_file_and_that_is_written_down(self, desk, proof):
        response = desk.get(self.page(proof, "file/"))
        assert response.headers["Content-Disposition"].startswith("attachment")
        assert Entry.objects.filter(action="proof.downloaded", subject_id=proof.public_id).count() == 1

    def test_not_that_of_another_foundation(self, desk, noor):
        for rest in ("file/", "small/", "change/"):
            assert desk.get(self.page(make_papers.proof(), rest)).status_code in (302, 404)

    def test_not_by_somebody_who_may_not_see_people(self, client, noor, proof):
        sign_in(client, make.membership(foundation=noor.foundation, role="communication"))
        assert client.get(self.page(proof, "file/")).status_code == 404

    def test_they_accept_it_or_refuse_it_with_a_reason(self, desk, proof):
        desk.post(self.page(proof, "refuse/"), {"reason": "De datum is niet te lezen."})
        with acting_for(proof.foundation_id):
            proof.refresh_from_db()
        assert (proof.verdict, proof.verdict_reason) == ("refused", "De datum is niet te lezen.")
        desk.post(self.page(proof, "accept/"))
        with acting_for(proof.foundation_id):
            proof.refresh_from_db()
        assert proof.verdict == "accepted"
