"""A minor with two who act for them: both are mailed, each as they themselves want to hear it."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cases.core.tenancy import acting_for
from cases.outbox import services as outbox
from claimants.notices import composing, posting, services
from claimants.notices.models import Tiding
from tests import make
from tests.claimants.notices.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World(people=0)


@pytest.fixture
def child(world):
    return world.join(born_on=date(2015, 1, 1), email="kind@voorbeeld.example", called_name="Kindje")


@pytest.fixture
def parents(world, child):
    found = [
        make.claimant(foundation=world.foundation, called_name=name, language=language)
        for name, language in (("Vader", "nl"), ("Mother", "en"))
    ]
    for one in found:
        make.guardianship(minor=child, guardian=one)
    return found


def wants(parent, rhythm):
    services.set_preferences(parent, {"stage": rhythm})


def mailed(world) -> list[str]:
    """To whom the mails went that leave now."""
    world.post()
    outbox.deliver()
    found = sorted(sent.to[0] for sent in mail.outbox)
    mail.outbox.clear()
    return found


def addresses(people) -> list[str]:
    return sorted(one.email for one in people)


def test_both_are_mailed_each_in_their_own_language(world, parents, child):
    world.send()
    world.post()
    outbox.deliver()
    bodies = {sent.to[0]: sent.body for sent in mail.outbox}
    assert sorted(bodies) == addresses(parents)
    father, mother = parents
    assert "Beste Vader" in bodies[father.email]
    assert "Dear Mother" in bodies[mother.email]
    assert [one.language for one in world.messages()] == ["nl", "en"]
    assert {one.claimant for one in world.messages()} == {child}
    mail.outbox.clear()
    assert mailed(world) == []


def test_who_refused_this_news_is_passed_by_and_the_other_is_not(world, parents, child):
    father, mother = parents
    wants(father, "never")
    world.send()
    assert mailed(world) == [mother.email]


def test_when_both_refused_it_can_be_read_on_the_pages_of_the_child(world, parents, child):
    for one in parents:
        wants(one, "never")
    world.send()
    assert mailed(world) == []
    assert [one.fate for one in world.messages()] == ["here"]


def test_what_cannot_be_refused_reaches_both(world, parents, child):
    for one in parents:
        wants(one, "never")
    services.write(child, "registration", context={"nl": make.notice_words()})
    assert mailed(world) == addresses(parents)


def test_who_wants_it_weekly_gets_it_on_monday_and_the_other_now(world, parents, child):
    father, mother = parents
    wants(father, "weekly")
    world.send()
    world.wait()
    assert posting.post() == 1
    outbox.deliver()
    assert [sent.to for sent in mail.outbox] == [[mother.email]]
    mail.outbox.clear()
    [waiting] = [one for one in world.tidings() if one.message_id is None]
    assert timezone.localtime(waiting.due_at).weekday() == 0
    assert waiting.due_at > timezone.now()
    assert mailed(world) == [father.email]
    assert mailed(world) == []


def test_what_a_stopped_notice_still_had_to_tell_is_not_told(world, parents, child):
    wants(parents[0], "weekly")
    notice = world.send()
    world.wait()
    posting.post()
    services.cancel(notice, by=None)
    with acting_for(world.foundation):
        assert not Tiding.objects.unmailed().exists()


def test_one_click_ends_the_news_of_the_reader_and_of_nobody_else(world, parents, child):
    world.send()
    world.post()
    outbox.deliver()
    father, mother = parents
    message = world.messages()[1]
    key = composing.unsubscribe_url(message, mother).rpartition("/")[2]
    assert key in next(sent for sent in mail.outbox if sent.to == [mother.email]).body
    services.refuse_by_mail(key)
    wishes = [services.preferences_of(one)["stage"] for one in (mother, father, child)]
    assert wishes == ["never", "at_once", "at_once"]


def test_who_no_longer_acts_hears_nothing_more(world, parents, child):
    father, mother = parents
    with acting_for(world.foundation):
        father.wards.update(ended_on=timezone.localdate() - timedelta(days=1))
    world.send()
    assert mailed(world) == [mother.email]
