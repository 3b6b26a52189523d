"""A notice reaches everybody it is for, once, however often its ranges run."""

from datetime import date
from unittest.mock import patch

import pytest
from django.utils import timezone

from cases.core import claims
from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from claimants.notices import addressing, audiences, rules, services
from claimants.notices.models import NoticeRange, Tiding
from tests import make
from tests.claimants.notices.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World(people=5)


@pytest.fixture
def small_ranges(monkeypatch):
    monkeypatch.setattr(audiences, "RANGE", 2)


def test_it_is_written_in_ranges_that_hold_everybody_once(world, small_ranges):
    others = World(people=2)
    notice = world.send()
    ranges = list(NoticeRange.objects.values_list("first_id", "last_id", "told_count", "state"))
    assert [told for *_ends, told, _state in ranges] == [2, 2, 1]
    assert {state for *_rest, state in ranges} == {"done"}
    assert [tiding.claimant_id for tiding in world.tidings()] == [person.pk for person in world.people]
    assert {tiding.notice_id for tiding in world.tidings()} == {notice.pk}
    assert others.tidings() == []


def test_nothing_is_written_before_the_delay_is_over(world):
    services.approve(world.notice(), count=5, by=make.user())
    assert addressing.address() == 0
    assert NoticeRange.objects.get().due_at - timezone.now() > rules.DELAY * 0.9


def test_a_range_that_runs_twice_tells_nobody_twice(world):
    world.send()
    NoticeRange.objects.update(state="waiting", done_at=None)
    addressing.address()
    assert len(world.tidings()) == 5


def test_a_worker_killed_in_the_middle_of_a_range_leaves_nothing_half_done(world, small_ranges):
    services.approve(world.notice(), count=5, by=make.user())
    world.wait()
    killed = []

    def finish_or_die(*args, **kwargs):
        if not killed:
            killed.append(True)
            raise KeyboardInterrupt
        return real_finish(*args, **kwargs)

    real_finish = claims.finish
    with patch.object(claims, "finish", finish_or_die), pytest.raises(KeyboardInterrupt):
        addressing.address()
    assert world.tidings() == []
    NoticeRange.objects.filter(state="running").update(lease_until=timezone.now() - claims.LEASE)
    assert addressing.address() == 5
    assert len({tiding.claimant_id for tiding in world.tidings()}) == 5


def test_a_worker_whose_lease_was_taken_over_writes_nothing(world):
    services.approve(world.notice(), count=5, by=make.user())
    world.wait()
    with patch.object(claims, "finish", return_value=False):
        assert addressing.address() == 0
    assert world.tidings() == []


def test_a_failing_range_comes_back_later_and_the_others_go_on(world, small_ranges):
    services.approve(world.notice(), count=5, by=make.user())
    world.wait()
    real, calls = addressing.write_range, []

    def fails_once(stretch, **kwargs):
        calls.append(stretch)
        if len(calls) == 1:
            raise OSError
        return real(stretch, **kwargs)

    with patch.object(addressing, "write_range", fails_once):
        assert addressing.address() == 3
    assert NoticeRange.objects.get(state="waiting").last_error == "OSError"
    world.wait()
    assert addressing.address() == 2


def test_who_joined_in_another_way_lives_elsewhere_or_is_too_old_is_left_out(world):
    child = world.join(born_on=date(2015, 1, 1), country="BE")
    for audience in ({"age": "minors"}, {"residence": "abroad"}):
        notice = world.notice(**audience)
        with acting_for(world.foundation):
            assert list(audiences.people_of(notice, today=date(2026, 11, 23))) == [child]
    with acting_for(world.foundation):
        assert audiences.people_of(world.notice(level="supporter"), today=date(2026, 11, 23)).count() == 0
        assert audiences.people_of(world.notice(age="adults"), today=date(2026, 11, 23)).count() == 5


@pytest.mark.parametrize("state", ["email_unconfirmed", "withdrawn", "not_eligible"])
def test_who_is_not_registered_is_left_out_and_counted(world, state):
    world.join(state=state)
    notice = world.notice()
    with acting_for(world.foundation):
        found = audiences.count(notice, today=date(2026, 11, 23))
    assert (found.told, found.not_registered, found.refused) == (5, 1, 0)


