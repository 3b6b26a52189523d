"""Two parties appeal from one judgment; the appeal of one ends, that of the other goes on."""

from datetime import date

import pytest

from cases.core.errors import DomainError
from cases.preview.services import rehearse
from cases.proceedings import services
from cases.proceedings.models import CourtEvent, Overlay
from tests import make
from tests.cases.proceedings.steps import recorded as record

pytestmark = pytest.mark.django_db


@pytest.fixture
def track():
    return make.track(proceeding=make.proceeding(case=make.case()))


@pytest.fixture
def suing(track):
    return track.proceeding.foundation


@pytest.fixture
def sued(track):
    return make.defendant_in(track.proceeding.case)


@pytest.fixture
def both(track, suing, sued):
    record(track, "dismissed", "2024-01-10")
    record(track, "appeal_lodged", "2024-03-01", appellant=suing)
    record(track, "appeal_lodged", "2024-03-01", appellant=sued)


def running(track):
    rows = Overlay.objects.standing().filter(track=track, ended_by=None).select_related("event")
    return [row.event.appellant for row in rows.order_by("id")]


def test_two_parties_may_appeal_on_one_day(track, both, suing, sued):
    assert running(track) == [suing, sued]


def test_the_same_party_appeals_once_a_day(track, both, suing):
    with pytest.raises(DomainError) as refusal:
        record(track, "appeal_lodged", "2024-03-01", appellant=suing)
    assert refusal.value.code == "recorded-already"


def test_only_the_appeal_of_that_party_ends(track, both, suing, sued):
    record(track, "appeal_withdrawn", "2024-05-01", appellant=sued)
    assert running(track) == [suing]
    assert record(track, "appeal_interlocutory_judgment", "2024-06-01").pk
    record(track, "appeal_confirmed", "2024-09-01", appellant=suing)
    assert running(track) == []


def test_after_both_ended_nothing_is_pending(track, both, suing, sued):
    record(track, "appeal_withdrawn", "2024-05-01", appellant=sued)
    record(track, "appeal_withdrawn", "2024-05-01", appellant=suing)
    with pytest.raises(DomainError) as refusal:
        record(track, "appeal_confirmed", "2024-09-01")
    assert refusal.value.code == "cannot-follow"


def test_a_withdrawal_must_say_whose_and_says_so(track, both, sued):
    with pytest.raises(DomainError) as refusal:
        record(track, "appeal_withdrawn", "2024-05-01")
    assert (refusal.value.field, refusal.value.code) == ("appellant", "whose")
    assert len(running(track)) == 2


def test_one_appeal_needs_no_name(track, sued):
    record(track, "dismissed", "2024-01-10")
    record(track, "appeal_lodged", "2024-03-01", appellant=sued)
    record(track, "appeal_withdrawn", "2024-05-01")
    assert running(track) == []


def test_an_appeal_of_which_nobody_wrote_whose_it_is_may_be_anybodys(track, suing, sued):
    record(track, "dismissed", "2024-01-10")
    record(track, "appeal_lodged", "2024-03-01")
    record(track, "appeal_lodged", "2024-03-08", appellant=suing)
    record(track, "appeal_withdrawn", "2024-05-01", appellant=sued)
    assert running(track) == [suing]


def test_a_judgment_without_a_name_decides_on_all_and_warns(track, both):
    event = record(track, "appeal_confirmed", "2024-09-01")
    assert running(track) == []
    assert len(event.warnings) == 1


def test_who_has_no_appeal_pending_cannot_withdraw_one(track, suing, sued):
    record(track, "dismissed", "2024-01-10")
    record(track, "appeal_lodged", "2024-03-01", appellant=suing)
    with pytest.raises(DomainError) as refusal:
        record(track, "appeal_withdrawn", "2024-05-01", appellant=sued)
    assert refusal.value.code == "not-pending"


@pytest.mark.parametrize(("kind", "whose", "code"), [
    ("stay_ordered", "suing", "no-appeal"),
    ("appeal_lodged", "another foundation", "foreign-party"),
    ("appeal_lodged", "another defendant", "foreign-party"),
])  # fmt: skip
def test_an_appellant_is_a_party_of_an_appeal(track, suing, kind, whose, code):
    others = {"another foundation": make.foundation, "another defendant": lambda: make.defendant_in(make.case())}
    party = others[whose]() if whose in others else suing
    record(track, "dismissed", "2024-01-10")
    with pytest.raises(DomainError) as refusal:
        record(track, kind, "2024-03-01", appellant=party)
    assert (refusal.value.field, refusal.value.code) == ("appellant", code)


def test_where_one_defendant_is_followed_another_does_not_appeal(track, sued):
    case = track.proceeding.case
    narrow = make.track(proceeding=track.proceeding, defendant=make.defendant_in(case))
    record(narrow, "dismissed", "2024-01-10")
    with pytest.raises(DomainError) as refusal:
        record(narrow, "appeal_lodged", "2024-03-01", appellant=sued)
    assert refusal.value.code == "foreign-party"


def test_a_withdrawal_corrected_to_the_other_party_lets_the_first_go_on(track, both, suing, sued):
    wrong = record(track, "appeal_withdrawn", "2024-05-01", appellant=sued)
    services.correct_event(wrong, reason="Het was de stichting.", by=None, appellant=suing)
    assert running(track) == [sued]


def test_a_correction_of_something_else_keeps_whose_it_is(track, both, suing, sued):
    wrong = record(track, "appeal_withdrawn", "2024-05-01", appellant=sued)
    new = services.correct_event(wrong, reason="Een dag later.", by=None, happened_on=date(2024, 5, 2))
    assert new.appellant == sued
    assert running(track) == [suing]


def test_a_withdrawal_taken_back_lets_that_appeal_go_on(track, both, suing, sued):
    services.withdraw_event(
        record(track, "appeal_withdrawn", "2024-05-01", appellant=sued), reason="Vergissing", by=None
    )
    assert running(track) == [suing, sued]


def test_an_appeal_entered_late_is_not_ended_by_the_others_withdrawal(track, suing, sued):
    record(track, "dismissed", "2024-01-10")
    record(track, "appeal_lodged", "2024-03-01", appellant=sued)
    record(track, "appeal_withdrawn", "2024-05-01", appellant=sued)
    record(track, "appeal_lodged", "2024-03-15", appellant=suing)
    assert running(track) == [suing]


def test_the_preview_shows_that_one_ends(track, both, sued):
    def act():
        return record(track, "appeal_withdrawn", "2024-05-01", appellant=sued)

    found = rehearse(track.proceeding.case, act, foundation=None, on=date(2024, 5, 1))
    assert len(found.changes.ended) == 1
    assert not CourtEvent.objects.filter(kind="appeal_withdrawn").exists()
