import pytest

from cases.core.tenancy import acting_for
from claimants.imports import personal_data
from claimants.people.models import Claimant
from tests.claimants.imports.files import again, check, csv, line, rows, take_in, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_what_a_file_said_about_a_person_can_be_read_and_erased():
    batch = take_in(check(upload(csv(line(1), line(2)))))
    with acting_for(batch.foundation_id):
        person = Claimant.objects.get(full_name="Proef Persoon 1")
        (told,) = personal_data.export(person)
        assert "proef1@voorbeeld.example" in str(told)
        assert personal_data.erase(person) == {"rows": 1, "files": 1}
        assert personal_data.export(person) == []
        assert personal_data.erase(person) == {"rows": 0, "files": 0}
    assert [row.full_name for row in rows(batch)] == ["", "Proef Persoon 2"]
    assert not again(batch).file


def test_somebody_erased_while_a_file_waits_is_not_taken_in():
    first = take_in(check(upload(csv(line(1)))))
    waiting = check(upload(csv(line(1), line(2)), foundation=first.foundation, group=first.group))
    with acting_for(first.foundation_id):
        personal_data.erase(Claimant.objects.get())
    done = take_in(waiting)
    assert (done.row_count, done.new_count, done.refused_count) == (2, 1, 1)