def test_who_refused_this_kind_of_news_is_left_out_and_counted(world):
    services.set_preferences(world.people[0], {"stage": "never"})
    notice = world.notice()
    with acting_for(world.foundation):
        found = audiences.count(notice, today=date(2026, 11, 23))
    assert (found.told, found.refused) == (4, 1)


def test_what_the_law_demands_reaches_who_refused_the_rest(world):
    services.set_preferences(world.people[0], {"stage": "never", "ruling": "never", "newsletter": "never"})
    assert world.count(world.notice(kind="choice")) == 5


def test_who_reads_once_a_week_hears_it_on_monday(world):
    services.set_preferences(world.people[0], {"stage": "weekly"})
    world.send()
    due = {tiding.claimant_id: timezone.localtime(tiding.due_at) for tiding in world.tidings()}
    weekly = due.pop(world.people[0].pk)
    assert (weekly.weekday(), weekly.hour, weekly.minute) == (0, 9, 0)
    assert max(due.values()) < timezone.localtime() + rules.MERGE_WINDOW


def test_the_writer_cannot_approve_and_the_number_must_be_right(world):
    writer = make.user()
    notice = world.notice(by=writer)
    with pytest.raises(DomainError, match="[Ii]emand anders|[Ss]omebody else"):
        services.approve(notice, count=5, by=writer)
    with pytest.raises(DomainError) as refused:
        services.approve(notice, count=4, by=make.user())
    assert refused.value.field == "count"
    assert NoticeRange.objects.count() == 0


def test_a_notice_for_nobody_is_refused():
    world = World(people=0)
    with pytest.raises(DomainError) as refused:
        services.approve(world.notice(), count=0, by=make.user())
    assert refused.value.code == "nobody"


def test_what_followed_from_an_event_goes_by_itself_only_when_it_is_for_few(world, monkeypatch):
    small = services.release_if_small(world.notice(cause="event:1"))
    assert (small.state, small.approved_by) == ("approved", None)
    monkeypatch.setattr(rules, "APPROVE_ABOVE", 4)
    large = services.release_if_small(world.notice(cause="event:2"))
    assert large.state == "draft"
    assert services.release_if_small(world.notice(by=make.user())).state == "draft"


def test_the_same_cause_makes_one_notice(world):
    assert world.notice(cause="event:1") == world.notice(cause="event:1")


def test_a_stopped_notice_is_heard_by_nobody_who_was_not_mailed(world, small_ranges):
    notice = world.send()
    with acting_for(world.foundation):
        mailed = Tiding.objects.order_by("pk").first()
        mailed.message = make.claimant_message(claimant=world.people[0])
        mailed.save()
    notice = services.cancel(notice, by=make.user())
    assert notice.state == "cancelled"
    assert [tiding.pk for tiding in world.tidings()] == [mailed.pk]
    with pytest.raises(DomainError):
        services.cancel(notice, by=make.user())


def test_a_notice_stopped_within_the_delay_never_starts(world):
    notice = services.approve(world.notice(), count=5, by=make.user())
    services.cancel(notice, by=make.user())
    world.wait()
    assert addressing.address() == 0
    assert world.tidings() == []


def test_a_group_of_another_case_is_refused(world):
    with pytest.raises(DomainError) as refused:
        world.notice(group=make.group())
    assert refused.value.field == "group"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({}, "subject_nl"),
        ({"nl": make.notice_words(news=" ")}, "news_nl"),
        ({"nl": make.notice_words(), "en": {"subject": "Only this"}}, "news_en"),
        ({"nl": make.notice_words(subject="a" * 101)}, "subject_nl"),
    ],
    ids=["nothing", "no news", "half English", "long subject"],
)
def test_words_that_a_mail_cannot_do_with_are_refused_by_field(world, words, field):
    with pytest.raises(DomainError) as refused:
        world.notice(words=words)
    assert refused.value.field == field
