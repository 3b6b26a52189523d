"""Steps for many on the staff site."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.bulk import rules, services
from claimants.bulk.models import BulkStep
from claimants.registrations.models import Registration
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/beheer/claimants/bulkstep/"


@pytest.fixture
def rows():
    foundation, group = make.foundation(), make.group(name="=Groep")
    people = [make.claimant(foundation=foundation, born_on=date(1990, 1, 1)) for _ in range(3)]
    return [make.registration(claimant=person, group=group) for person in people]


@pytest.fixture
def desk(client, rows):
    sign_in(client, make.membership(foundation=rows[0].foundation, role="case_manager"))
    return client


def made(rows) -> BulkStep:
    with acting_for(rows[0].foundation):
        return BulkStep.objects.select_related("case").get()


def states(rows):
    with acting_for(rows[0].foundation):
        return list(Registration.objects.order_by("pk").values_list("state", flat=True))


def asked(rows, **values):
    return {"case": rows[0].group.case_id, "to_state": "verified"} | values


def test_the_list_of_registrations_leads_to_it_with_its_filter(desk, rows):
    case = rows[0].group.case
    response = desk.get(
        "/beheer/claimants/registration/", {"state__exact": "received", "group__case__id__exact": case.pk}
    )
    link = response.context["bulk_link"]
    assert f'href="{link.replace("&", "&amp;")}"' in response.content.decode()
    form = desk.get(link).context["adminform"].form
    assert (form.initial["from_state"], form.initial["case"]) == ("received", str(case.pk))


def test_who_may_not_choose_sees_no_way_to_it(client, rows):
    sign_in(client, make.membership(foundation=rows[0].foundation, role="helpdesk"))
    assert client.get("/beheer/claimants/registration/").context["bulk_link"] == ""
    assert client.get(f"{PAGE}add/").status_code == 403


def test_from_the_choice_to_the_way_back(desk, rows):
    response = desk.post(f"{PAGE}add/", asked(rows), follow=True)
    page = response.content.decode()
    assert rows[0].claimant.reference in page
    assert states(rows) == ["received"] * 3
    step = made(rows)
    assert desk.get(reverse("admin:claimants_bulkstep_take", args=[step.pk])).status_code == 200
    assert states(rows) == ["received"] * 3
    desk.post(reverse("admin:claimants_bulkstep_take", args=[step.pk]))
    assert desk.get(f"{PAGE}{step.pk}/change/").headers["Refresh"] == "5"
    services.carry_out()
    assert states(rows) == ["verified"] * 3
    desk.post(reverse("admin:claimants_bulkstep_undo", args=[step.pk]))
    services.carry_out()
    assert states(rows) == ["received"] * 3
    assert made(rows).state == "undone"


def test_what_is_refused_stands_at_its_question(desk, rows):
    with translation.override("en"):
        errors = desk.post(f"{PAGE}add/", asked(rows, to_state="withdrawn")).context["errors"]
        assert len(errors) == 1
        errors = desk.post(f"{PAGE}add/", asked(rows, references="noor@voorbeeld.example")).context["errors"]
        assert len(errors) == 1
    with acting_for(rows[0].foundation):
        assert not BulkStep.objects.exists()


def test_the_page_says_who_is_left_out_and_why(desk, rows):
    with acting_for(rows[0].foundation):
        Registration.objects.filter(pk=rows[0].pk).update(state="verified")
    references = "\n".join([*(row.claimant.reference for row in rows), "AAAAAAAAAAAA", "Noor"])
    asking = {"case": rows[0].group.case, "to_state": "verified", "references": references}
    step = services.propose(rows[0].foundation, **asking, by=None)
    page = desk.get(f"{PAGE}{step.pk}/change/", headers={"accept-language": "en"}).content.decode()
    assert "stood there already" in page or "stond daar al" in page
    assert "1 reference was not found" in page or "1 kenmerk is niet gevonden" in page


def test_only_somebody_else_agrees_with_many(desk, rows, client, monkeypatch):
    monkeypatch.setattr(rules, "MOST_ALONE", 2)
    desk.post(f"{PAGE}add/", asked(rows))
    step = made(rows)
    desk.post(reverse("admin:claimants_bulkstep_take", args=[step.pk]))
    approve = reverse("admin:claimants_bulkstep_approve", args=[step.pk])
    assert approve not in desk.get(f"{PAGE}{step.pk}/change/").content.decode()
    desk.post(approve)
    assert made(rows).state == "approval"
    sign_in(client, make.membership(foundation=rows[0].foundation, role="board"))
    assert approve in client.get(f"{PAGE}{step.pk}/change/").content.decode()
    client.post(approve)
    assert made(rows).state == "running"


def test_the_result_is_a_file_without_formulas_and_noted(desk, rows):
    step = services.propose(rows[0].foundation, case=rows[0].group.case, to_state="verified", by=None,
                            references=f"{rows[0].claimant.reference}\nAAAAAAAAAAAA")  # fmt: skip
    response = desk.get(f"{PAGE}{step.pk}/result.csv")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].startswith(f"{rows[0].claimant.reference};'=Groep;")
    assert lines[2] == "AAAAAAAAAAAA;;;;niet gevonden"
    assert Entry.objects.filter(action="bulk.exported").count() == 1


def test_the_page_of_a_registration_tells_which_steps_it_took_with_others(desk, rows):
    step = services.propose(rows[0].foundation, case=rows[0].group.case, to_state="verified", by=None)
    page = desk.get(f"/beheer/claimants/registration/{rows[0].pk}/change/").content.decode()
    assert str(step.public_id)[:8] in page
