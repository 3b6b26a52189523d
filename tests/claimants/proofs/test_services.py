from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.proofs import antivirus, personal_data, rules, services, storing
from claimants.proofs.models import Proof
from claimants.registrations.models import Registration
from tests import make, make_papers
from tests.claimants.proofs import papers

pytestmark = pytest.mark.django_db
EICAR = b"%PDF-1.4 X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H* %%EOF"


@pytest.fixture
def registration():
    return make.registration()


def read(proof):
    with acting_for(proof.foundation_id):
        return Proof.objects.get(pk=proof.pk)


def step(proof):
    return services.step_of(read(proof))


@pytest.fixture
def scanner(monkeypatch, settings):
    """A scanner that knows one virus, and may be away."""
    settings.CLAMD = "127.0.0.1:3310"

    def answers(content):
        if content == b"away":
            raise antivirus.Unreachable
        return b"EICAR-STANDARD" in content

    monkeypatch.setattr(antivirus, "is_infected", answers)


class TestUpload:
    def test_it_is_kept_under_a_random_name_in_the_folder_of_its_foundation(self, registration):
        proof = services.upload(registration, make_papers.picture(name="noor-de-bakker.jpg"), by=None)
        folder, foundation, name = proof.file.name.split("/")
        assert (folder, foundation) == ("proofs", str(registration.foundation_id))
        assert len(name) == len("jpeg") + 33
        assert "noor" not in proof.file.name

    def test_the_same_file_again_is_the_first(self, registration):
        first, second = (services.upload(registration, make_papers.picture(), by=None) for _ in range(2))
        assert first == second

    def test_the_eleventh_is_refused_until_one_is_removed(self, registration):
        proofs = [make_papers.proof(registration=registration) for _ in range(rules.MAX_FILES)]
        with pytest.raises(DomainError) as refused:
            make_papers.proof(registration=registration)
        assert refused.value.code == "too-many"
        services.remove(proofs[0], by=None)
        assert make_papers.proof(registration=registration)

    def test_nothing_is_added_to_a_registration_that_ended(self, registration):
        with acting_for(registration.foundation_id):
            Registration.objects.update(state="withdrawn")
        with pytest.raises(DomainError) as refused:
            make_papers.proof(registration=registration)
        assert refused.value.code == "withdrawn"

    def test_the_journal_says_that_and_not_what(self, registration):
        proof = make_papers.proof(registration=registration)
        entry = Entry.objects.get(action="proof.sent")
        assert (entry.subject_id, entry.data, entry.case) == (
            proof.public_id,
            {"kind": "jpeg"},
            registration.group.case,
        )


class TestScan:
    def test_without_a_scanner_it_says_so(self):
        proof = make_papers.proof()
        assert step(proof) == "sent"
        assert services.scan() == 1
        assert (read(proof).scan, step(proof)) == ("not_scanned", "scanned")
        assert services.scan() == 0

    def test_u06_a_virus_is_locked_in_told_and_written_down(self, scanner, registration):
        proof = services.upload(registration, ContentFile(EICAR), by=None)
        services.scan()
        assert step(proof) == "infected"
        assert Entry.objects.get(action="proof.quarantined").subject_id == proof.public_id
        with pytest.raises(DomainError):
            services.review(read(proof), verdict="accepted", by=make.user())

    def test_a_scanner_that_is_away_is_asked_again_later(self, scanner, registration, monkeypatch):
        proof = make_papers.proof(registration=registration)
        monkeypatch.setattr(storing, "content_of", lambda proof: b"away")
        assert services.scan() == 0
        waiting = read(proof)
        assert (waiting.state, waiting.scan, waiting.last_error) == ("waiting", "none", "Unreachable")
        assert waiting.due_at > timezone.now()

    def test_files_of_every_foundation_get_their_turn(self):
        proofs = [make_papers.proof() for _ in range(3)]
        assert services.scan() == 3
        assert {step(proof) for proof in proofs} == {"scanned"}


class TestRemove:
    def test_until_it_was_looked_at(self, registration, django_capture_on_commit_callbacks):
        proof = make_papers.proof(registration=registration)
        names = [proof.file.name, proof.thumbnail.name]
        with django_capture_on_commit_callbacks(execute=True):
            services.remove(proof, by=None)
        assert step(proof) == "removed"
        assert not any(default_storage.exists(name) for name in names)
        assert services.remove(read(proof), by=None).removed_at

    def test_not_after(self):
        proof = make_papers.proof(scan="clean")
        services.review(proof, verdict="accepted", by=make.user())
        with pytest.raises(DomainError) as refused:
            services.remove(read(proof), by=None)
        assert refused.value.code == "reviewed"

    def test_the_same_file_can_be_sent_again(self, registration):
        services.remove(services.upload(registration, make_papers.picture(), by=None), by=None)
        assert services.upload(registration, make_papers.picture(), by=None).removed_at is None


class TestReview:
    def test_a_refusal_needs_a_reason(self):
        proof = make_papers.proof(scan="clean")
        with pytest.raises(DomainError) as refused:
            services.review(proof, verdict="refused", reason="  ", by=make.user())
        assert refused.value.field == "reason"
        services.review(proof, verdict="refused", reason="De datum is niet te lezen.", by=make.user())
        assert (read(proof).verdict, read(proof).verdict_reason) == ("refused", "De datum is niet te lezen.")

    def test_not_before_the_scan(self):
        with pytest.raises(DomainError):
            services.review(make_papers.proof(), verdict="accepted", by=make.user())

    def test_two_at_once_one_wins(self):
        proof = make_papers.proof(scan="clean")
        services.review(read(proof), verdict="accepted", by=make.user())
        with pytest.raises(ChangedMeanwhile):
            services.review(proof, verdict="refused", reason="Nee", by=make.user())


class TestPersonalData:
    def test_the_person_gets_every_file_back(self, registration):
        proof = services.upload(registration, ContentFile(papers.PLAIN), by=None)
        with acting_for(registration.foundation_id):
            told, files = personal_data.export(registration.claimant), personal_data.files(registration.claimant)
        assert [name for name, _content in files] == [one["file"] for one in told]
        assert files[0][1] == papers.PLAIN
        assert told[0]["sha256"] == proof.sha256

    def test_erasing_takes_rows_and_files_and_may_be_done_twice(self, registration, django_capture_on_commit_callbacks):
        proof, other = make_papers.proof(registration=registration), make_papers.proof()
        with django_capture_on_commit_callbacks(execute=True), acting_for(registration.foundation_id):
            assert personal_data.erase(registration.claimant) == {"files": 2, "proofs": 1}
            assert personal_data.erase(registration.claimant) == {"files": 0, "proofs": 0}
        assert not default_storage.exists(proof.file.name)
        assert default_storage.exists(other.file.name)


def test_files_that_no_row_names_go_away_after_a_day(registration, monkeypatch):
    proof = make_papers.proof(registration=registration)
    loose = default_storage.save(f"proofs/{registration.foundation_id}/los.pdf", ContentFile(b"x"))
    services.sweep()
    assert default_storage.exists(loose)
    monkeypatch.setattr(storing, "GRACE", timedelta(0))
    services.sweep()
    assert not default_storage.exists(loose)
    assert default_storage.exists(proof.file.name)
