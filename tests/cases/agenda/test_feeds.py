from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from cases.agenda import limits, services
from cases.agenda.models import CalendarKey
from cases.core.errors import DomainError
from cases.deadlines import services as deadlines
from cases.deadlines.choices import DeadlineState
from cases.deadlines.models import Deadline
from cases.journal.models import Entry
from cases.proceedings import services as proceedings
from cases.proceedings.models import Hearing
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def lawyer():
    return make.membership()


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def fetched(address: str):
    """As a calendar program does: no cookie, nothing but the address."""
    return Client().get(address.removeprefix("http://localhost:8000"))


def events(address: str) -> list:
    response = fetched(address)
    assert response.status_code == 200
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def deadline(lawyer, **values) -> Deadline:
    return make.deadline(
        **{"foundation": lawyer.foundation, "responsible": lawyer.user, "ends_on": in_days(20)} | values
    )


class TestFull:
    def test_the_docket_number_comes_first_then_the_term_and_the_case(self, lawyer):
        proceeding = make.proceeding(foundation=lawyer.foundation)
        make.docket_number(proceeding=proceeding, number="C/13/1 / HA ZA 21-1", ended_on=in_days(-1))
        make.docket_number(proceeding=proceeding, number="200.328.753")
        deadline(lawyer, case=proceeding.case)
        (event,) = events(make.calendar_key(lawyer)[1])
        assert str(event["SUMMARY"]) == f"200.328.753 · Hoger beroep · {proceeding.case.title}"
        assert event["DTSTART"].dt == in_days(20)
        assert event["DTEND"].dt == in_days(21)
        assert event["TRANSP"] == "TRANSPARENT"

    def test_it_says_who_and_whether_it_is_confirmed(self, lawyer):
        deadline(lawyer, legal_basis="art. 339 lid 1 Rv")
        (event,) = events(make.calendar_key(lawyer)[1])
        assert "art. 339 lid 1 Rv" in event["DESCRIPTION"]
        assert str(lawyer.user) in event["DESCRIPTION"]
        assert "/beheer/cases/deadline/" in event["URL"]

    def test_a_move_keeps_the_name_and_raises_the_number(self, lawyer):
        made = deadline(lawyer)
        address = make.calendar_key(lawyer)[1]
        (before,) = events(address)
        deadlines.reschedule(made, ends_on=in_days(30), reason="Rolbeslissing", by=lawyer.user)
        (after,) = events(address)
        assert (after["UID"], after["DTSTART"].dt) == (before["UID"], in_days(30))
        assert after["SEQUENCE"] > before["SEQUENCE"]

    @pytest.mark.parametrize("state", [DeadlineState.SUPERSEDED, DeadlineState.LAPSED, DeadlineState.SUSPENDED])
    def test_what_is_off_stays_as_cancelled_for_ninety_days(self, lawyer, state):
        made = deadline(lawyer, state=state, state_reason="Zo")
        address = make.calendar_key(lawyer)[1]
        assert [event["STATUS"] for event in events(address)] == ["CANCELLED"]
        Deadline.objects.filter(pk=made.pk).update(changed_at=timezone.now() - timedelta(days=91))
        assert events(address) == []

    def test_what_was_over_long_before_it_was_entered_never_stands_in_it(self, lawyer):
        deadline(lawyer, state=DeadlineState.LAPSED, state_reason="Zo", ends_on=in_days(-91))
        assert events(make.calendar_key(lawyer)[1]) == []

    def test_what_is_done_says_so(self, lawyer):
        deadlines.meet(deadline(lawyer), evidence="Betekend", by=lawyer.user)
        (event,) = events(make.calendar_key(lawyer)[1])
        assert event["SUMMARY"] != "Hoger beroep"
        assert event["STATUS"] == "CONFIRMED"

    def test_a_sitting_blocks_its_hours_and_a_cancelled_one_is_kept(self, lawyer):
        proceeding = make.proceeding(foundation=lawyer.foundation)
        hearing = proceedings.plan_hearing(
            proceeding.case, proceedings=[proceeding], subject="Zitting", planned_on=in_days(9), starts_at=time(9, 30),
            court=make.court(), by=lawyer.user,
        )  # fmt: skip
        address = make.calendar_key(lawyer)[1]
        (event,) = events(address)
        assert (event["TRANSP"], str(event["LOCATION"])) == ("OPAQUE", "Rechtbank Amsterdam")
        proceedings.cancel_hearing(hearing, reason="Schikking", by=lawyer.user)
        assert [event["STATUS"] for event in events(address)] == ["CANCELLED"]


class TestBusy:
    def test_it_tells_the_day_and_nothing_else(self, lawyer):
        proceeding = make.proceeding(foundation=lawyer.foundation, case=make.case(title="Kanarie"))
        make.docket_number(proceeding=proceeding, number="200.328.753")
        deadline(lawyer, case=proceeding.case, title="Kanarie", legal_basis="Kanarie")
        make.hearing(case=proceeding.case, subject="Kanarie", court=make.court()).proceedings.add(proceeding)
        Hearing.objects.update(planned_on=in_days(5))
        content = fetched(make.calendar_key(lawyer, "busy")[1]).content.decode()
        assert content.count("SUMMARY:") == 2
        for word in ("Kanarie", "200.328", "DESCRIPTION", "LOCATION", "URL", lawyer.foundation.short_name, "beheer"):
            assert word not in content


