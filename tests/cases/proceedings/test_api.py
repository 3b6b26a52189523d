from datetime import date

import pytest

from cases.core.dates import Precision
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/court-cases/tiktok/events"


@pytest.fixture
def case():
    return make.case(slug="tiktok")


def test_an_event_tells_what_happened_when_and_for_whom(client, case):
    proceeding = make.proceeding(case=case)
    group = make.group(case=case, name="Kinderen")
    make.event(
        make.track(proceeding=proceeding, group=group), kind="writ_served", happened_on=date(2021, 6, 2),
        court=make.court(), summary="De zaak begon.", source="register", appellant=proceeding.foundation,
    )  # fmt: skip

    (told,) = client.get(ADDRESS).json()["results"]

    assert (told["kind"], told["happenedOn"], told["precision"]) == ("writ_served", "2021-06-02", "day")
    assert told["name"] == {"nl": "dagvaarding uitgebracht", "en": "writ served"}
    assert told["article"] == "art. 1018c lid 1 Rv"
    assert told["summary"] == {"nl": "De zaak begon.", "en": None}
    assert told["tracks"][0]["foundation"]["slug"] == proceeding.foundation.slug
    assert told["tracks"][0]["group"]["name"]["nl"] == "Kinderen"
    assert told["tracks"][0]["defendant"] is None
    assert told["appellant"] == proceeding.foundation.name


def test_what_staff_keep_to_themselves_is_not_told(client, case):
    event = make.event(case=case, note="Alleen voor ons", correction_reason="", source="")

    answer = client.get(ADDRESS)

    assert "Alleen voor ons" not in answer.content.decode()
    assert answer.json()["results"][0]["id"] == str(event.public_id)


def test_hidden_corrected_and_withdrawn_events_are_left_out(client, case):
    make.event(case=case, is_public=False)
    make.event(case=case, is_withdrawn=True)
    wrong = make.event(case=case)
    right = make.event(case=case, corrects=wrong)

    assert [event["id"] for event in client.get(ADDRESS).json()["results"]] == [str(right.public_id)]


def test_the_latest_comes_first_and_an_unknown_day_last(client, case):
    make.event(case=case, happened_on=None, precision=Precision.UNKNOWN)
    make.event(case=case, happened_on=date(2023, 1, 1), precision=Precision.YEAR)
    make.event(case=case, happened_on=date(2024, 5, 1), precision=Precision.MONTH)

    first = client.get(f"{ADDRESS}?limit=2").json()
    second = client.get(first["next"]).json()

    assert [event["happenedOn"] for event in first["results"] + second["results"]] == ["2024-05", "2023", None]


def test_an_event_of_a_kind_that_is_gone_keeps_its_code(client, case):
    make.event(case=case, kind="long_gone")

    (told,) = client.get(ADDRESS).json()["results"]

    assert told["name"] == {"nl": "long_gone", "en": None}
    assert told["article"] is None
