from datetime import UTC, date, datetime

import pytest

from cases.core.dates import Precision
from cases.dossier.models import Case
from cases.proceedings.models import CourtEvent, StageEntry
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/court-cases"


def slugs(client, query=""):
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200, answer.content
    return [case["slug"] for case in answer.json()["results"]]


def standing_in(case, stage):
    track = make.track(proceeding=make.proceeding(case=case))
    event = make.event(track)
    StageEntry.objects.create(track=track, stage=stage, entered_on=event.happened_on, event=event)
    return track


def test_only_published_cases_are_listed_by_title(client):
    make.case(slug="b", title="Beta")
    make.case(slug="a", title="Alfa")
    make.case(slug="c", is_published=False)

    assert slugs(client) == ["a", "b"]
    assert slugs(client, "sort=-title") == ["b", "a"]


def test_a_case_tells_its_parties_numbers_and_stage(client):
    case = make.case(slug="tiktok", title="De zaak", title_en="The case", concern=make.concern(name="TikTok"))
    track = standing_in(case, "S35_admissibility")
    make.docket_number(proceeding=track.proceeding, number="C/13/702849 / HA ZA 21-526", court=make.court())
    defendant = make.defendant_in(case)

    told = client.get(ADDRESS).json()["results"][0]

    assert told["title"] == {"nl": "De zaak", "en": "The case"}
    assert told["concern"]["name"] == "TikTok"
    assert told["headline"]["stage"]["short"] == "S35"
    assert told["headline"]["since"] == "2024-01-10"
    assert told["defendants"][0]["slug"] == defendant.slug
    assert told["proceedings"][0]["docketNumbers"][0]["number"] == "C/13/702849 / HA ZA 21-526"
    assert told["proceedings"][0]["docketNumbers"][0]["court"]["code"] == "RBAMS"


def test_what_nobody_knows_is_null(client):
    make.case()

    told = client.get(ADDRESS).json()["results"][0]

    assert told["title"]["en"] is None
    assert told["headline"]["stage"] is told["headline"]["since"] is told["concern"] is told["checkedOn"] is None


@pytest.mark.parametrize(
    "spelling",
    [
        "ECLI:NL:RBAMS:2024:83", "ecli:nl:rbams:2024:83", "ECLI%3ANL%3ARBAMS%3A2024%3A83", "ECLI NL RBAMS 2024 83",
        "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:RBAMS:2024:83", "RBAMS:2024:83",
    ],
)  # fmt: skip
def test_a_case_is_found_by_its_ecli_in_any_spelling(client, spelling):
    make.ruling(case=make.case(slug="found"), ecli="ECLI:NL:RBAMS:2024:83")
    make.ruling(case=make.case(slug="other"), ecli="ECLI:NL:RBAMS:2023:7")

    answer = client.get(ADDRESS, {"q": spelling})

    assert [case["slug"] for case in answer.json()["results"]] == ["found"]


@pytest.mark.parametrize(
    ("number", "spelling"),
    [
        ("C/13/702849 / HA ZA 21-526", "C/13/702849 / HA ZA 21-526"),
        ("C/13/702849 / HA ZA 21-526", "c13/702849 ha za 21-526"),
        ("C/13/702849 / HA ZA 21-526", "C-13-702849-HA ZA 21-526"),
        ("C/13/702849 / HA ZA 21-526", "702849"),
        ("C/13/702849 / HA ZA 21-526", "HA ZA 21-526"),
        ("C/13/702849 / HA ZA 21-526", "HAZA 21–526"),
        ("200.328.753/01", "200.328.753"),
        ("200.328.753/01", "200328753/01"),
        ("C-34/24", "c-34/24"),
        ("6383016 RL EXPL 17-25513", "rl expl 17-25513"),
    ],
)
def test_a_case_is_found_by_its_docket_number_in_any_spelling(client, number, spelling):
    make.docket_number(proceeding=make.proceeding(case=make.case(slug="found")), number=number)
    make.docket_number(proceeding=make.proceeding(case=make.case(slug="other")), number="C/10/123456 / HA ZA 19-1")

    answer = client.get(ADDRESS, {"q": spelling})

    assert [case["slug"] for case in answer.json()["results"]] == ["found"]


def test_a_case_is_found_when_every_word_occurs_somewhere(client):
    case = make.case(slug="found", title="Minderjarigen tegen TikTok")
    make.proceeding(case=case, foundation=make.foundation(name="Stichting Massaschade"))
    make.case(slug="other", title="Minderjarigen tegen iets anders")

    assert slugs(client, "q=massaschade+minderjarigen") == ["found"]
    assert set(slugs(client, "q=minderjarigen")) == {"other", "found"}
    assert slugs(client, "q=100%25") == slugs(client, "q=onvindbaar") == []


def test_a_hidden_ruling_finds_nothing(client):
    make.ruling(case=make.case(), ecli="ECLI:NL:RBAMS:2024:83", is_published=False)

    assert slugs(client, "q=ECLI:NL:RBAMS:2024:83") == []


