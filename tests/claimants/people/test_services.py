from datetime import date

import pytest

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.people import services
from claimants.people.models import Claimant, Guardianship
from tests import make

pytestmark = pytest.mark.django_db


def test_a_person_is_added_to_one_file_and_found_by_address():
    foundation = make.foundation()
    claimant = services.add_claimant(foundation, full_name="Noor Bakker", email="Noor@Voorbeeld.example", by=None)
    with acting_for(foundation):
        assert list(Claimant.objects.with_email("noor@voorbeeld.EXAMPLE")) == [claimant]
    assert claimant.email == "Noor@Voorbeeld.example"


def test_the_same_address_stands_in_two_files_without_either_knowing():
    one, other = make.foundation(), make.foundation()
    for foundation in (one, other):
        services.add_claimant(foundation, full_name="Noor Bakker", email="noor@voorbeeld.example", by=None)
    with acting_for(one):
        assert Claimant.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"full_name": ""}, "full_name"),
        ({"full_name": "A" * 201}, "full_name"),
        ({"full_name": "Noor\u202eBakker"}, "full_name"),
        ({"full_name": "Noor\x00"}, "full_name"),
        ({"full_name": "Noor", "email": "a@b"}, "email"),
        ({"full_name": "Noor", "email": "admın@voorbeeld.example"}, "email"),
        ({"full_name": "Noor", "country": "nl"}, "country"),
        ({"full_name": "Noor", "country": "NLD"}, "country"),
        ({"full_name": "Noor", "language": "fr"}, "language"),
        ({"full_name": "Noor", "born_on": date(1899, 1, 1)}, "born_on"),
        ({"full_name": "Noor", "born_on": date(9999, 1, 1)}, "born_on"),
        ({"full_name": "Noor", "foundation_id": 1}, "foundation_id"),
        ({"full_name": "Noor", "reference": "VG7K3Q92MFAB"}, "reference"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(fields, named):
    foundation = make.foundation()
    with pytest.raises(DomainError) as refused:
        services.add_claimant(foundation, by=None, **fields)
    assert refused.value.field == named
    with acting_for(foundation):
        assert not Claimant.objects.exists()


@pytest.mark.parametrize("name", ["O'Brien-ʻŌ", "Ø", "王小明", "A" * 200, "Zoë 🎈"])
def test_p15_names_are_kept_as_people_write_them(name):
    assert services.add_claimant(make.foundation(), full_name=name, by=None).full_name == name


def test_a_change_moves_the_index_along_with_the_address():
    claimant = make.claimant(email="oud@voorbeeld.example")
    services.change_contact(claimant, version=1, email="nieuw@voorbeeld.example", by=None)
    with acting_for(claimant.foundation):
        assert Claimant.objects.with_email("nieuw@voorbeeld.example").exists()
        assert not Claimant.objects.with_email("oud@voorbeeld.example").exists()


def test_a_stale_change_is_refused_and_undoes_nothing():
    claimant = make.claimant(city="Delft")
    services.change_contact(claimant, version=1, city="Leiden", by=None)
    with pytest.raises(ChangedMeanwhile):
        services.change_contact(claimant, version=1, city="Delft", by=None)
    with acting_for(claimant.foundation):
        assert Claimant.objects.get().city == "Leiden"


def test_a_change_that_changes_nothing_leaves_no_trace():
    claimant = make.claimant(city="Delft")
    assert services.change_contact(claimant, version=1, city="Delft", by=None).version == 1
    assert not Entry.objects.exists()


def test_the_journal_names_the_fields_and_never_their_contents():
    claimant = make.claimant()
    services.change_contact(claimant, version=1, city="Leiden", phone="+31 6 12345678", by=None)
    entry = Entry.objects.get(action="claimant.changed")
    assert entry.data == {"fields": ["city", "phone"]}
    assert entry.foundation == claimant.foundation


def test_a_wrong_address_leaves_the_old_one():
    claimant = make.claimant(email="noor@voorbeeld.example")
    with pytest.raises(DomainError):
        services.change_contact(claimant, version=1, email="geen adres", by=None)
    with acting_for(claimant.foundation):
        assert Claimant.objects.get().email == "noor@voorbeeld.example"


class TestGuardians:
    def test_a_parent_acts_for_a_minor(self):
        parent = make.claimant()
        child = make.claimant(foundation=parent.foundation, born_on=date(2012, 3, 27))
        services.add_guardian(child, parent, started_on=date(2026, 1, 1), by=None)
        with acting_for(parent.foundation):
            assert Guardianship.objects.acting(date(2026, 11, 23)).count() == 1
            assert Guardianship.objects.acting(date(2030, 3, 26)).count() == 1
            assert Guardianship.objects.acting(date(2030, 3, 27)).count() == 0

    @pytest.mark.parametrize(
        ("child", "parent", "named"),
        [
            ({"born_on": None}, {}, "minor"),
            ({"born_on": date(2000, 1, 1)}, {}, "minor"),
            ({"born_on": date(2012, 1, 1)}, {"born_on": date(2011, 1, 1)}, "guardian"),
        ],
        ids=["age unknown", "adult", "a child for a child"],
    )
    def test_nobody_acts_where_nobody_may(self, child, parent, named):
        foundation = make.foundation()
        minor, guardian = make.claimant(foundation=foundation, **child), make.claimant(foundation=foundation, **parent)
        with pytest.raises(DomainError) as refused:
            services.add_guardian(minor, guardian, started_on=date(2026, 1, 1), by=None)
        assert refused.value.field == named

    def test_a_parent_in_another_file_cannot_act(self):
        child = make.claimant(born_on=date(2012, 1, 1))
        with pytest.raises(DomainError, match="dezelfde stichting"):
            services.add_guardian(child, make.claimant(), started_on=date(2026, 1, 1), by=None)

    def test_the_same_pair_is_refused_with_a_sentence(self):
        parent = make.claimant()
        child = make.claimant(foundation=parent.foundation, born_on=date(2012, 3, 27))
        services.add_guardian(child, parent, started_on=date(2026, 1, 1), by=None)
        with pytest.raises(DomainError):
            services.add_guardian(child, parent, started_on=date(2026, 1, 1), by=None)

    def test_an_end_before_the_beginning_is_refused(self):
        parent = make.claimant()
        child = make.claimant(foundation=parent.foundation, born_on=date(2012, 3, 27))
        guardianship = services.add_guardian(child, parent, started_on=date(2026, 1, 1), by=None)
        with pytest.raises(DomainError):
            services.end_guardianship(guardianship, ended_on=date(2025, 12, 31), by=None)
        services.end_guardianship(guardianship, ended_on=date(2026, 6, 1), by=None)
        with acting_for(parent.foundation):
            assert not Guardianship.objects.acting(date(2026, 6, 2)).exists()
