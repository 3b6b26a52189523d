import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.notices import services as notices
from claimants.people.services import note_viewed
from claimants.privacy import services as privacy
from claimants.privacy.models import DataSubjectRequest
from claimants.proofs.models import Proof
from tests import make, make_papers
from tests.portal_door import sign_in

pytestmark = pytest.mark.django_db


class TestChildren:
    def test_until_when_one_acts_and_their_cases(self, inside, sam):
        text = inside.get("/nl/mijn/kinderen").content.decode()
        for part in ("Sam Bakker", "11 mei 2033", f"/nl/mijn/{sam.public_id}/"):
            assert part in text

    def test_nobody(self, inside, mine):
        assert "voor niemand" in inside.get("/nl/mijn/kinderen").content.decode()


class TestWishes:
    def wishes(self, claimant):
        return {str(kind): str(rhythm) for kind, rhythm in notices.preferences_of(claimant).items()}

    def typed(self, claimant, **values):
        typed = {"stage": "weekly", "ruling": "at_once", "newsletter": "never"} | values
        return {"person": str(claimant.public_id)} | typed

    def test_one_says_it_for_oneself(self, inside, noor, mine):
        assert inside.post("/nl/mijn/meldingen", self.typed(noor)).status_code == 303
        kept = self.wishes(noor)
        assert (kept["stage"], kept["newsletter"], kept["choice"]) == ("weekly", "never", "at_once")

    def test_or_for_a_child(self, inside, noor, sam):
        assert "Sam Bakker" not in inside.get("/nl/mijn/meldingen").content.decode()
        assert inside.post("/nl/mijn/meldingen", self.typed(sam.claimant)).status_code == 404
        assert self.wishes(sam.claimant)["newsletter"] == "at_once"

    def test_never_for_a_stranger(self, inside, noor, mine):
        stranger = make.claimant(foundation=noor.foundation)
        assert inside.post("/nl/mijn/meldingen", self.typed(stranger)).status_code == 404
        assert inside.get(f"/nl/mijn/meldingen?person={stranger.public_id}").status_code == 404
        assert self.wishes(stranger)["newsletter"] == "at_once"

    @pytest.mark.parametrize("values", [{"stage": "x"}, {"stage": ""}, {"newsletter": "a\x00"}])
    def test_a_wrong_wish_is_said_and_nothing_is_kept(self, inside, noor, mine, values):
        answer = inside.post("/nl/mijn/meldingen", self.typed(noor, **values))
        assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (200, True)
        assert set(self.wishes(noor).values()) == {"at_once"}

    def test_what_the_law_demands_cannot_be_refused_by_a_forged_form(self, inside, noor, mine):
        inside.post("/nl/mijn/meldingen", self.typed(noor, choice="never"))
        assert self.wishes(noor)["choice"] == "at_once"


class TestLetters:
    def test_everything_we_sent_word_for_word(self, inside, noor, mine):
        make.claimant_message(claimant=noor, subject="Er is een zitting", text="De rechter heeft een dag gekozen.")
        make.claimant_message(claimant=make.claimant(foundation=noor.foundation), subject="Van een ander")
        text = inside.get(f"/nl/mijn/{mine.public_id}/berichten").content.decode()
        assert "Er is een zitting" in text
        assert "De rechter heeft een dag gekozen." in text
        assert "Van een ander" not in text

    def test_nothing_yet(self, inside, mine):
        assert "nog niets gestuurd" in inside.get(f"/nl/mijn/{mine.public_id}/berichten").content.decode()


