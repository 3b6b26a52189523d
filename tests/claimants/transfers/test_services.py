"""Somebody goes to another foundation: nothing crosses without consent, and nothing but the package crosses."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.consents.models import Consent
from claimants.notices.models import Tiding
from claimants.people.models import Claimant, Guardianship
from claimants.privacy import erasure
from claimants.registrations import recount
from claimants.registrations import services as registrations
from claimants.registrations.models import Registration, UsePeriod
from claimants.transfers import package, personal_data, services
from claimants.transfers.models import Arrival, Transfer
from tests import make, make_transfer

pytestmark = pytest.mark.django_db
PERSON = {"full_name": "Noor Bakker", "street": "Dam 1", "city": "Amsterdam", "phone": "+31 6 12345678"}


@pytest.fixture
def transfer():
    return make_transfer.transfer(**PERSON)


def now(row):
    with acting_for(row.foundation_id):
        return type(row).objects.get(pk=row.pk)


def arrived(transfer) -> Arrival:
    with acting_for(transfer.to_foundation_id):
        return Arrival.objects.select_related("from_foundation").get(transfer_id=transfer.public_id)


def offered(transfer) -> Arrival:
    services.offer(transfer, by=make.user())
    return arrived(transfer)


def seen_by(foundation, model):
    with acting_for(foundation):
        return list(model.objects.all())


def test_asking_notes_the_consent_and_sends_nothing(transfer):
    with acting_for(transfer.foundation):
        consent = Consent.objects.get()
    assert (consent.act, consent.terms, consent.channel) == ("agreed", transfer.terms, "portal")
    assert seen_by(transfer.to_foundation, Arrival) == []
    assert now(transfer.registration).state == "received"


def test_without_an_approved_text_nobody_goes():
    registration, taker = make_transfer.between()
    other = make.registration(claimant=make.claimant(), group=registration.group)
    with pytest.raises(DomainError) as refused:
        services.ask(other, to_foundation=taker, to_group=registration.group, by=None)
    assert refused.value.code == "no-terms"


def test_only_a_foundation_that_acts_for_the_group_today_can_get_somebody():
    registration, taker = make_transfer.between()
    gone = make.foundation()
    make.representation(foundation=gone, group=registration.group, ended_on=date(2021, 1, 1))
    for foundation, group in ((gone, registration.group), (registration.foundation, registration.group),
                              (taker, make.group())):  # fmt: skip
        with pytest.raises(DomainError) as refused:
            services.ask(registration, to_foundation=foundation, to_group=group, by=None)
        assert refused.value.field == "to_foundation"


def test_staff_name_their_evidence_and_somebody_else_offers():
    registration, taker = make_transfer.between()
    clerk, about = make.user(), {"to_foundation": taker, "to_group": registration.group, "channel": "letter"}
    with pytest.raises(DomainError) as refused:
        services.ask(registration, **about, by=clerk)
    assert refused.value.field == "evidence"
    made = services.ask(registration, **about, evidence="map 12", by=clerk)
    with pytest.raises(DomainError):
        services.offer(made, by=clerk)
    assert services.offer(made, by=make.user()).state == "offered"


def test_the_database_refuses_one_person_for_both_and_a_transfer_to_oneself(transfer):
    with acting_for(transfer.foundation):
        clerk = make.user()
        for values in ({"recorded_by": clerk, "sent_by": clerk}, {"to_foundation": transfer.foundation}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Transfer.objects.filter(pk=transfer.pk).update(**values)


@pytest.mark.parametrize("state", [{"restricted_at": timezone.now()}, {"is_contested": True}])
def test_nothing_goes_of_who_is_left_alone_or_contested(state):
    registration, taker = make_transfer.between()
    with acting_for(registration.foundation):
        Claimant.objects.update(**state)
    with pytest.raises(DomainError):
        services.ask(registration, to_foundation=taker, to_group=registration.group, by=None)


def test_only_one_at_a_time(transfer):
    with pytest.raises(DomainError) as refused:
        services.ask(transfer.registration, to_foundation=transfer.to_foundation, to_group=transfer.to_group, by=None)
    assert refused.value.code == "under-way"


def test_accepted_there_is_a_new_person_and_here_the_old_one_stays(transfer):
    arrival = services.accept(offered(transfer), by=make.user())
    giver, taker = transfer.foundation, transfer.to_foundation
    [new], [old] = seen_by(taker, Claimant), seen_by(giver, Claimant)
    assert {name: getattr(new, name) for name in PERSON} == PERSON
    assert (new.email_index, new.born_on) == (old.email_index, old.born_on)
    assert new.pk != old.pk
    assert new.reference != old.reference
    assert new.public_id != old.public_id
    [there], [here] = seen_by(taker, Registration), seen_by(giver, Registration)
    assert (there.state, there.claimant_id, there.group) == ("received", new.pk, here.group)
    assert (here.state, here.left_at) == ("withdrawn", None)
    assert taker.name in here.state_reason
    assert [period.used_from for period in seen_by(taker, UsePeriod)] == [date(2019, 2, 3)]
    assert len(seen_by(giver, Consent)) == 1
    assert seen_by(taker, Consent) == []
    assert (now(transfer).state, arrival.state, arrival.package) == ("accepted", "accepted", {})
    assert recount.differences() == []


def test_who_went_cannot_undo_leaving(transfer):
    services.accept(offered(transfer), by=make.user())
    with pytest.raises(DomainError):
        registrations.rejoin(now(transfer.registration), by=None)


def test_neither_foundation_reads_the_rows_of_the_other(transfer):
    offered(transfer)
    assert seen_by(transfer.to_foundation, Transfer) == seen_by(transfer.foundation, Arrival) == []
    assert seen_by(transfer.to_foundation, Claimant) == []


def test_the_package_holds_no_words_of_staff_and_no_names_of_rows(transfer):
    with acting_for(transfer.foundation):
        Registration.objects.update(state_reason="Kanariereden", source_key="kanarie-1")
        person = Claimant.objects.get()
    sealed = str(offered(transfer).package)
    assert "anarie" not in sealed
    for word in (person.reference, str(person.public_id), person.email_index, str(transfer.registration.public_id)):
        assert word not in sealed


def test_a_package_that_was_changed_is_not_taken_over(transfer):
    arrival = offered(transfer)
    with acting_for(transfer.to_foundation):
        Arrival.objects.update(package=arrival.package | {"level": "supporter"})
    with pytest.raises(DomainError) as refused, transaction.atomic():
        services.accept(arrival, by=make.user())
    assert refused.value.code == "broken-seal"
    assert (now(transfer).state, now(transfer.registration).state) == ("offered", "received")
    assert seen_by(transfer.to_foundation, Claimant) == []


def test_a_minor_takes_along_who_acts_for_them():
    registration, taker = make_transfer.between(born_on=date(2014, 1, 1), email="")
    parent = make.claimant(foundation=registration.foundation, full_name="Ouder", email="ouder@voorbeeld.example")
    make.guardianship(minor=registration.claimant, guardian=parent)
    ask = {"to_foundation": taker, "to_group": registration.group, "by": None}
    services.accept(offered(services.ask(registration, via=parent, **ask)), by=make.user())
    with acting_for(taker):
        link = Guardianship.objects.select_related("guardian", "minor").get()
        assert (link.guardian.email, link.minor.full_name) == ("ouder@voorbeeld.example", "Noor Bakker")


def test_declarations_stay_and_are_named_by_place_only(transfer):
    window = make.window(group=transfer.to_group)
    declaration = make.declaration(claimant=transfer.registration.claimant, window=window)
    [told] = offered(transfer).declarations
    assert (told["chain_position"], told["hash"]) == (declaration.chain_position, declaration.hash)
    assert set(told) == {"kind", "received_at", "is_in_time", "chain_position", "hash"}


def test_refused_the_package_is_emptied_and_all_is_as_it_was(transfer):
    arrival = services.refuse(offered(transfer), reason="Buiten onze groep.", by=make.user())
    assert (arrival.state, arrival.package, arrival.declarations) == ("refused", {}, [])
    assert (now(transfer).state, now(transfer).close_reason) == ("refused", "Buiten onze groep.")
    assert now(transfer.registration).state == "received"


@pytest.mark.parametrize("was_offered", [False, True])
def test_taken_back_before_it_is_accepted_nothing_is_left_there(transfer, was_offered):
    if was_offered:
        offered(transfer)
    assert services.take_back(transfer, by=None).state == "taken_back"
    if was_offered:
        assert (arrived(transfer).state, arrived(transfer).package) == ("taken_back", {})
    with acting_for(transfer.foundation):
        assert Consent.objects.order_by("-id").first().act == "withdrawn"


def test_after_acceptance_there_is_no_way_back_and_nothing_happens_twice(transfer):
    arrival = offered(transfer)
    services.accept(arrival, by=make.user())
    for again in (
        lambda: services.take_back(transfer, by=None),
        lambda: services.accept(arrival, by=make.user()),
        lambda: services.refuse(arrival, reason="x", by=make.user()),
        lambda: services.offer(transfer, by=make.user()),
    ):
        with pytest.raises(ChangedMeanwhile):
            again()
    assert len(seen_by(transfer.to_foundation, Claimant)) == 1


def test_what_was_taken_back_cannot_be_accepted(transfer):
    arrival = offered(transfer)
    services.take_back(transfer, by=None)
    with pytest.raises(ChangedMeanwhile):
        services.accept(arrival, by=make.user())


def test_who_leaves_takes_the_package_back(transfer):
    offered(transfer)
    registrations.leave(now(transfer.registration), by=None)
    assert (now(transfer).state, arrived(transfer).package) == ("taken_back", {})


def test_who_is_erased_lies_in_no_package(transfer):
    offered(transfer)
    with acting_for(transfer.foundation), transaction.atomic():
        Registration.objects.update(state="withdrawn")
        report = erasure.erase(now(transfer.registration.claimant), by=None)
    assert (now(transfer).state, arrived(transfer).package) == ("taken_back", {})
    assert all(line["why"] for line in report["left"])


def test_erased_by_the_new_foundation_the_old_file_stays(transfer):
    arrival = services.accept(offered(transfer), by=make.user())
    with acting_for(transfer.to_foundation), transaction.atomic():
        report = erasure.erase(arrival.claimant, by=None)
    assert all(line["why"] for line in report["left"])
    with acting_for(transfer.foundation):
        assert Claimant.objects.get().full_name == "Noor Bakker"


def test_what_nobody_decides_on_comes_back_after_sixty_days(transfer):
    offered(transfer)
    assert services.expire() == 0
    with acting_for(transfer.foundation):
        Transfer.objects.update(changed_at=timezone.now() - timedelta(days=61))
    assert services.expire() == 1
    assert (now(transfer).state, arrived(transfer).package) == ("taken_back", {})


def test_both_journals_say_it_and_neither_says_who_decided_elsewhere(transfer):
    clerk, taker = make.user(), make.user()
    services.offer(transfer, by=clerk)
    services.accept(arrived(transfer), by=taker)
    entries = Entry.objects.filter(subject_kind__in=["transfer", "arrival"])
    said = {(entry.action, entry.foundation_id): entry.by for entry in entries}
    giver, receiver = transfer.foundation_id, transfer.to_foundation_id
    assert said == {
        ("transfer.asked", giver): None,
        ("transfer.offered", giver): clerk,
        ("arrival.offered", receiver): None,
        ("transfer.accepted", giver): None,
        ("arrival.accepted", receiver): taker,
    }
    assert not Entry.objects.filter(foundation=giver, by=taker).exists()
    assert not Entry.objects.filter(foundation=receiver, by=clerk).exists()
    assert "Noor" not in " ".join(str(entry.data) for entry in Entry.objects.all())


def test_the_person_hears_of_each_step_from_whom_it_concerns(transfer):
    services.accept(offered(transfer), by=make.user())
    subjects = [one.words["nl"]["subject"] for one in seen_by(transfer.foundation, Tiding)]
    there = [one.words["nl"]["subject"] for one in seen_by(transfer.to_foundation, Tiding)]
    name = transfer.to_foundation.name
    assert sorted(subjects) == sorted([f"U wilt overstappen naar {name}", f"U bent overgestapt naar {name}"])
    assert there == [f"Uw aanmelding staat nu bij {name}"]


def test_a_copy_of_the_data_tells_of_it_on_both_sides_without_the_package(transfer):
    arrival = services.accept(offered(transfer), by=make.user())
    with acting_for(transfer.foundation):
        [gone] = personal_data.export(transfer.registration.claimant)
    with acting_for(transfer.to_foundation):
        [come] = personal_data.export(arrival.claimant)
    assert gone["to_foundation"] == str(transfer.to_foundation)
    assert come["from_foundation"] == str(transfer.foundation)
    assert "package" not in come


def test_the_seal_does_not_depend_on_the_order_of_the_words():
    assert package.fingerprint({"b": [1], "a": "é"}) == package.fingerprint({"a": "é", "b": [1]})
    assert package.fingerprint({"a": "e"}) != package.fingerprint({"a": "é"})
