"""The staff page of two files that look alike."""

import pytest

from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from cases.staff.choices import Role
from claimants.duplicates.models import Pair
from claimants.people.models import Claimant
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    older = make.claimant(full_name="Anna de Vries", city="Zwolle")
    return make.pair(older, make.claimant(foundation=older.foundation, full_name="A. de Vries", city="Meppel"))


def staff(client, foundation, role=Role.CASE_MANAGER):
    member = make.membership(foundation=foundation, role=role)
    sign_in(client, member)
    return client


def address(pair, step="change"):
    return f"/beheer/claimants/pair/{pair.pk}/{step}/"


def again(pair):
    with acting_for(pair.foundation_id):
        return Pair.objects.get(pk=pair.pk)


def test_both_files_stand_side_by_side_with_the_reasons_and_both_looks_are_written_down(client, pair):
    make.registration(claimant=pair.first, foundation=pair.foundation)
    text = staff(client, pair.foundation).get(address(pair)).content.decode()
    for shown in ("Anna de Vries", "A. de Vries", "Zwolle", "Meppel", "65 / 100", pair.first.reference):
        assert shown in text
    looks = Entry.objects.filter(action="claimant.viewed").values_list("subject_id", flat=True)
    assert set(looks) == {pair.first.public_id, pair.second.public_id}


@pytest.mark.parametrize(("button", "stays"), [("keep_older", "first"), ("keep_newer", "second")])
def test_a_button_merges_and_another_one_undoes_it(client, pair, button, stays):
    client = staff(client, pair.foundation)
    assert client.get(address(pair, button)).status_code == 200
    assert again(pair).state == "open"
    client.post(address(pair, button))
    with acting_for(pair.foundation_id):
        assert Claimant.objects.exclude(merged_into=None).get().merged_into_id == getattr(pair, stays).pk
    client.post(address(pair, "part"))
    with acting_for(pair.foundation_id):
        assert not Claimant.objects.exclude(merged_into=None).exists()


def test_a_button_says_that_they_are_two_people(client, pair):
    staff(client, pair.foundation).post(address(pair, "not_the_same"))
    assert again(pair).state == "not_the_same"


def test_who_may_only_look_decides_nothing(client, pair):
    client = staff(client, pair.foundation, Role.HELPDESK)
    for step in ("keep_older", "keep_newer", "not_the_same", "part"):
        assert client.post(address(pair, step)).status_code == 403
    assert again(pair).state == "open"


def test_somebody_of_another_foundation_finds_no_such_pair(client, pair):
    client = staff(client, make.foundation())
    for step in ("change", "keep_older", "not_the_same"):
        assert "Anna de Vries" not in client.post(address(pair, step), follow=True).content.decode()
    assert again(pair).state == "open"
