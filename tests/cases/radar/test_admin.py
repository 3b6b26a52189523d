from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.calendar.choices import DecreeState
from cases.calendar.models import DecreeDay
from cases.deadlines.choices import DeadlineState
from cases.journal import services as journal
from cases.radar import services
from cases.radar.models import Survey
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db

DAYS, SURVEYS = "/beheer/cases/decreeday/", "/beheer/cases/survey/"
MONDAY, TUESDAY = date(2028, 5, 8), date(2028, 5, 9)


@pytest.fixture
def lawyer():
    return make.membership()


@pytest.fixture
def deadline(lawyer):
    return make.counted_deadline(foundation=lawyer.foundation, responsible=lawyer.user, legal_basis="art. 339 lid 1 Rv")


@pytest.fixture
def survey(deadline):
    return make.decree_day().surveys.get()


def page(survey, step="change"):
    return f"{SURVEYS}{survey.pk}/{step}/"


def typed(**changes):
    values = {"closed_on": "08-05-2028", "decree": "Besluit gelijkgestelde dagen", "source": "Stcrt. 2027, 1"}
    return values | {"valid_from": ""} | changes


class TestDecreeDay:
    def test_is_added_and_leads_to_what_it_does(self, client, lawyer, deadline):
        user = sign_in(client, lawyer)
        answer = client.post(f"{DAYS}add/", typed(valid_from="1-1-2028"), follow=True)
        day = DecreeDay.objects.get()
        assert (day.closed_on, day.valid_from, day.added_by) == (MONDAY, date(2028, 1, 1), user)
        assert answer.redirect_chain[-1][0] == page(day.surveys.get())
        deadline.refresh_from_db()
        assert deadline.ends_on == MONDAY

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            pytest.param({"closed_on": "12-05-2029"}, "closed_on", id="Saturday"),
            pytest.param({"closed_on": "13-05-2029"}, "closed_on", id="Sunday"),
            pytest.param({"closed_on": "25-12-2029"}, "closed_on", id="Christmas"),
            pytest.param({"closed_on": "31-02-2029"}, "closed_on", id="31 February"),
            pytest.param({"closed_on": "01-01-0001"}, "closed_on", id="year 1"),
            pytest.param({"closed_on": "31-12-9999"}, "closed_on", id="year 9999"),
            pytest.param({"closed_on": ""}, "closed_on", id="no day"),
            pytest.param({"decree": ""}, "decree", id="no decree"),
            pytest.param({"source": "a\x00b"}, "source", id="NUL"),
            pytest.param({"source": "x" * 500}, "source", id="long"),
        ],
    )
    def test_is_refused_at_the_field(self, client, lawyer, changes, field):
        sign_in(client, lawyer)
        answer = client.post(f"{DAYS}add/", typed(**changes))
        assert answer.status_code == 200
        assert answer.context["adminform"].form.errors[field]
        assert not DecreeDay.objects.exists()

    def test_twice_is_refused(self, client, lawyer):
        make.decree_day()
        sign_in(client, lawyer)
        assert client.post(f"{DAYS}add/", typed()).context["errors"]
        assert DecreeDay.objects.count() == 1

    def test_the_list_shows_what_is_closed(self, client, lawyer):
        sign_in(client, lawyer)
        assert "Hemelvaartsdag" in client.get(DAYS).content.decode()

    def test_is_withdrawn_by_a_proposal(self, client, lawyer):
        day = make.decree_day()
        for _times in range(2):
            services.accept(day.surveys.get(), by=make.user())
        services.carry_out()
        sign_in(client, lawyer)
        assert client.get(f"{DAYS}{day.pk}/withdraw/").status_code == 200
        client.post(f"{DAYS}{day.pk}/withdraw/", {"reason": "Verkeerd gelezen."})
        day.refresh_from_db()
        assert (day.state, day.surveys.count()) == (DecreeState.ACCEPTED, 2)

    @pytest.mark.parametrize("role", ["finance", "case_manager", "communication", "helpdesk", "administrator"])
    def test_only_who_may_adds_one(self, client, role):
        sign_in(client, make.membership(role=role))
        assert client.post(f"{DAYS}add/", typed()).status_code == 403


