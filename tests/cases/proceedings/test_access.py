"""Who records events in whose tracks."""

from datetime import date

import pytest

from cases.core.errors import DomainError
from cases.proceedings import services
from cases.proceedings.models import CourtEvent
from tests import make
from tests.cases.proceedings.steps import recorded
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make.case()


def track_of(case, foundation=None):
    return make.track(proceeding=make.proceeding(case=case, **({"foundation": foundation} if foundation else {})))


@pytest.fixture
def ours(case):
    member = make.membership()
    return member, track_of(case, member.foundation)


@pytest.fixture
def theirs(case):
    member = make.membership()
    return member, track_of(case, member.foundation)


def record(*tracks, by):
    return services.record_event(
        tracks[0].proceeding.case, kind="writ_served", happened_on=date(2024, 3, 1), tracks=tracks, by=by
    )


def test_who_works_for_the_foundation_records(ours):
    member, track = ours
    assert record(track, by=member.user).recorded_by == member.user


def test_another_foundation_records_its_own_events(ours, theirs):
    with pytest.raises(DomainError, match=theirs[0].foundation.short_name) as refusal:
        record(theirs[1], by=ours[0].user)
    assert (refusal.value.field, CourtEvent.objects.count()) == ("tracks", 0)


def test_an_event_of_both_needs_one_of_them_and_is_shown_to_the_other(client, ours, theirs):
    event = record(ours[1], theirs[1], by=ours[0].user)
    sign_in(client, theirs[0])
    assert client.get("/beheer/").context["week"].by_others == [event]
    sign_in(client, ours[0])
    assert client.get("/beheer/").context["week"].by_others == []


def test_tracks_of_a_foundation_without_staff_are_followed_by_all(case, ours):
    assert record(track_of(case), by=ours[0].user)


def test_who_left_records_nothing_more(ours):
    member, track = ours
    make.membership(foundation=member.foundation)
    type(member).objects.filter(pk=member.pk).update(ended_on=member.started_on)
    with pytest.raises(DomainError):
        record(track, by=member.user)


def test_the_operator_and_the_system_are_not_asked(theirs):
    assert record(theirs[1], by=make.user(is_superuser=True))
    assert recorded(theirs[1], "writ_filed", "2024-03-02")


@pytest.mark.parametrize("act", ["correct", "withdraw", "undo"])
def test_what_another_foundation_recorded_stays_theirs(ours, theirs, act):
    event, person = recorded(theirs[1]), ours[0].user
    acts = {
        "correct": lambda: services.correct_event(event, reason="Anders", tracks=[ours[1]], by=person),
        "withdraw": lambda: services.withdraw_event(event, reason="Fout", by=person),
        "undo": lambda: services.undo_event(event, by=person),
    }
    with pytest.raises(DomainError):
        acts[act]()
    assert list(CourtEvent.objects.standing()) == [event]


def test_the_form_says_so_at_the_tracks(client, case, ours, theirs):
    sign_in(client, ours[0])
    values = {"case": case.pk, "kind": "writ_served", "happened_on": "01-03-2024", "tracks": [theirs[1].pk]}
    for extra in ({}, {"_preview": "1"}):
        answer = client.post(f"/beheer/cases/courtevent/add/?case={case.pk}", values | extra)
        assert answer.context["adminform"].form.errors["tracks"]
    assert not CourtEvent.objects.exists()
