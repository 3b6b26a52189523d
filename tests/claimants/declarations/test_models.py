"""R20, R21: the database itself keeps what was declared."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cases.core.tenancy import acting_for
from claimants.declarations import services
from claimants.declarations.models import Checkpoint, Declaration, RegistryNote, Window
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def opted_out():
    return make.declaration()


def refused(write):
    with pytest.raises(DatabaseError), transaction.atomic():
        write()


def again(declaration, **values) -> Declaration:
    """A row written round the services, as a careless programmer would."""
    names = [
        "foundation",
        "claimant",
        "window",
        "kind",
        "received_at",
        "is_in_time",
        "channel",
        "salt",
        "person",
        "hash",
    ]
    row = {name: getattr(declaration, name) for name in names} | {"turn": 9, "chain_position": 99} | values
    with acting_for(declaration.foundation_id):
        return Declaration.objects.create(**row)


def test_a_declaration_cannot_be_changed(opted_out):
    with acting_for(opted_out.foundation_id):
        refused(lambda: Declaration.objects.filter(pk=opted_out.pk).update(is_in_time=False))
        refused(opted_out.save)


def test_a_declaration_cannot_be_deleted(opted_out):
    with acting_for(opted_out.foundation_id):
        refused(lambda: Declaration.objects.filter(pk=opted_out.pk)._raw_delete("default"))
        refused(opted_out.delete)


def test_a_note_and_a_checkpoint_cannot_be_changed_or_deleted(opted_out):
    note = services.note_posted(opted_out, posted_on=date(2026, 11, 1), by=None)
    mark = Checkpoint.objects.create(foundation=opted_out.foundation, chain_position=1, hash=opted_out.hash)
    with acting_for(opted_out.foundation_id):
        refused(lambda: RegistryNote.objects.update(kind="confirmed"))
        refused(lambda: RegistryNote.objects.filter(pk=note.pk)._raw_delete("default"))
    refused(lambda: Checkpoint.objects.update(hash="f" * 64))
    refused(mark.delete)


def test_r21_an_opt_in_cannot_stand_beside_an_opt_out_of_the_same_group(opted_out):
    abroad = make.window(group=opted_out.window.group, kind="opt_in")
    refused(lambda: again(opted_out, window=abroad, kind="opt_in"))


def test_r21_after_a_reversal_it_can(opted_out):
    abroad = make.window(group=opted_out.window.group, kind="opt_in")
    services.reverse(opted_out, reason="Bij vergissing", by=make.user())
    assert again(opted_out, window=abroad, kind="opt_in").pk


def test_an_opt_in_to_another_group_is_another_matter(opted_out):
    assert again(opted_out, window=make.window(kind="opt_in"), kind="opt_in").pk


def test_a_reversal_without_a_reason_or_a_name_is_refused(opted_out):
    user = make.user()
    facts = {"kind": "reversal", "reverses": opted_out, "reason": "Vergissing", "recorded_by": user}
    refused(lambda: again(opted_out, **facts | {"reason": ""}))
    refused(lambda: again(opted_out, **facts | {"recorded_by": None}))
    refused(lambda: again(opted_out, **facts | {"kind": "opt_in"}))
    assert again(opted_out, **facts).pk


def test_a_reversal_takes_back_the_declaration_of_the_same_person_in_the_same_window(opted_out):
    facts = {"kind": "reversal", "reverses": opted_out, "reason": "Vergissing", "recorded_by": make.user()}
    other = make.claimant(foundation=opted_out.foundation)
    refused(lambda: again(opted_out, **facts | {"claimant": other}))
    refused(lambda: again(opted_out, **facts | {"window": make.window()}))


def test_a_declaration_is_reversed_once(opted_out):
    facts = {"kind": "reversal", "reverses": opted_out, "reason": "Vergissing", "recorded_by": make.user()}
    again(opted_out, **facts)
    refused(lambda: again(opted_out, **facts | {"turn": 10, "chain_position": 100}))


def test_two_rows_never_take_the_same_place(opted_out):
    refused(lambda: again(opted_out, chain_position=opted_out.chain_position))
    refused(lambda: again(opted_out, turn=opted_out.turn))


def test_a_window_closes_after_it_opens():
    now = timezone.now()
    refused(lambda: make.window(opens_at=now, closes_at=now))


def test_a_choice_has_one_window_in_force():
    window = make.window()
    refused(lambda: make.window(group=window.group))
    Window.objects.update(is_superseded=True)
    assert make.window(group=window.group).pk


@pytest.mark.parametrize(("kind", "settlement"), [("opt_out", "Schikking A"), ("second_opt_out", "")])
def test_only_a_second_opt_out_is_about_a_settlement(kind, settlement):
    refused(lambda: make.window(kind=kind, settlement=settlement))


def test_the_triggers_stand_in_this_database():
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        names = " ".join(name for (name,) in cursor.fetchall())
    for wanted in ("claimants_declaration_written_once", "claimants_registrynote_written_once", "opt_out_stands"):
        assert wanted in names