class TestWhose:
    def test_mine_those_i_stand_in_for_and_nobodys(self, lawyer):
        colleague = make.membership(foundation=lawyer.foundation).user
        deadline(lawyer, title="Mijn")
        deadline(lawyer, title="Waarneming", responsible=colleague, deputy=lawyer.user)
        deadline(lawyer, title="Van niemand", responsible=None)
        deadline(lawyer, title="Van een ander", responsible=colleague)
        titles = {str(event["SUMMARY"]).split(" · ")[0] for event in events(make.calendar_key(lawyer)[1])}
        assert titles == {"Mijn", "Waarneming", "Van niemand"}

    def test_i05_two_foundations_of_one_person_never_meet(self, lawyer):
        other = make.membership(user=lawyer.user)
        deadline(lawyer, title="Van de ene")
        deadline(other, title="Van de andere")
        for member, own in ((lawyer, "Van de ene"), (other, "Van de andere")):
            (event,) = events(make.calendar_key(member)[1])
            assert str(event["SUMMARY"]).startswith(own)

    def test_i06_no_claimant_is_ever_named(self, lawyer):
        person = make.claimant(foundation=lawyer.foundation, full_name="Kanarie Persoon")
        make.registration(claimant=person, group=make.group())
        deadline(lawyer)
        content = fetched(make.calendar_key(lawyer)[1]).content.decode()
        assert not [word for word in ("Kanarie", person.reference, person.email) if word in content]

    def test_who_may_see_hearings_only_gets_hearings_only(self, lawyer):
        helper = make.membership(foundation=lawyer.foundation, role="helpdesk")
        deadline(lawyer, responsible=None)
        assert events(make.calendar_key(helper)[1]) == []


class TestKeys:
    def test_i05_guessed_revoked_and_left_look_the_same(self, lawyer):
        revoked, address = make.calendar_key(lawyer)
        services.revoke_key(revoked, by=lawyer.user)
        leaver = make.membership()
        left = make.calendar_key(leaver)[1]
        leaver.ended_on = in_days(-1)
        leaver.save()
        away = make.membership()
        barred = make.calendar_key(away)[1]
        away.user.is_active = False
        away.user.save()
        answers = [fetched(one) for one in (address, left, barred, "/agenda/zomaar.ics")]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.content for answer in answers}) == 1

    def test_the_key_itself_is_not_kept(self, lawyer):
        key, address = make.calendar_key(lawyer)
        token = address.rsplit("/", 1)[1].removesuffix(".ics")
        assert len(token) >= 43
        kept = " ".join(str(vars(row)) for row in (*CalendarKey.objects.all(), *Entry.objects.all()))
        assert token not in kept
        assert services.find_key(token) == key

    def test_issuing_and_revoking_are_noted(self, lawyer):
        key, _address = make.calendar_key(lawyer)
        services.revoke_key(key, by=lawyer.user)
        assert [entry.action for entry in Entry.objects.about(key)] == ["calendar_key.revoked", "calendar_key.issued"]
        with pytest.raises(DomainError):
            services.revoke_key(key, by=lawyer.user)

    def test_nobody_gets_one_for_a_foundation_they_do_not_work_for(self, lawyer):
        with pytest.raises(DomainError):
            services.issue_key(lawyer.user, make.foundation(), level="full", by=lawyer.user)

    def test_an_unknown_level_and_an_eleventh_are_refused(self, lawyer):
        with pytest.raises(DomainError):
            make.calendar_key(lawyer, "alles")
        for _ in range(services.MOST_KEYS):
            make.calendar_key(lawyer)
        with pytest.raises(DomainError):
            make.calendar_key(lawyer)

    def test_its_last_use_is_noted_once_an_hour(self, lawyer):
        key, address = make.calendar_key(lawyer)
        fetched(address)
        key.refresh_from_db()
        first = key.used_at
        fetched(address)
        key.refresh_from_db()
        assert key.used_at == first


class TestDoor:
    def test_i05_polled_too_often_it_asks_to_wait(self, lawyer, monkeypatch):
        monkeypatch.setattr(limits, "PER_HOUR", 3)
        address = make.calendar_key(lawyer)[1]
        answers = [fetched(address) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert 0 < int(answers[-1].headers["Retry-After"]) <= 3600

    def test_so_does_trying_keys(self, monkeypatch):
        monkeypatch.setattr(limits, "PER_HOUR", 3)
        assert [fetched(f"/agenda/poging{n}.ics").status_code for n in range(4)] == [404, 404, 404, 429]

    def test_it_sets_no_cookie_and_is_not_kept(self, lawyer):
        response = fetched(make.calendar_key(lawyer)[1])
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert response.headers["Cache-Control"] == "no-store"
        assert not response.cookies

    def test_it_is_only_read(self, lawyer):
        assert Client().post(make.calendar_key(lawyer)[1].removeprefix("http://localhost:8000")).status_code == 405

    def test_it_speaks_the_language_of_its_owner(self, lawyer):
        lawyer.user.language = "en"
        lawyer.user.save()
        deadline(lawyer, term="D13")
        (event,) = events(make.calendar_key(lawyer)[1])
        assert "appeal" in str(event["SUMMARY"]).lower()

    def test_it_takes_few_questions_however_many_deadlines(self, lawyer, django_assert_max_num_queries):
        case = make.proceeding(foundation=lawyer.foundation).case
        for _ in range(30):
            deadline(lawyer, case=case)
        address = make.calendar_key(lawyer)[1]
        with django_assert_max_num_queries(12):
            assert len(events(address)) == 30