class TestSurvey:
    def test_shows_old_and_new_day_case_rule_and_who_answers(self, client, lawyer, deadline, survey):
        sign_in(client, lawyer)
        shown = client.get(page(survey)).content.decode()
        for words in ("08-05-2028", "09-05-2028", deadline.case.title, "art. 339 lid 1 Rv", str(lawyer.user)):
            assert words in shown

    def test_of_another_foundation_only_the_number(self, client, deadline, survey):
        sign_in(client, make.membership())
        answer = client.get(page(survey))
        assert deadline.case.title not in answer.content.decode()
        assert (answer.context["elsewhere"], answer.context["total"]) == (1, 1)

    def test_two_people_agree_and_the_deadline_moves(self, client, lawyer, deadline, survey):
        sign_in(client, lawyer)
        assert client.get(page(survey, "accept")).status_code == 200
        deadline.refresh_from_db()
        assert not Survey.objects.get().first_by
        client.post(page(survey, "accept"))
        client.post(page(survey, "accept"))
        deadline.refresh_from_db()
        assert deadline.ends_on == MONDAY
        sign_in(client, make.membership(role="board"))
        client.post(page(survey, "accept"))
        assert client.get(page(survey)).context["progress"] == {"done": 0, "waiting": 1, "failing": 0}
        services.carry_out()
        deadline.refresh_from_db()
        assert deadline.ends_on == TUESDAY
        assert client.get(page(survey)).context["progress"] is None
        assert client.get(page(survey)).context["may_accept"] is False

    def test_is_rejected_with_a_reason(self, client, lawyer, deadline, survey):
        sign_in(client, lawyer)
        assert client.post(page(survey, "reject"), {"reason": " "}).context["form"].errors["reason"]
        client.post(page(survey, "reject"), {"reason": "Verkeerd gelezen."})
        assert Survey.objects.get().decision_reason == "Verkeerd gelezen."
        deadline.refresh_from_db()
        assert deadline.ends_on == MONDAY

    @pytest.mark.parametrize("step", ["accept", "reject"])
    @pytest.mark.parametrize("role", ["finance", "case_manager", "helpdesk", "administrator"])
    def test_only_lawyers_and_the_board_decide(self, client, survey, role, step):
        sign_in(client, make.membership(role=role))
        assert client.post(page(survey, step), {"reason": "Nee."}).status_code == 403
        assert Survey.objects.get().first_by is None

    def test_many_changes_are_leafed_through(self, client, lawyer, django_assert_max_num_queries):
        for _times in range(101):
            make.counted_deadline(foundation=lawyer.foundation, responsible=lawyer.user)
        survey = make.decree_day().surveys.get()
        sign_in(client, lawyer)
        with django_assert_max_num_queries(30):
            assert len(client.get(page(survey)).context["page"]) == 100
        assert len(client.get(page(survey), {"page": "2"}).context["page"]) == 1
        assert client.get(page(survey), {"page": "\x00nonsense"}).status_code == 200

    def test_all_deadlines_are_counted_on_request(self, client, lawyer, deadline):
        sign_in(client, lawyer)
        assert client.post(f"{SURVEYS}look/").url == SURVEYS
        type(deadline).objects.filter(pk=deadline.pk).update(term_version="0")
        client.post(f"{SURVEYS}look/")
        assert Survey.objects.get().proposed_by == lawyer.user

    def test_what_a_corrected_event_moved_stands_beside_it(self, client, lawyer):
        track = make.track(proceeding=make.proceeding(foundation=lawyer.foundation))
        on = timezone.localdate() - timedelta(days=20)
        wrong = make.event(track, kind="dismissed", happened_on=on)
        journal.record("event.recorded", wrong, case=wrong.case)
        right = make.event(track, kind="dismissed", happened_on=on - timedelta(days=7), corrects=wrong)
        journal.record("event.corrected", right, case=right.case)
        assert wrong.deadlines.get().state == DeadlineState.SUPERSEDED

        sign_in(client, lawyer)
        [correction] = client.get(SURVEYS).context["corrections"]
        assert (correction.old, correction.new) == (wrong.deadlines.get(), right.deadlines.get())
        assert correction.days < 0
        sign_in(client, make.membership())
        assert client.get(SURVEYS).context["corrections"] == []
