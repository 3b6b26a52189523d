from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.deadlines import services
from cases.deadlines.choices import DeadlineState
from cases.deadlines.models import Acknowledgement, Deadline
from cases.journal import services as journal
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db

LIST = "/beheer/cases/deadline/"


@pytest.fixture
def lawyer():
    return make.membership(deputy=make.user())


@pytest.fixture
def deadline(lawyer):
    """An appeal term from a judgment of yesterday, entered by a colleague."""
    colleague = make.membership(foundation=lawyer.foundation)
    track = make.track(proceeding=make.proceeding(foundation=lawyer.foundation))
    yesterday = timezone.localdate() - timedelta(days=1)
    event = make.event(track, kind="dismissed", happened_on=yesterday, recorded_by=colleague.user, source="ECLI:X")
    journal.record("event.recorded", event, case=event.case, by=colleague.user)
    return Deadline.objects.get()


def page(deadline, step="change"):
    names = {"change": "cases_deadline_change"}
    return reverse(f"admin:{names.get(step, f'cases_deadline_{step}')}", args=[deadline.pk])


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).strftime("%d-%m-%Y")


class TestList:
    @pytest.mark.parametrize(
        ("days", "words"),
        [(-4, "4 d"), (0, "◆"), (5, "5 d")],
        ids=["late", "today", "coming"],
    )
    def test_says_in_words_how_long_there_is(self, client, lawyer, days, words):
        today = timezone.localdate()
        make.deadline(foundation=lawyer.foundation, ends_on=today + timedelta(days=days))
        sign_in(client, lawyer)
        assert words in client.get(LIST).content.decode()

    @pytest.mark.parametrize("tab", ["", "late", "week", "month", "unconfirmed", "all", "nonsense"])
    def test_every_tab_opens(self, client, lawyer, deadline, tab):
        sign_in(client, lawyer)
        assert client.get(LIST, {"tab": tab}).status_code == 200

    def test_a_tab_holds_only_its_own(self, client, lawyer):
        today = timezone.localdate()
        make.deadline(foundation=lawyer.foundation, title="Te laat ding", ends_on=today - timedelta(days=1))
        make.deadline(foundation=lawyer.foundation, title="Later ding", ends_on=today + timedelta(days=20))
        sign_in(client, lawyer)
        late = client.get(LIST, {"tab": "late"}).content.decode()
        assert "Te laat ding" in late
        assert "Later ding" not in late

    def test_is_found_by_its_case(self, client, lawyer, deadline):
        sign_in(client, lawyer)
        assert deadline.shown_title in client.get(LIST, {"q": deadline.case.title}).content.decode()


class TestOtherFoundation:
    @pytest.mark.parametrize("step", ["change", "meet", "extend", "assign", "acknowledge", "confirm", "proof_sheet"])
    def test_sees_nothing(self, client, deadline, step):
        sign_in(client, make.membership())
        answer = client.get(page(deadline, step))
        if step in ("acknowledge", "confirm"):
            answer = client.post(page(deadline, step))
        assert answer.status_code in (302, 404)
        assert deadline.title not in answer.content.decode()
        assert deadline.case.title not in client.get(LIST, {"tab": "all"}).content.decode()
        assert not Acknowledgement.objects.exists()


class TestProofSheet:
    def test_shows_trigger_rule_and_every_step(self, client, lawyer, deadline):
        sign_in(client, lawyer)
        shown = client.get(page(deadline)).content.decode()
        assert "ECLI:X" in shown
        assert "D13" in shown
        for step in deadline.proof["steps"]:
            assert step["article"] in shown

    def test_prints_alone(self, client, lawyer, deadline):
        sign_in(client, lawyer)
        answer = client.get(page(deadline, "proof_sheet"))
        assert answer.status_code == 200
        assert str(deadline.public_id) in answer.content.decode()

    def test_a_deadline_by_hand_has_one_too(self, client, lawyer):
        by_hand = make.deadline(foundation=lawyer.foundation, ends_on=timezone.localdate())
        sign_in(client, lawyer)
        assert client.get(page(by_hand)).status_code == 200
        assert client.get(page(by_hand, "proof_sheet")).status_code == 200


