from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from cases.journal.models import Entry
from cases.rulings.models import Ruling
from tests import make
from tests.staff_door import filled_in, sign_in

pytestmark = pytest.mark.django_db
LIST = "/beheer/cases/ruling/"


@pytest.fixture
def staff(client):
    sign_in(client)
    return client


def page(ruling):
    return reverse("admin:cases_ruling_change", args=[ruling.pk])


def add(staff, case, **values):
    filled = {"case": case.pk, "kind": "judgment", "precision": "day", "decided_on": "10-01-2024"} | values
    return staff.post(f"{LIST}add/", filled)


@pytest.mark.parametrize(
    "text",
    ["ECLI:NL:RBAMS:2024:83", "ecli:nl:rbams:2024:83", "ECLI%3ANL%3ARBAMS%3A2024%3A83", "RBAMS:2024:83", "TikTok"],
)
def test_a_ruling_is_found_by_its_ecli_in_any_spelling(staff, text):
    make.ruling(ecli="ECLI:NL:RBAMS:2024:83", case=make.case(title="TikTok"))
    make.ruling(ecli="ECLI:NL:HR:2025:388", case=make.case(title="Apple"))
    shown = staff.get(LIST, {"q": text}).content.decode()
    assert "ECLI:NL:RBAMS:2024:83" in shown
    assert "ECLI:NL:HR:2025:388" not in shown


def test_an_ecli_is_entered_in_any_spelling_and_a_doubt_is_a_warning(staff):
    case = make.case()
    answer = add(staff, case, ecli=" ecli:nl:rbams:2023: 83 ")
    ruling = Ruling.objects.get()
    assert answer.status_code == 302
    assert ruling.ecli == "ECLI:NL:RBAMS:2023:83"
    assert len(list(get_messages(answer.wsgi_request))) == 2
    assert Entry.objects.about(ruling).get().action == "ruling.announced"


def test_a_proceeding_of_another_case_is_an_error_of_the_form(staff):
    answer = add(staff, make.case(), proceedings=[make.proceeding().pk])
    assert answer.status_code == 200
    assert "proceedings" in answer.context["adminform"].form.errors
    assert not Ruling.objects.exists()


def test_what_is_no_ecli_is_an_error_of_the_form(staff):
    answer = add(staff, make.case(), ecli="ECLI:NL:RB:AMS:2023:6694")
    assert "ecli" in answer.context["adminform"].form.errors
    assert not Ruling.objects.exists()


def test_a_change_keeps_its_proceedings_and_is_written_down(staff):
    case = make.case()
    ruling = make.ruling(case=case)
    ruling.proceedings.add(make.proceeding(case=case))
    answer = staff.post(page(ruling), filled_in(staff.get(page(ruling)), outcome="Ontvankelijk."))
    ruling.refresh_from_db()
    assert answer.status_code == 302
    assert (ruling.outcome, ruling.version, ruling.proceedings.count()) == ("Ontvankelijk.", 2, 1)
    assert Entry.objects.about(ruling).get().data == {"fields": ["outcome"]}


def test_rulings_are_withdrawn_and_published_from_the_list(staff):
    ruling = make.ruling()
    for action, is_published in (("withdraw", False), ("publish", True)):
        staff.post(LIST, {"action": action, "_selected_action": [ruling.pk]})
        ruling.refresh_from_db()
        assert ruling.is_published is is_published


def test_who_may_only_look_cannot_publish(client):
    member = make.membership(role="case_manager")
    sign_in(client, member)
    ruling = make.ruling(is_published=False, decided_on=date(2024, 1, 10))
    client.post(LIST, {"action": "publish", "_selected_action": [ruling.pk]})
    ruling.refresh_from_db()
    assert client.get(LIST).status_code == 200
    assert not ruling.is_published
