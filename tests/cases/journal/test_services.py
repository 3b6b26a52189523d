from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.core import claims
from cases.journal import registry, services
from cases.journal.models import Entry, Reaction
from cases.outbox.models import Message
from tests import make

pytestmark = pytest.mark.django_db

State = Reaction.State
seen = []


def note(entry):
    seen.append(entry.pk)


def write(entry):
    """A reaction with an effect of its own."""
    make.message(dedupe_key=f"effect:{entry.pk}")


def fail(entry):
    write(entry)
    raise RuntimeError("a sentence with personal data")


def at_once_fails(entry, subject):
    raise RuntimeError


@pytest.fixture
def later(monkeypatch):
    """Subscribe later reactions to `test.happened`."""
    seen.clear()

    def subscribe(*reactions):
        monkeypatch.setitem(registry.LATER, "test.happened", list(reactions))

    return subscribe


def happened(**values) -> Entry:
    return services.record("test.happened", make.case(), **values)


def again():
    Reaction.objects.filter(state=State.WAITING).update(due_at=claims.later(-timedelta(seconds=1)))


class TestRecord:
    def test_names_subject_actor_and_facts(self):
        case, user = make.case(), make.user()
        entry = services.record("case.opened", case, case=case, by=user, articles=3)
        assert (entry.subject_kind, entry.subject_id, entry.by, entry.data) == (
            "case",
            case.public_id,
            user,
            {"articles": 3},
        )
        assert Entry.objects.about(case).get() == entry

    def test_what_must_follow_at_once_fails_together_with_it(self, monkeypatch):
        monkeypatch.setitem(registry.NOW, "test.happened", [at_once_fails])
        with pytest.raises(RuntimeError):
            happened()
        assert not Entry.objects.exists()

    def test_rolled_back_cause_leaves_no_reaction(self, later):
        later(note)
        with transaction.atomic():
            happened()
            transaction.set_rollback(True)
        assert not Reaction.objects.exists()

    @pytest.mark.parametrize("change", ["update", "delete"])
    def test_the_database_refuses_to_change_or_delete_it(self, change):
        happened()
        with pytest.raises(DatabaseError), transaction.atomic():
            getattr(Entry.objects.all(), change)(**({"action": "case.forged"} if change == "update" else {}))
        assert Entry.objects.get().action == "test.happened"


class TestReact:
    def test_runs_each_reaction_once(self, later):
        later(note, write)
        entry = happened()
        assert services.react() == 2
        assert services.react() == 0
        assert seen == [entry.pk]

    def test_a_reaction_this_version_does_not_know_stays_waiting(self, later):
        later(note)
        happened()
        later()
        assert services.react() == 0
        waiting = Reaction.objects.get()
        assert (waiting.state, waiting.attempt_count, waiting.last_error) == (State.WAITING, 0, "unknown reaction")
        later(note)
        again()
        assert services.react() == 1

    def test_a_failure_backs_off_leaves_no_half_effect_and_keeps_its_entry(self, later):
        later(fail)
        entry = happened()
        assert services.react() == 0
        waiting = Reaction.objects.get()
        assert (waiting.state, waiting.attempt_count, waiting.last_error) == (State.WAITING, 1, "RuntimeError")
        assert waiting.due_at > entry.at
        assert services.react() == 0
        assert not Message.objects.exists()
        assert Entry.objects.get() == entry

    def test_one_failure_does_not_hold_up_another(self, later):
        later(fail, note)
        happened()
        assert services.react() == 1
        assert seen

    def test_a_worker_that_lost_its_lease_takes_its_effect_back(self, later):
        def slow(entry):
            write(entry)
            Reaction.objects.update(lease_until=claims.later(-timedelta(seconds=1)))
            claims.claim(Reaction.objects.all(), Reaction.objects.get().pk)

        later(slow)
        happened()
        assert services.react() == 0
        assert not Message.objects.exists()

    def test_waits_until_the_cause_is_committed_and_then_runs(self, later):
        later(note)
        with transaction.atomic():
            happened()
        assert services.react() == 1


class TestSubscribe:
    def test_twice_is_the_same_as_once(self, monkeypatch):
        monkeypatch.setitem(registry.LATER, "test.happened", [])
        for _ in range(2):
            registry.subscribe(now={}, later={"test.happened": [note]})
        assert registry.LATER["test.happened"] == [note]
