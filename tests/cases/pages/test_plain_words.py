"""What the public reads about stages, steps and last days is true and plain."""

from datetime import date

import pytest
from django.utils import timezone

from tests import make

pytestmark = pytest.mark.django_db


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def test_a_last_day_that_lapsed_is_cancelled_before_it_and_past_after_it(client, today):
    case = make.case()
    make.deadline(case=case, ends_on=date(2022, 1, 4), state="lapsed", is_public=True)
    make.deadline(case=case, ends_on=today, state="lapsed", is_public=True)
    said = text(client.get(f"/nl/zaken/{case.slug}"))
    assert "Dit kon tot en met 4 januari 2022." in said
    assert "De datum 4 januari 2022 geldt niet meer" not in said
    assert "geldt niet meer" in said


def test_a_last_day_of_the_law_has_a_title_in_plain_words(client, today):
    case = make.case()
    make.deadline(case=case, title="Concurrerende vorderingen", term="D03", ends_on=date(2022, 1, 4), is_public=True)
    for language, words in (
        ("nl", "Andere stichtingen konden ook een zaak beginnen"),
        ("en", "Other foundations could start a case too"),
    ):
        page = text(client.get(f"/{language}/zaken/{case.slug}"))
        assert words in page
        assert "Concurrerende vorderingen" not in page
    assert "Andere stichtingen konden" in client.get(f"/nl/zaken/{case.slug}/agenda.ics").content.decode()


@pytest.mark.parametrize(("regime", "is_told"), [("wca", False), ("wamca", True)])
def test_a_case_under_the_law_before_2020_shows_no_steps_that_law_lacks(client, regime, is_told):
    case = make.case()
    ground = make.claim_ground(case=case, regime=regime)
    make.in_stage("S60_merits", proceeding=make.proceeding(case=case), claim_ground=ground)
    said = text(client.get(f"/nl/zaken/{case.slug}"))
    assert "De rechter bekijkt de zaak" in said
    assert ("Wachten op andere stichtingen" in said) is is_told
    assert ("De rechter kiest wie de zaak leidt" in said) is is_told


def test_a_foundation_that_was_admitted_is_no_longer_asked_whether_it_may(client):
    case = make.case()
    proceeding = make.proceeding(case=case)
    make.in_stage("S35_admissibility", proceeding=proceeding, event={"kind": "admissible"})
    for address in (f"/nl/zaken/{case.slug}", "/nl/"):
        assert "De stichting mag voor de groep opkomen" in text(client.get(address))
    assert client.get(f"/nl/zaken/{case.slug}").context["page"].text.heading == "De stichting mag voor de groep opkomen"
