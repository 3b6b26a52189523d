from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.core.errors import DomainError
from cases.deadlines import services
from cases.deadlines.choices import DateSource, DeadlineState
from cases.deadlines.models import Deadline, Reminder
from cases.journal import services as journal
from cases.journal.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


def record(*tracks, by=None, **values):
    """An event with what must follow at once."""
    event = make.event(*tracks, **{"recorded_by": by} | values)
    journal.record("event.recorded", event, case=event.case, by=by)
    return event


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def test_a_judgment_opens_an_appeal_term_with_its_proof():
    track = make.track()
    event = record(track, kind="dismissed", happened_on=date(2025, 10, 29))
    deadline = Deadline.objects.get()
    assert (deadline.term, deadline.ends_on, deadline.raw_ends_on) == ("D13", date(2026, 1, 29), date(2026, 1, 29))
    assert (deadline.event, deadline.track, deadline.foundation) == (event, track, track.proceeding.foundation)
    assert deadline.source == DateSource.COMPUTED
    assert deadline.proof["steps"]
    assert Entry.objects.filter(action="deadline.made", foundation=deadline.foundation).count() == 1


def test_an_interlocutory_judgment_opens_a_provisional_term():
    record(make.track(), kind="admissible", happened_on=yesterday())
    deadline = Deadline.objects.get()
    assert deadline.term == "D14"
    assert deadline.is_provisional


class TestOneJudgment:
    """One judgment told by two events, for two tracks of one foundation and one of another."""

    @pytest.fixture
    def tracks(self):
        case = make.case()
        own, other = make.proceeding(case=case), make.proceeding(case=case)
        grounds = [make.claim_ground(case=case) for _ in range(2)]
        return [make.track(proceeding=own, claim_ground=ground) for ground in grounds] + [make.track(proceeding=other)]

    @pytest.fixture
    def events(self, tracks):
        kinds = ("admissible", "exclusive_representative_appointed")
        return [record(*tracks, kind=kind, happened_on=yesterday()) for kind in kinds]

    def standing(self):
        return Deadline.objects.exclude(state=DeadlineState.SUPERSEDED).order_by("pk")

    def test_one_appeal_term_runs_in_each_proceeding(self, tracks, events):
        assert list(self.standing().values_list("term", "track", "event")) == [
            ("D14", tracks[0].pk, events[0].pk),
            ("D14", tracks[2].pk, events[0].pk),
        ]

    def test_a_judgment_of_another_day_starts_its_own(self, tracks, events):
        record(tracks[0], kind="interlocutory_judgment", happened_on=timezone.localdate())
        assert self.standing().count() == 3

    def test_the_other_event_keeps_the_term_when_the_first_is_withdrawn(self, tracks, events):
        first, second = events
        first.is_withdrawn = True
        first.save()
        journal.record("event.withdrawn", first, case=first.case, by=None)
        assert list(self.standing().values_list("track", "event")) == [
            (tracks[0].pk, second.pk),
            (tracks[2].pk, second.pk),
        ]


@pytest.mark.parametrize("precision", ["month", "year", "unknown"])
def test_only_a_date_known_to_the_day_starts_a_term(precision):
    on = None if precision == "unknown" else date(2026, 10, 1)
    record(make.track(), kind="dismissed", happened_on=on, precision=precision)
    assert not Deadline.objects.exists()


def test_recording_twice_makes_them_once():
    event = record(make.track(), kind="dismissed", happened_on=yesterday())
    services.on_event_recorded(None, event)
    assert Deadline.objects.count() == 1
    assert Reminder.objects.count() == 0  # nobody works there


def test_competing_claims_are_one_window_for_the_whole_case():
    case = make.case()
    tracks = [make.track(proceeding=make.proceeding(case=case)) for _ in range(2)]
    record(*tracks, kind="register_entry_published", happened_on=yesterday())
    assert sorted(Deadline.objects.values_list("term", "foundation", "track")) == [
        ("D03", None, None),
        ("D04", None, None),
    ]


def test_an_extension_helps_only_the_foundation_that_asked():
    case = make.case()
    asked, other = (make.track(proceeding=make.proceeding(case=case)) for _ in range(2))
    record(asked, other, kind="register_entry_published", happened_on=date(2021, 10, 4))
    record(asked, kind="extension_granted", happened_on=date(2021, 12, 1), court_set_on=date(2022, 4, 4))
    extended = Deadline.objects.get(term="D05")
    assert (extended.foundation, extended.ends_on) == (asked.proceeding.foundation, date(2022, 4, 4))
    assert Deadline.objects.get(term="D03").ends_on == date(2022, 1, 4)
    assert extended not in Deadline.objects.visible_to(other.proceeding.foundation)


def test_an_extension_of_more_than_three_months_is_refused():
    track = make.track()
    record(track, kind="register_entry_published", happened_on=date(2021, 10, 4))
    with pytest.raises(DomainError) as refused:
        record(track, kind="extension_granted", happened_on=date(2021, 12, 1), court_set_on=date(2022, 4, 5))
    assert refused.value.field == "court_set_on"


def test_the_opt_out_date_of_the_court_is_stored_as_given_once_per_group():
    case = make.case()
    proceeding, group = make.proceeding(case=case), make.group(case=case)
    grounds = [make.claim_ground(case=case) for _ in range(2)]
    tracks = [make.track(proceeding=proceeding, group=group, claim_ground=ground) for ground in grounds]
    tracks.append(make.track(proceeding=proceeding, group=make.group(case=case)))
    sunday = date(2027, 4, 4)
    record(*tracks, kind="announcement_made", happened_on=date(2027, 2, 1), court_set_on=sunday)
    opt_out = Deadline.objects.filter(term="D06")
    assert opt_out.count() == 2
    assert {(deadline.ends_on, deadline.source) for deadline in opt_out} == {(sunday, DateSource.COURT)}


