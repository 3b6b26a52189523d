"""One step for many: nothing changes before it is decided, nobody is changed twice, and there is a way back."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from cases.core import claims
from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.bulk import choosing, rules, services, working
from claimants.bulk.models import BulkPortion, BulkRow, BulkStep
from claimants.numbers.models import NumberEntry
from claimants.people.models import Claimant
from claimants.privacy import erasure
from claimants.registrations import recount
from claimants.registrations import services as registrations
from claimants.registrations.models import Registration
from tests import make

pytestmark = pytest.mark.django_db


class World:
    """A group of a foundation with a few people in it, registered by the service, so that they are counted."""

    def __init__(self, count=4):
        self.foundation, self.group = make.foundation(), make.group()
        self.rows = [self.join() for _ in range(count)]

    def join(self, **values):
        person = make.claimant(foundation=self.foundation, born_on=date(1990, 1, 1), **values)
        return registrations.register(person, self.group, by=None)

    def propose(self, **values):
        values = {"case": self.group.case, "to_state": "verified", "by": None} | values
        return services.propose(self.foundation, **values)

    def take(self, step):
        services.decide(step, by=None)
        services.carry_out()
        return self.now(step)

    def now(self, row):
        with acting_for(self.foundation):
            return type(row).objects.get(pk=row.pk)

    @property
    def states(self):
        with acting_for(self.foundation):
            return list(Registration.objects.order_by("pk").values_list("state", flat=True))

    def references(self, *rows):
        return "\n".join(row.claimant.reference for row in rows)


@pytest.fixture
def world():
    return World()


def test_nothing_changes_before_somebody_decides(world):
    step = world.propose()
    services.carry_out()
    assert (step.state, step.chosen_count, step.fitting_count) == ("proposed", 4, 4)
    assert world.states == ["received"] * 4


def test_everybody_of_the_filter_takes_the_step_and_the_numbers_still_agree(world):
    other = make.registration(claimant=make.claimant(foundation=world.foundation), group=make.group())
    step = world.take(world.propose(to_state="not_eligible", reason="Buiten de periode."))
    assert (step.state, step.fitting_count) == ("finished", 4)
    assert world.states == ["not_eligible"] * 4 + ["received"]
    assert {world.now(row).state_reason for row in world.rows} == {"Buiten de periode."}
    assert world.now(other).version == 1
    registrations.mark_not_eligible(other, reason="x", by=None)  # it was never counted in the ledger
    assert [one for one in recount.differences() if one.group_id == world.group.pk] == []


def test_the_filter_counts_group_state_level_and_days(world):
    registrations.verify(world.rows[0], by=None)
    supporter = make.claimant(foundation=world.foundation)
    registrations.register(supporter, world.group, level="supporter", by=None)
    today = timezone.localdate()
    step = world.propose(
        group=world.group, from_state="received", level="participant", registered_from=today, registered_until=today
    )
    assert step.chosen_count == 3
    assert world.propose(registered_until=today - timedelta(days=1)).chosen_count == 0
    assert world.propose(registered_from=today + timedelta(days=1)).chosen_count == 0


def test_who_cannot_take_the_step_is_left_out_with_the_reason(world):
    kept, contested, stopped, _fits = world.rows
    same = world.join()
    registrations.verify(same, by=None)
    registrations.leave(stopped, by=None)
    with acting_for(world.foundation):
        Claimant.objects.filter(pk=kept.claimant_id).update(restricted_at=timezone.now())
        Claimant.objects.filter(pk=contested.claimant_id).update(is_contested=True)
    step = world.propose()
    assert step.fitting_count == 1
    assert step.code_counts == {"kept": 1, "contested": 1, "cannot": 1, "same": 1}
    world.take(step)
    assert world.states == ["received", "received", "withdrawn", "verified", "verified"]


def test_a_pasted_list_takes_only_who_is_on_it_and_tells_who_is_not_found(world):
    foreign = make.registration(group=world.group)
    text = (
        f"{world.references(*world.rows[:2])};Noor\n{foreign.claimant.reference}\nnoor@voorbeeld.example\nAAAAAAAAAAAA"
    )
    step = world.propose(references=text)
    assert (step.is_by_list, step.chosen_count, step.unreadable_count) == (True, 2, 1)
    assert step.unknown_references == [foreign.claimant.reference, "AAAAAAAAAAAA"]
    world.take(step)
    assert world.states == ["verified", "verified", "received", "received"]
    with acting_for(foreign.foundation):
        assert Registration.objects.get().state == "received"


def test_a_long_list_is_looked_up_in_parts(world, monkeypatch):
    monkeypatch.setattr(choosing, "REFERENCES_AT_A_TIME", 2)
    assert world.propose(references=world.references(*world.rows, *world.rows)).chosen_count == 4


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"to_state": "withdrawn"}, "reason"),
        ({"references": "noor@voorbeeld.example"}, "references"),
        ({"registered_from": date(2026, 2, 2), "registered_until": date(2026, 2, 1)}, "registered_until"),
        ({"to_state": "received"}, "to_state"),
        ({"claimant__email": "x"}, "claimant__email"),
    ],
)
def test_a_choice_without_sense_is_refused_with_the_field(world, values, field):
    with pytest.raises(DomainError) as refused:
        world.propose(**values)
    assert refused.value.field == field


def test_a_group_of_another_case_is_refused(world):
    with pytest.raises(DomainError) as refused:
        world.propose(group=make.group())
    assert refused.value.field == "group"


def test_too_many_references_are_refused(world, monkeypatch):
    monkeypatch.setattr(rules, "MOST_REFERENCES", 1)
    with pytest.raises(DomainError):
        world.propose(references=world.references(*world.rows))


def test_a_step_for_nobody_cannot_be_taken(world):
    step = world.propose(from_state="on_hold")
    with pytest.raises(DomainError):
        services.decide(step, by=None)


def test_above_a_thousand_somebody_else_must_agree(world, monkeypatch):
    monkeypatch.setattr(rules, "MOST_ALONE", 3)
    first, second = make.user(), make.user()
    step = services.decide(world.propose(by=first), by=first)
    services.carry_out()
    assert (step.state, world.states) == ("approval", ["received"] * 4)
    with pytest.raises(DomainError):
        services.approve(step, by=first)
    services.approve(step, by=second)
    services.carry_out()
    assert world.states == ["verified"] * 4


def test_it_can_only_be_decided_once(world):
    step = world.propose()
    services.decide(step, by=None)
    with pytest.raises(ChangedMeanwhile):
        services.decide(step, by=None)


def test_what_somebody_changed_meanwhile_is_left_alone(world):
    step = world.propose()
    registrations.review(world.rows[0], by=None)
    with acting_for(world.foundation):
        Claimant.objects.filter(pk=world.rows[1].claimant_id).update(restricted_at=timezone.now())
    step = world.take(step)
    assert world.states == ["in_review", "received", "verified", "verified"]
    assert (step.fitting_count, step.code_counts) == (2, {"meanwhile": 2})


def test_many_are_taken_in_portions_with_one_entry_for_each(world, monkeypatch):
    monkeypatch.setattr(working, "AT_A_TIME", 3)
    step = world.take(world.propose())
    portions = BulkPortion.objects.filter(step=step)
    assert list(portions.values_list("row_count", flat=True)) == [3, 1]
    assert [entry.data["rows"] for entry in Entry.objects.filter(action="bulk.portion_applied").order_by("pk")] == [
        3,
        1,
    ]
    assert not Entry.objects.filter(action="registration.verified").exists()


def test_very_many_are_put_together_by_a_worker(world, monkeypatch):
    monkeypatch.setattr(choosing, "AT_A_TIME", 2)
    monkeypatch.setattr(services, "AT_ONCE", 2)
    step = world.propose()
    assert (step.state, step.chosen_count) == ("choosing", 0)
    assert services.carry_out() == 1
    step = world.now(step)
    assert (step.state, step.chosen_count) == ("proposed", 4)


def test_leaving_in_bulk_can_be_undone_by_the_person_too(world):
    world.take(world.propose(to_state="withdrawn", reason="U vroeg het ons per brief."))
    row = world.now(world.rows[0])
    assert (row.state, row.state_before_leaving) == ("withdrawn", "received")
    assert registrations.rejoin(row, by=None).state == "received"


def test_undone_everybody_stands_where_they_stood_apart_from_who_moved_on(world):
    registrations.review(world.rows[0], by=None)
    refused = registrations.mark_not_eligible(world.rows[1], reason="Te jong.", by=None)
    step = world.take(world.propose(to_state="withdrawn", reason="Brief"))
    registrations.rejoin(world.now(world.rows[3]), by=None)
    services.undo(step, by=None)
    services.carry_out()
    step = world.now(step)
    assert world.states == ["in_review", "not_eligible", "received", "received"]
    again = world.now(refused)
    assert (again.state_reason, again.left_at, again.state_before_leaving) == ("Te jong.", None, "")
    assert (step.state, step.fitting_count, step.code_counts) == ("undone", 3, {"not_undone": 1})
    assert recount.differences() == []


def test_after_fourteen_days_there_is_no_way_back(world):
    step = world.take(world.propose())
    with acting_for(world.foundation):
        BulkStep.objects.filter(pk=step.pk).update(finished_at=timezone.now() - timedelta(days=15))
    with pytest.raises(DomainError):
        services.undo(world.now(step), by=None)


def test_a_cancelled_step_forgets_whom_it_chose(world):
    step = services.cancel(world.propose(references=f"{world.references(*world.rows)}\nAAAAAAAAAAAA"), by=None)
    with acting_for(world.foundation):
        assert not BulkRow.objects.exists()
    assert (step.state, step.unknown_references) == ("cancelled", [])
    with pytest.raises(ChangedMeanwhile):
        services.decide(step, by=None)


def test_a_worker_that_lost_its_lease_leaves_nothing_behind(world):
    step = services.decide(world.propose(), by=None)
    portion = BulkPortion.objects.get(step=step)
    claims.claim(BulkPortion.objects.all(), portion.pk)
    assert not working.run(portion.pk, "a token of somebody else")
    assert world.states == ["received"] * 4


def test_a_portion_that_fails_leaves_nothing_and_is_tried_again(world, monkeypatch):
    step = services.decide(world.propose(), by=None)

    def dies(*_arguments, **_words):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(working.numbers, "note", dies)
        patch.setattr(working, "_count", dies)
        assert services.carry_out() == 0
    assert world.states == ["received"] * 4
    portions = BulkPortion.objects.filter(step=step)
    assert (portions.get().state, portions.get().last_error) == ("waiting", "RuntimeError")
    portions.update(due_at=timezone.now() - timedelta(minutes=1))
    services.carry_out()
    assert world.states == ["verified"] * 4


def test_a_portion_done_twice_changes_nobody_twice(world):
    step = world.take(world.propose(to_state="not_eligible", reason="x"))
    noted = NumberEntry.objects.count()
    BulkPortion.objects.filter(step=step).update(state="waiting")
    with acting_for(world.foundation), transaction.atomic():
        before = [row.version for row in Registration.objects.order_by("pk")]
    services.carry_out()
    with acting_for(world.foundation):
        assert [row.version for row in Registration.objects.order_by("pk")] == before
    assert NumberEntry.objects.count() == noted


def test_the_journal_says_how_many_and_never_who(world):
    world.take(world.propose(references=world.references(*world.rows), to_state="withdrawn", reason="Kanariereden"))
    written = " ".join(str(entry.data) for entry in Entry.objects.filter(action__startswith="bulk."))
    assert "anarie" not in written
    assert not [row for row in world.rows if row.claimant.reference in written]


def test_erasing_somebody_forgets_that_they_were_chosen(world):
    world.take(world.propose())
    with acting_for(world.foundation), transaction.atomic():
        erasure.erase(world.rows[0].claimant, by=None)
        assert not BulkRow.objects.filter(registration=world.rows[0].pk).exists()
        assert BulkRow.objects.count() == 3


def test_somebodys_copy_of_the_data_tells_of_the_step(world):
    from claimants.bulk import personal_data

    world.take(world.propose(to_state="withdrawn", reason="Brief"))
    with acting_for(world.foundation):
        [told] = personal_data.export(world.rows[0].claimant)
    assert (told["reason"], told["from_state"]) == ("Brief", "nieuw")


def test_what_nobody_decided_on_is_cancelled_after_a_month(world):
    step = world.propose(references=f"{world.references(*world.rows)}\nAAAAAAAAAAAA")
    done = world.take(world.propose(references="AAAAAAAAAAAA\n" + world.references(*world.rows)))
    with acting_for(world.foundation):
        BulkStep.objects.update(changed_at=timezone.now() - timedelta(days=31))
    assert services.purge() == 2
    assert (world.now(step).state, world.now(done).unknown_references) == ("cancelled", [])