class TestProof:
    def picture(self):
        made = make_papers.picture()
        return SimpleUploadedFile("geheim.jpg", made.read(), content_type="image/jpeg")

    def send(self, client, registration, file):
        return client.post(f"/nl/mijn/{registration.public_id}/bewijs", {"file": file})

    def kept(self, registration):
        with acting_for(registration.foundation):
            return list(Proof.objects.kept())

    def test_a_picture_is_kept_and_shown(self, inside, mine):
        answer = self.send(inside, mine, self.picture())
        assert answer.url == f"/nl/mijn/{mine.public_id}/bewijs"
        text = inside.get(answer.url).content.decode()
        assert "JPEG" in text
        assert "geheim" not in text

    @pytest.mark.parametrize("content", [b"", b"<html>", b"PK\x03\x04", b"%PDF-1.7 cut"])
    def test_something_else_is_refused_with_what_to_do(self, inside, mine, content):
        answer = self.send(inside, mine, SimpleUploadedFile("x.jpg", content))
        assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (200, True)
        assert self.kept(mine) == []

    def test_no_file_at_all(self, inside, mine):
        assert inside.post(f"/nl/mijn/{mine.public_id}/bewijs", {"file": "x"}).status_code == 200

    def test_it_can_be_taken_back_until_it_was_looked_at(self, inside, mine):
        self.send(inside, mine, self.picture())
        inside.post(f"/nl/mijn/{mine.public_id}/bewijs/weg", {"proof": str(self.kept(mine)[0].public_id)})
        assert self.kept(mine) == []

    def test_who_may_only_look_sends_nothing_and_takes_nothing_back(self, inside, noor, mine):
        turned = timezone.localdate() - timedelta(days=round(18 * 365.25) + 10)
        child = make.claimant(foundation=noor.foundation, email="", born_on=turned)
        make.guardianship(minor=child, guardian=noor)
        theirs = make.registration(claimant=child, group=mine.group)
        kept = make_papers.proof(registration=theirs)
        assert inside.get(f"/nl/mijn/{theirs.public_id}/bewijs").status_code == 200
        assert self.send(inside, theirs, self.picture()).status_code == 404
        back = inside.post(f"/nl/mijn/{theirs.public_id}/bewijs/weg", {"proof": str(kept.public_id)})
        assert back.status_code == 404
        assert len(self.kept(theirs)) == 1

    def test_nobody_takes_back_what_is_of_another_registration(self, inside, mine, sam):
        self.send(inside, sam, self.picture())
        for text in (str(self.kept(sam)[0].public_id), "x", ""):
            inside.post(f"/nl/mijn/{mine.public_id}/bewijs/weg", {"proof": text})
        assert len(self.kept(sam)) == 1


class TestData:
    def test_who_looked_and_what_was_done_without_names_of_staff(self, inside, noor, mine):
        user = make.user(first_name="Jo", last_name="Jurist")
        with acting_for(noor.foundation):
            note_viewed(noor, by=user)
        text = inside.get(f"/nl/mijn/{mine.public_id}/geschiedenis").content.decode()
        assert noor.foundation.name in text
        assert "Jurist" not in text
        assert user.username not in text

    def test_a_copy_of_everything_is_one_file(self, inside, noor, mine):
        assert inside.get("/nl/mijn/download").status_code == 200
        answer = inside.post("/nl/mijn/download", {"person": str(noor.public_id)})
        assert answer.headers["Content-Type"] == "application/zip"
        assert io.BytesIO(answer.content).read(2) == b"PK"
        assert Entry.objects.filter(action="claimant.exported").count() == 1

    def test_p18_never_of_a_stranger(self, inside, noor, mine):
        stranger = make.claimant(foundation=noor.foundation)
        for page in ("download", "wissen"):
            answer = inside.post(f"/nl/mijn/{page}", {"person": str(stranger.public_id), "is_understood": "on"})
            assert answer.status_code == 404
        with acting_for(noor.foundation):
            assert not DataSubjectRequest.objects.exists()

    def test_erasing_is_asked_after_a_tick_and_can_be_taken_back(self, inside, noor, mine):
        person = {"person": str(noor.public_id)}
        assert inside.post("/nl/mijn/wissen", person).status_code == 200
        inside.post("/nl/mijn/wissen", person | {"is_understood": "on"})
        with acting_for(noor.foundation):
            assert DataSubjectRequest.objects.open().count() == 1
        assert "Toch bewaren" in inside.get("/nl/mijn/wissen").content.decode()
        inside.post("/nl/mijn/wissen", person | {"keep": "1"})
        with acting_for(noor.foundation):
            assert DataSubjectRequest.objects.open().count() == 0

    def test_why_something_must_stay_is_said(self, inside, noor, mine):
        privacy.place_hold(foundation=noor.foundation, claimant=noor, reason="Nodig voor de procedure.", by=None)
        assert "Nodig voor de procedure." in inside.get("/nl/mijn/wissen").content.decode()


def test_somebody_without_any_case_or_file_gets_pages_and_no_fault(client, db):
    sign_in(client, make.foundation(), address="niemand@voorbeeld.example")
    for page in ("", "kinderen", "meldingen", "download", "wissen"):
        assert client.get(f"/nl/mijn/{page}").status_code == 200
        assert client.post(f"/nl/mijn/{page}", {"person": "x"}).status_code in (200, 404, 405)
