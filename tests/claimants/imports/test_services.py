from datetime import date

import pytest

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.imports import rules, services
from claimants.numbers.models import NumberEntry
from claimants.people import services as people_services
from claimants.people.models import Claimant
from claimants.registrations.models import Registration, UsePeriod
from tests import make
from tests.claimants.imports.files import again, check, csv, line, rows, take_in, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def counts(batch):
    return batch.new_count, batch.updated_count, batch.same_count, batch.refused_count


def people(batch):
    with acting_for(batch.foundation_id):
        return list(Claimant.objects.order_by("full_name"))


def test_a_file_becomes_people_and_registrations():
    batch = check(upload(csv(line(1), line(2))))
    assert (batch.state, counts(batch)) == ("checked", (2, 0, 0, 0))
    assert people(batch) == []

    batch = take_in(batch)

    assert (batch.state, counts(batch)) == ("finished", (2, 0, 0, 0))
    with acting_for(batch.foundation_id):
        first, second = Registration.objects.select_related("claimant").order_by("source_key")
    assert (first.claimant.full_name, first.claimant.email) == ("Proef Persoon 1", "proef1@voorbeeld.example")
    assert (first.source_name, first.source_key, first.state, first.group) == ("bron", "k1", "received", batch.group)
    assert len(first.claimant.email_index) == 64
    assert len(first.claimant.reference) == 12
    assert {first.version, second.version, first.claimant.version} == {1}


def test_the_same_file_again_is_the_same_import():
    batch = upload(csv(line(1)))
    assert upload(csv(line(1)), foundation=batch.foundation, group=batch.group).pk == batch.pk
    take_in(check(batch))
    assert upload(csv(line(1)), foundation=batch.foundation, group=batch.group).state == "finished"
    assert len(people(batch)) == 1


def test_the_same_people_in_another_file_are_the_same_people():
    first = take_in(check(upload(csv(line(1), line(2)))))
    other = check(upload(csv(line(2), line(1), line(3)), foundation=first.foundation, group=first.group))
    assert counts(other) == (1, 0, 2, 0)
    assert counts(take_in(other)) == (1, 0, 2, 0)
    assert len(people(first)) == 3


def test_what_changed_at_the_source_is_updated_and_can_be_put_back():
    first = take_in(check(upload(csv(line(1), line(2)))))
    changed = upload(csv(line(1, phone="+31 20 7654321"), line(2)), foundation=first.foundation, group=first.group)
    changed = take_in(check(changed))
    assert counts(changed) == (0, 1, 1, 0)
    assert people(first)[0].phone == "+31 20 7654321"

    services.undo(changed, by=None)
    services.work(batch=changed)
    assert again(changed).state == "undone"
    assert people(first)[0].phone == "+31 6 12345678"
    assert len(people(first)) == 2


def test_the_numbers_follow_what_goes_in_and_out():
    batch = take_in(check(upload(csv(line(1), line(2), line(3, born_on="2015-01-31")))))
    counted = NumberEntry.objects.of_foundation(batch.foundation)
    assert counted.figures() == {(batch.foundation_id, batch.group_id, "participants"): 2}  # one waits for a parent
    services.undo(batch, by=None)
    services.work(batch=batch)
    assert counted.figures() == {}


def test_the_use_of_a_product_comes_along():
    header = "Naam;E-mail;Gebruikt vanaf;Gebruikt tot"
    batch = take_in(check(upload(csv("Noor;noor@voorbeeld.example;2019-02-01;2020-12-31", header=header))))
    with acting_for(batch.foundation_id):
        used = UsePeriod.objects.get()
        assert (used.used_from, used.used_until) == (date(2019, 2, 1), date(2020, 12, 31))
        assert used.registration == Registration.objects.get()
    services.undo(batch, by=None)
    services.work(batch=batch)
    assert people(batch) == []


def test_undoing_takes_out_everybody_it_made():
    batch = take_in(check(upload(csv(line(1), line(2)))))
    services.undo(batch, by=None)
    services.work(batch=batch)
    assert (again(batch).state, again(batch).kept_count, people(batch)) == ("undone", 0, [])


def test_an_import_somebody_changed_cannot_be_undone():
    batch = take_in(check(upload(csv(line(1), line(2)))))
    person = people(batch)[0]
    people_services.change_contact(person, version=person.version, phone="1234567", by=None)
    with pytest.raises(DomainError):
        services.undo(batch, by=None)
    assert len(people(batch)) == 2


def test_a_bad_row_stays_out_and_says_why():
    batch = check(upload(csv(line(1), line(2, email="geen adres", born_on="31-02-1990"))))
    assert counts(batch) == (1, 0, 0, 1)
    bad = rows(batch)[1]
    assert (bad.number, bad.verdict, bad.code) == (3, "refused", "email")
    assert bad.remarks == [
        {"column": "E-mail", "value": "geen adres", "code": "email"},
        {"column": "Geboortedatum", "value": "31-02-1990", "code": "date"},
    ]
    with pytest.raises(DomainError):
        take_in(batch, is_partial=False)
    assert counts(take_in(batch)) == (1, 0, 0, 1)
    assert len(people(batch)) == 1


def test_above_a_thousand_rows_a_second_person_must_agree(monkeypatch):
    monkeypatch.setattr(rules, "PEOPLE_FROM_WHICH_A_SECOND_MUST_AGREE", 1)
    uploader, other = make.user(), make.user()
    batch = check(upload(csv(line(1), line(2)), by=uploader))
    services.decide(batch, is_partial=False, by=uploader)
    assert again(batch).state == "approval"
    with pytest.raises(DomainError):
        services.approve(batch, by=uploader)
    services.approve(batch, by=other)
    services.work(batch=batch)
    assert again(batch).state == "finished"
    said = Entry.objects.filter(action__startswith="import.").values_list("action", flat=True)
    assert list(said.order_by("id")) == [
        "import.accepted", "import.described", "import.checked", "import.decided", "import.approved",
        "import.range_applied", "import.finished",
    ]  # fmt: skip