def test_an_opt_out_of_less_than_a_month_is_refused_and_nothing_is_kept():
    track = make.track()
    with pytest.raises(DomainError) as refused:
        record(track, kind="announcement_made", happened_on=date(2026, 3, 5), court_set_on=date(2026, 4, 4))
    assert refused.value.field == "court_set_on"
    assert "05-04-2026" in refused.value.message
    assert not Deadline.objects.exists()


def test_an_announcement_without_a_date_starts_nothing():
    record(make.track(), kind="announcement_made", happened_on=date(2026, 3, 5))
    assert not Deadline.objects.exists()


def test_a_term_that_was_over_long_ago_lapses_quietly():
    member = make.membership()
    track = make.track(proceeding=make.proceeding(foundation=member.foundation))
    record(track, kind="dismissed", happened_on=date(2022, 1, 10))
    deadline = Deadline.objects.get()
    assert deadline.state == DeadlineState.LAPSED
    assert deadline.state_reason
    assert not deadline.reminders.exists()


def test_a_term_that_ended_last_week_stays_open_for_somebody_to_answer():
    record(make.track(), kind="writ_served", happened_on=timezone.localdate() - timedelta(days=9))
    assert Deadline.objects.get(term="D02").state == DeadlineState.OPEN


class TestWhoAnswers:
    def test_who_recorded_it_when_a_member(self):
        first, second = make.membership(deputy=make.user()), None
        second = make.membership(foundation=first.foundation, deputy=make.user())
        track = make.track(proceeding=make.proceeding(foundation=first.foundation))
        record(track, by=second.user, kind="dismissed", happened_on=yesterday())
        deadline = Deadline.objects.get()
        assert (deadline.responsible, deadline.deputy) == (second.user, second.deputy)

    def test_otherwise_the_first_lawyer(self):
        make_up = make.membership(role="helpdesk")
        lawyer = make.membership(foundation=make_up.foundation)
        make.membership(foundation=make_up.foundation)
        track = make.track(proceeding=make.proceeding(foundation=make_up.foundation))
        record(track, by=make.user(), kind="dismissed", happened_on=yesterday())
        assert Deadline.objects.get().responsible == lawyer.user

    def test_not_somebody_who_left(self):
        left = make.membership(ended_on=yesterday())
        track = make.track(proceeding=make.proceeding(foundation=left.foundation))
        record(track, by=left.user, kind="dismissed", happened_on=yesterday())
        assert Deadline.objects.get().responsible is None

    def test_everybodys_deadline_reminds_a_lawyer_of_each_foundation(self):
        case, lawyers = make.case(), [make.membership() for _ in range(2)]
        tracks = [make.track(proceeding=make.proceeding(case=case, foundation=one.foundation)) for one in lawyers]
        record(tracks[0], kind="register_entry_published", happened_on=yesterday())
        told = set(Reminder.objects.filter(deadline__term="D03").values_list("recipient", flat=True))
        assert told == {one.user.pk for one in lawyers}


class TestCorrection:
    def setup_method(self):
        self.lawyer = make.membership()
        self.track = make.track(proceeding=make.proceeding(foundation=self.lawyer.foundation))
        self.wrong = record(self.track, kind="dismissed", happened_on=yesterday())
        self.old = Deadline.objects.get()

    def correct(self):
        right = make.event(
            self.track,
            kind="dismissed",
            happened_on=yesterday() - timedelta(days=10),
            corrects=self.wrong,
            correction_reason="Verkeerde dag gelezen.",
        )
        journal.record("event.corrected", right, case=right.case)
        return right

    def test_supersedes_the_old_deadline_and_makes_a_new_one(self):
        services.assign(self.old, responsible=make.membership(foundation=self.lawyer.foundation).user, by=None)
        right = self.correct()
        self.old.refresh_from_db()
        assert (self.old.state, self.old.state_reason) == (DeadlineState.SUPERSEDED, "Verkeerde dag gelezen.")
        new = right.deadlines.get()
        assert new.ends_on < self.old.ends_on
        assert new.responsible == self.old.responsible

    def test_cancels_the_old_reminders_in_the_same_breath(self):
        self.correct()
        states = set(self.old.reminders.values_list("state", flat=True))
        assert states == {Reminder.State.CANCELLED}

    def test_withdrawing_takes_the_deadline_away(self):
        self.wrong.correction_reason = "Dubbel ingevoerd."
        journal.record("event.withdrawn", self.wrong, case=self.wrong.case)
        self.old.refresh_from_db()
        assert self.old.state == DeadlineState.SUPERSEDED
        assert not self.old.reminders.waiting().exists()


class TestByHand:
    def test_starts_a_ladder(self):
        member = make.membership()
        deadline = services.set_manual(
            case=make.case(),
            foundation=member.foundation,
            title="Akte indienen",
            ends_on=timezone.localdate() + timedelta(days=20),
            by=member.user,
        )
        assert deadline.responsible == member.user
        assert sorted(deadline.reminders.values_list("days_before", flat=True)) == [0, 1, 3, 7, 14, 30]

    def test_a_day_that_is_over_is_refused(self):
        with pytest.raises(DomainError) as refused:
            services.set_manual(case=make.case(), title="Akte", ends_on=yesterday(), by=make.user())
        assert refused.value.field == "ends_on"

    def test_a_track_of_another_foundation_is_refused(self):
        track = make.track()
        with pytest.raises(DomainError) as refused:
            services.set_manual(
                case=track.proceeding.case,
                foundation=make.foundation(),
                track=track,
                title="Akte",
                ends_on=timezone.localdate(),
                by=make.user(),
            )
        assert refused.value.field == "track"