@pytest.mark.parametrize("phase", ["S46", "S46_opt_out_window"])
def test_cases_are_found_by_the_stage_they_are_in(client, phase):
    standing_in(make.case(slug="choosing"), "S46_opt_out_window")
    standing_in(make.case(slug="waiting"), "S20_waiting_period")

    assert slugs(client, f"phase={phase}") == ["choosing"]


def test_a_hidden_event_gives_no_stage_away(client):
    standing_in(make.case(slug="settling"), "S50_settlement_attempt")
    CourtEvent.objects.update(is_public=False)

    assert slugs(client, "phase=S50") == []


def test_cases_are_found_by_foundation_and_by_defendant(client):
    case = make.case(slug="found")
    proceeding = make.proceeding(case=case)
    defendant = make.defendant_in(case)
    make.proceeding()

    assert slugs(client, f"foundation={proceeding.foundation.slug}") == ["found"]
    assert slugs(client, f"defendant={defendant.slug}") == ["found"]
    assert slugs(client, f"foundation={proceeding.foundation.slug}&defendant=nobody") == []


def test_a_case_counts_as_changed_when_something_public_of_it_changed(client):
    old, new = make.case(slug="old"), make.case(slug="new")
    long_ago = datetime(2020, 1, 1, 12, 0, tzinfo=UTC)
    Case.objects.update(changed_at=long_ago)
    make.event(case=new)
    hidden = make.event(case=old, is_public=False)

    assert hidden.changed_at > long_ago
    assert slugs(client, "updatedAfter=2020-01-01T12:00:00Z") == ["new"]
    assert slugs(client, "updatedAfter=2020-01-01T12:59:59%2B01:00") == ["old", "new"]
    assert slugs(client, "sort=-updatedAt") == ["new", "old"]
    assert client.get(f"{ADDRESS}/old").json()["updatedAt"] == "2020-01-01T12:00:00Z"
    assert slugs(client, "sort=updatedAt&limit=1") == ["old"]


def test_a_walk_by_last_change_gives_every_case_once(client):
    expected = {make.case().slug for _ in range(5)}
    seen, address = [], f"{ADDRESS}?sort=-updatedAt&limit=2"
    while address:
        body = client.get(address).json()
        seen += [case["slug"] for case in body["results"]]
        address = body["next"]

    assert len(seen) == 5
    assert set(seen) == expected


def test_one_case_tells_where_each_track_stands(client):
    case = make.case(slug="tiktok")
    track = standing_in(case, "S60_merits")
    track.group = make.group(case=case, name="Kinderen")
    track.save()
    make.representation(group=track.group, foundation=track.proceeding.foundation)

    told = client.get(f"{ADDRESS}/tiktok").json()

    state = told["tracks"][0]
    assert state["stage"]["code"] == "S60_merits"
    assert state["enteredOn"] == "2024-01-10"
    assert state["track"]["group"]["name"]["nl"] == "Kinderen"
    assert state["track"]["claimGround"] is None
    assert state["leads"] is True
    assert told["documents"] == told["claimGrounds"] == []


@pytest.mark.parametrize("part", ["", "/timeline", "/events", "/deadlines", "/groups", "/news", "/rulings", "/numbers"])
def test_an_unpublished_case_does_not_exist_outside(client, part):
    hidden = make.case(slug="hidden", is_published=False)

    for name in ("hidden", hidden.public_id):
        assert client.get(f"{ADDRESS}/{name}{part}").status_code == 404


def test_the_timeline_holds_all_kinds_in_order_and_as_precise_as_known(client):
    case = make.case(slug="tiktok", concern=make.concern())
    make.event(case=case, happened_on=date(2024, 3, 1), precision=Precision.MONTH)
    make.ruling(case=case, ecli="ECLI:NL:RBAMS:2025:1", decided_on=date(2025, 2, 1))
    make.news_item(
        about=case, title="Nieuws", event_on=None, published_on=date(2023, 1, 1), url="https://krant.example"
    )

    items = client.get(f"{ADDRESS}/tiktok/timeline").json()["results"]

    assert [(item["kind"], item["on"]) for item in items] == [
        ("ruling", "2025-02-01"), ("event", "2024-03"), ("news", "2023-01"),
    ]  # fmt: skip
    assert items[0]["source"] == "ECLI:NL:RBAMS:2025:1"
    assert items[2]["url"] == "https://krant.example"


def test_the_timeline_comes_in_pages(client):
    case = make.case(slug="tiktok")
    for day in range(1, 6):
        make.event(case=case, happened_on=date(2024, 1, day))

    first = client.get(f"{ADDRESS}/tiktok/timeline?limit=3").json()
    second = client.get(first["next"]).json()

    days = [item["on"] for item in first["results"] + second["results"]]
    assert days == [f"2024-01-0{day}" for day in (5, 4, 3, 2, 1)]
    assert second["next"] is None
