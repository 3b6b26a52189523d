"""Merging two files into one, and back."""

from datetime import date

import pytest
from django.forms import model_to_dict
from django.utils import timezone
from django.utils.translation import override

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.tenancy import acting_for
from claimants.declarations.models import Declaration
from claimants.declarations.positions import position_of, with_position
from claimants.declarations.rules import Standing
from claimants.declarations.services import declare
from claimants.duplicates import services
from claimants.duplicates.models import Pair
from claimants.notices.models import Preference
from claimants.people import access
from claimants.people import services as people
from claimants.people.access import Visitor
from claimants.people.models import Claimant, Guardianship
from claimants.privacy import erasure, export
from claimants.registrations import recount
from claimants.registrations import services as registrations
from claimants.registrations.models import Registration
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


BORN = date(1980, 5, 1)
MODELS = (Claimant, Registration, Guardianship, Declaration, Preference)


@pytest.fixture
def by():
    return make.user()


@pytest.fixture
def older():
    return make.claimant(full_name="Anna de Vries", born_on=BORN)


@pytest.fixture
def newer(older):
    return make.claimant(foundation=older.foundation, full_name="Anna de Vries", born_on=BORN)


@pytest.fixture
def pair(older, newer):
    return make.pair(older, newer)


def snapshot(foundation) -> dict:
    """Every row of the file, apart from how often it was written."""
    with acting_for(foundation):
        return {(model, row.pk): model_to_dict(row) | fixed(row) for model in MODELS for row in model.objects.all()}


def fixed(row) -> dict:
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields
            if field.name not in {"version", "changed_at"}}  # fmt: skip


def state(registration) -> tuple:
    with acting_for(registration.foundation_id):
        row = Registration.objects.get(pk=registration.pk)
    return row.claimant_id, row.state


def full(older, newer):
    """Both stand in one group; the newer file also has a group, a child and an opt-out of its own."""
    shared = registrations.register(older, make.group(), by=None).group
    registrations.register(newer, shared, by=None)
    alone = registrations.register(newer, make.group(), by=None)
    child = make.claimant(foundation=older.foundation, born_on=date(2015, 1, 1))
    make.guardianship(minor=child, guardian=newer)
    declare(newer, make.window(group=shared), kind="opt_out", by=None)
    return shared, alone, child


def test_merging_moves_what_only_the_other_has_and_sets_aside_what_is_double(pair, older, newer, by):
    shared, alone, child = full(older, newer)
    services.merge(pair, keep=older, by=by)
    with acting_for(older.foundation):
        rows = Registration.objects.order_by("pk").values_list("claimant_id", "group_id", "state")
        assert list(rows) == [
            (older.pk, shared.pk, "received"), (newer.pk, shared.pk, "duplicate"),
            (older.pk, alone.group_id, "received"),
        ]  # fmt: skip
        assert Guardianship.objects.get(minor=child).guardian_id == older.pk
        assert Claimant.objects.get(pk=newer.pk).merged_into_id == older.pk
    assert recount.differences() == []


@pytest.mark.parametrize("keeps", ["older", "newer"])
def test_merging_and_undoing_leaves_every_row_as_it_was(pair, older, newer, by, keeps):
    full(*((older, newer) if keeps == "older" else (newer, older)))
    before = snapshot(older.foundation)
    services.merge(pair, keep={"older": older, "newer": newer}[keeps], by=by)
    assert snapshot(older.foundation) != before
    services.part(pair, by=by)
    assert snapshot(older.foundation) == before
    assert (pair.state, pair.steps) == ("open", [])
    assert recount.differences() == []


def test_undoing_is_refused_whole_when_a_row_changed_since(pair, older, newer, by):
    _shared, alone, _child = full(older, newer)
    services.merge(pair, keep=older, by=by)
    with acting_for(older.foundation):
        registrations.verify(Registration.objects.get(pk=alone.pk), by=by)
    after = snapshot(older.foundation)
    with pytest.raises(DomainError, match="changed since"):
        services.part(pair, by=by)
    assert snapshot(older.foundation) == after


