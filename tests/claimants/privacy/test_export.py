import io
import json
import zipfile

import pytest

from cases.core.tenancy import acting_for
from claimants.people import services as people
from claimants.privacy import export, reads
from claimants.privacy.paths import tables, to_person
from claimants.privacy.rooms import ROOMS
from claimants.proofs import storing
from tests import make
from tests.claimants.privacy import canary

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor():
    return canary.FullPerson()


@pytest.fixture
def opened(noor):
    return zipfile.ZipFile(io.BytesIO(export.file_of(noor.claimant)))


def test_every_word_we_hold_on_a_person_is_in_it(noor, opened):
    """The canary: what stands in any table stands in the copy too."""
    told = opened.read("data.json").decode()
    held = {str(value) for value in canary.CONTACT.values()} | {canary.REASON, "Kanarievraag: wat hebt u?"}
    held |= {"2019-02-03", "kanarie-1", noor.claimant.reference, noor.proof.sha256, str(noor.registration.group.case)}
    assert [word for word in held if word not in told] == []


def test_the_page_for_people_says_the_same_in_their_language(opened):
    page = opened.read("mijn-gegevens.html" if "mijn-gegevens.html" in opened.namelist() else "my-data.html").decode()
    assert [str(word) for word in canary.CONTACT.values() if str(word) not in page] == []
    assert "full_name" not in page


def test_the_files_somebody_sent_in_are_in_it(noor, opened):
    name = json.loads(opened.read("data.json"))["proofs"][0]["file"]
    assert opened.read(f"files/{name}") == storing.content_of(noor.proof)


def test_every_table_of_a_file_has_a_room_that_tells_and_forgets_it():
    """A table that leads to a person, in a room that `privacy.rooms` does not know, would be forgotten in both."""
    missing = {model._meta.label for model in tables() if to_person(model)} - {
        model._meta.label for model in tables() if model.__module__.split(".")[1] in ROOMS
    }
    assert missing == set()


def test_every_room_tells_and_forgets():
    assert [room for room, module in ROOMS.items() if not (module.export and module.erase)] == []


def test_nobody_elses_words_are_in_it(noor):
    other = make.claimant(foundation=noor.foundation, full_name="Vreemde Vogel", email="vreemd@voorbeeld.example")
    make.registration(claimant=other)
    with acting_for(noor.foundation):
        told = json.dumps(export.told_of(noor.claimant))
    assert "Vreemde" not in told
    assert "vreemd@" not in told


class TestReads:
    def test_who_looked_with_role_and_foundation_and_no_name(self, noor):
        lawyer = make.user(first_name="Sanne")
        lawyer.acting_roles = frozenset({"lawyer"})
        with acting_for(noor.foundation):
            people.note_viewed(noor.claimant, by=lawyer)
            people.note_listed([noor.claimant, noor.child], by=lawyer)
            looks = reads.of(noor.claimant)
        assert len(looks) == 2
        assert all((look.roles, look.foundation) == (("jurist",), noor.foundation.name) for look in looks)
        assert "Sanne" not in str(looks)

    def test_what_was_changed_which_field_and_by_whom(self, noor):
        with acting_for(noor.foundation):
            people.change_contact(noor.claimant, version=1, city="Delft", by=make.user())
            step = reads.history_of(noor.claimant)[0]
        assert len(step.fields) == 1
        assert "Delft" not in str(step)

    def test_also_what_was_done_to_what_they_joined_and_sent_in(self, noor):
        with acting_for(noor.foundation):
            assert len(reads.history_of(noor.claimant)) >= 6
