"""What happens in a case becomes a notice for the people it concerns."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.core.tenancy import acting_for
from cases.journal import services as journal
from cases.proceedings.models import StageEntry
from claimants.notices.models import Notice, NoticeRange
from tests import make
from tests.claimants.notices.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World(people=2)


def happens(world, stage: str, *, days_ago: int = 1, **event):
    """A public event of yesterday that brings the foundation's track into a stage, with its reactions run."""
    on = timezone.localdate() - timedelta(days=days_ago)
    proceeding = make.proceeding(case=world.case, foundation=world.foundation)
    track = make.in_stage(stage, on=on, proceeding=proceeding, group=world.group, event={"case": world.case} | event)
    entry = StageEntry.objects.get(track=track)
    journal.record("event.recorded", entry.event, case=world.case)
    journal.react()
    return entry.event


def notices(world):
    with acting_for(world.foundation):
        return list(Notice.objects.order_by("pk"))


def test_a_new_stage_is_told_to_the_people_of_the_group(world):
    happens(world, "S60_merits")
    [notice] = notices(world)
    assert (notice.kind, notice.state, notice.group) == ("stage", "approved", world.group)
    assert notice.words["nl"]["subject"] == "De rechter bekijkt de zaak"
    assert notice.words["en"]["now"].startswith("Both sides tell their story.")
    assert NoticeRange.objects.get().due_at > timezone.now()


def test_the_same_entry_twice_makes_one_notice(world):
    event = happens(world, "S60_merits")
    journal.record("event.recorded", event, case=world.case)
    journal.react()
    assert len(notices(world)) == 1


def test_a_choice_is_told_apart_in_and_outside_the_netherlands_and_cannot_be_refused(world):
    world.group.residence = "any"
    world.group.save()
    happens(world, "S46_opt_out_window", court_set_on=timezone.localdate() + timedelta(days=30))
    found = {notice.residence: notice for notice in notices(world)}
    assert {notice.kind for notice in found.values()} == {"choice"}
    assert found["nl"].words["nl"]["subject"] == "U kunt nu kiezen"
    assert found["abroad"].words["nl"]["subject"] == "U moet nu kiezen"
    assert found["nl"].words["nl"]["when"].startswith("Tot en met ")


@pytest.mark.parametrize("event", [{"is_public": False}, {"days_ago": 400}, {"days_ago": -3}],
                         ids=["hidden", "long ago", "still to come"])  # fmt: skip
def test_what_the_public_may_not_know_or_is_no_news_is_not_told(world, event):
    happens(world, "S60_merits", **event)
    assert notices(world) == []


def test_a_foundation_without_people_in_the_case_writes_nothing(world):
    other = World(people=1)
    happens(world, "S60_merits")
    assert notices(other) == []


def test_a_published_ruling_is_told_with_where_the_case_stands(world):
    day = timezone.localdate() - timedelta(days=1)
    ruling = make.ruling(case=world.case, decided_on=day, outcome="De zaak mag doorgaan.", outcome_en="It may go on.")
    journal.record("ruling.published", ruling, case=world.case)
    journal.react()
    [notice] = notices(world)
    assert notice.kind == "ruling"
    assert notice.words["nl"]["news"].endswith("De zaak mag doorgaan.")
    assert notice.words["en"]["news"].endswith("It may go on.")
