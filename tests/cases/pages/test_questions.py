"""The questions page of a case: answers that follow from the case itself."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import make
from tests.cases.pages import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def page_of(client, slug="zaak", language="nl"):
    return text(client.get(f"/{language}/zaken/{slug}/vragen"))


def test_who_acts_and_who_pays_follow_from_the_case(client, today):
    world.large_case(today)
    page = page_of(client, "videozaak")
    assert "Voor minderjarigen: STBYP leidt de zaak." in page
    assert "betaalt de zaak van STBYP. Bij winst krijgt" in page
    assert "15%." in page
    assert "For minors: STBYP leads the case." in page_of(client, "videozaak", "en")


def test_what_is_unknown_is_said_to_be_unknown(client):
    make.group(case=make.case(slug="zaak"), name="bewoners")
    page = page_of(client)
    for sentence in (
        "Voor bewoners: nog niemand gekozen, of wij weten het niet.",
        "De rechter heeft nog geen dag bepaald, of wij weten die niet.",
        "Dat weten wij niet. De rechter bepaalt het tempo.",
        "Wij weten niet wie er meedoet.",
    ):
        assert sentence in page


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(3, "U kunt kiezen tot en met"), (-3, "De tijd is voorbij.")],
    ids=["a day to come", "a day that passed"],
)
def test_the_last_day_to_choose_follows_the_clock(client, today, days, sentence):
    track = make.in_stage("S46_opt_out_window", proceeding=make.proceeding(case=make.case(slug="zaak")))
    make.event(track, kind="opt_out_window_set", court_set_on=today + timedelta(days=days))
    assert sentence in page_of(client)


def test_contact_and_an_honest_share(client, today):
    group = make.group(case=make.case(slug="zaak"), name="bewoners")
    foundation = make.foundation(short_name="SOMI", email="post@somi.example")
    make.representation(group=group, foundation=foundation)
    make.funding(foundation=foundation, share_percentage=None)
    page = page_of(client)
    assert "post@somi.example" in page
    assert "Het deel bij winst weten wij niet." in page