def test_an_opt_out_in_the_file_that_went_counts_for_the_one_that_stays(pair, older, newer, by):
    shared, _alone, _child = full(older, newer)
    today = timezone.localdate()
    assert position_of(older, shared, on=today).standing is Standing.BOUND
    services.merge(pair, keep=older, by=by)
    assert position_of(older, shared, on=today).standing is Standing.OPTED_OUT
    with acting_for(older.foundation):
        assert with_position(Claimant.objects.filter(pk=older.pk), shared).get().position == "opted_out"
        kept = Declaration.objects.get()
    assert declare(older, kept.window, kind="opt_out", by=None) == kept


def test_nothing_happens_any_more_in_the_file_that_went(pair, older, newer, by):
    services.merge(pair, keep=older, by=by)
    with acting_for(newer.foundation):
        newer.refresh_from_db()
    with pytest.raises(DomainError, match="merged into another"):
        people.change_contact(newer, version=newer.version, city="Elders", by=by)
    with pytest.raises(DomainError, match="merged into another"):
        registrations.register(newer, make.group(), by=None)
    visitor = Visitor(newer.email_index, (newer.foundation_id,))
    assert access.visible_to(visitor, today=timezone.localdate()) == []
    with acting_for(older.foundation):
        assert list(Claimant.objects.reachable()) == [older]


def test_not_the_same_is_remembered_and_never_merged(pair, older, by):
    services.mark_not_the_same(pair, by=by)
    assert (pair.state, pair.decided_by) == ("not_the_same", by)
    with pytest.raises(DomainError, match="decided"):
        services.merge(pair, keep=older, by=by)


def test_of_two_who_decide_at_once_the_second_is_refused(pair, older, by):
    with acting_for(older.foundation):
        stale = Pair.objects.get(pk=pair.pk)
    services.mark_not_the_same(pair, by=by)
    with pytest.raises(ChangedMeanwhile):
        services.merge(stale, keep=older, by=by)
    with acting_for(older.foundation):
        assert not Claimant.objects.exclude(merged_into=None).exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"born_on": date(1981, 1, 1)}, "dates of birth differ"),
        ({"is_contested": True}, "contested"),
        ({"restricted_at": timezone.now()}, "only kept now"),
        ({"erased_at": timezone.now()}, "only kept now"),
    ],
)
def test_who_cannot_be_merged(pair, older, newer, by, values, sentence):
    with acting_for(older.foundation):
        Claimant.objects.filter(pk=newer.pk).update(**values)
    with pytest.raises(DomainError, match=sentence):
        services.merge(pair, keep=older, by=by)


def test_who_acts_for_the_other_is_somebody_else(pair, older, newer, by):
    make.guardianship(minor=newer, guardian=older)
    with pytest.raises(DomainError, match="acts for the other"):
        services.merge(pair, keep=older, by=by)


def test_the_file_that_stands_further_must_stay(pair, older, newer, by):
    group = make.group()
    registrations.register(older, group, level="supporter", by=None)
    registrations.register(newer, group, by=None)
    with pytest.raises(DomainError, match="stands further"):
        services.merge(pair, keep=older, by=by)
    assert services.merge(pair, keep=newer, by=by).state == "merged"


def test_the_copy_and_the_erasure_of_a_person_take_in_the_file_that_went(pair, older, newer, by):
    full(older, newer)
    services.merge(pair, keep=older, by=by)
    with acting_for(older.foundation):
        told = export.told_of(older)
        assert [one["people"]["person"]["reference"] for one in told["merged_files"]] == [newer.reference]
        erasure.erase(older, by=by)
        assert Claimant.objects.filter(erased_at=None, pk__in=[older.pk, newer.pk]).count() == 0
    with pytest.raises(DomainError):
        services.part(pair, by=by)
    assert recount.differences() == []