class TestSteps:
    def test_a_look_at_the_button_changes_nothing(self, client, lawyer, deadline):
        sign_in(client, lawyer)
        for step in ("acknowledge", "confirm", "meet", "extend", "suspend"):
            assert client.get(page(deadline, step)).status_code == 200
        deadline.refresh_from_db()
        assert deadline.state == DeadlineState.OPEN
        assert not Acknowledgement.objects.exists()

    def test_seen_by_name(self, client, lawyer, deadline):
        user = sign_in(client, lawyer)
        client.post(page(deadline, "acknowledge"))
        assert Acknowledgement.objects.get().by == user

    def test_done_with_evidence(self, client, lawyer, deadline):
        sign_in(client, lawyer)
        client.post(page(deadline, "meet"), {"evidence": "Exploot van 3 december."})
        deadline.refresh_from_db()
        assert (deadline.state, deadline.state_reason) == (DeadlineState.MET, "Exploot van 3 december.")

    def test_done_without_evidence_is_refused(self, client, lawyer, deadline):
        sign_in(client, lawyer)
        answer = client.post(page(deadline, "meet"), {"evidence": " "})
        assert answer.status_code == 200
        assert answer.context["form"].errors["evidence"]

    def test_moved_by_a_typed_day(self, client, lawyer, deadline):
        sign_in(client, lawyer)
        client.post(page(deadline, "reschedule"), {"ends_on": in_days(10), "reason": "Rolbeslissing"})
        deadline.refresh_from_db()
        assert deadline.ends_on == timezone.localdate() + timedelta(days=10)

    @pytest.mark.parametrize("typed", ["31-02-2027", "morgen", "2027", "01-01-2020", ""])
    def test_a_wrong_day_is_refused_at_its_field(self, client, lawyer, deadline, typed):
        sign_in(client, lawyer)
        answer = client.post(page(deadline, "reschedule"), {"ends_on": typed, "reason": "Rolbeslissing"})
        assert answer.context["form"].errors["ends_on"]

    def test_a_statutory_term_is_not_extended(self, client, lawyer, deadline):
        sign_in(client, lawyer)
        answer = client.post(page(deadline, "extend"), {"ends_on": in_days(300), "reason": "Gevraagd"})
        assert "339" in str(answer.context["form"].errors)

    def test_the_maker_cannot_confirm(self, client, deadline):
        sign_in(client, deadline.created_by.memberships.get())
        client.post(page(deadline, "confirm"))
        deadline.refresh_from_db()
        assert deadline.confirmed_by is None

    def test_a_second_lawyer_confirms(self, client, lawyer, deadline):
        user = sign_in(client, lawyer)
        client.post(page(deadline, "confirm"))
        deadline.refresh_from_db()
        assert deadline.confirmed_by == user

    def test_only_colleagues_can_be_made_responsible(self, client, lawyer, deadline):
        sign_in(client, lawyer)
        stranger = make.membership().user
        answer = client.post(page(deadline, "assign"), {"responsible": stranger.pk})
        assert answer.context["form"].errors["responsible"]
        client.post(page(deadline, "assign"), {"responsible": lawyer.user.pk})
        deadline.refresh_from_db()
        assert deadline.responsible == lawyer.user

    def test_who_only_looks_gets_no_steps(self, client, lawyer, deadline):
        sign_in(client, make.membership(foundation=lawyer.foundation, role="finance"))
        assert client.post(page(deadline, "meet"), {"evidence": "x"}).status_code == 403
        deadline.refresh_from_db()
        assert deadline.state == DeadlineState.OPEN


class TestByHand:
    def posted(self, **changes):
        values = {"case": make.case().pk, "title": "Akte indienen", "ends_on": in_days(20), "source": "manual"}
        return values | {"legal_basis": "", "track": "", "responsible": "", "deputy": ""} | changes

    def test_is_made_for_the_foundation_one_works_for(self, client, lawyer):
        user = sign_in(client, lawyer)
        client.post(f"{LIST}add/", self.posted())
        made = Deadline.objects.get()
        assert (made.foundation, made.responsible, made.created_by) == (lawyer.foundation, user, user)
        assert made.reminders.exists()

    @pytest.mark.parametrize("typed", ["01-01-2020", "31-02-2027", "29-03-2026 02:30", "vandaag of morgen"])
    def test_a11_a_wrong_day_is_refused(self, client, lawyer, typed):
        sign_in(client, lawyer)
        answer = client.post(f"{LIST}add/", self.posted(ends_on=typed))
        assert answer.status_code == 200
        assert answer.context["adminform"].form.errors["ends_on"]
        assert not Deadline.objects.exists()

    def test_nobody_of_another_foundation_is_made_responsible(self, client, lawyer):
        sign_in(client, lawyer)
        answer = client.post(f"{LIST}add/", self.posted(responsible=make.membership().user.pk))
        assert answer.context["adminform"].form.errors["responsible"]


def test_the_list_costs_the_same_for_many(client, lawyer, django_assert_max_num_queries):
    today = timezone.localdate()
    for n in range(30):
        make.deadline(foundation=lawyer.foundation, ends_on=today + timedelta(days=n), responsible=lawyer.user)
    sign_in(client, lawyer)
    with django_assert_max_num_queries(40):
        client.get(LIST)


def test_services_speak_through_the_page(client, lawyer, deadline):
    services.lapse(deadline, reason="Geen hoger beroep gewenst.", by=lawyer.user)
    sign_in(client, lawyer)
    assert "Geen hoger beroep gewenst." in client.get(page(deadline)).content.decode()
