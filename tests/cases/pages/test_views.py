"""What the public reads, and what it must never read."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.news.choices import Relevance
from cases.proceedings.choices import HearingState
from cases.proceedings.models import Overlay, StageEntry
from tests import make
from tests.cases.pages import world

pytestmark = pytest.mark.django_db


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def test_the_list_shows_published_cases_only(client):
    make.case(title="Zichtbare zaak")
    make.case(title="Geheime zaak", is_published=False)
    page = text(client.get("/nl/"))
    assert "Zichtbare zaak" in page
    assert "Geheime zaak" not in page


@pytest.mark.parametrize(
    "words",
    [
        "videoplein",
        "Technology Limited",
        "stichting smc",
        "C/13/702849",
        "c13702849",
        "ecli:nl:rbams:2024:83",
        "RBAMS 2024 83",
    ],
)
def test_a_case_is_found_by_name_party_number_and_ecli(client, today, words):
    world.large_case(today)
    make.case(title="Iets anders")
    page = text(client.get("/nl/", {"q": words}))
    assert "Privacyzaak Videoplein" in page
    assert "Iets anders" not in page


def test_searching_in_vain_says_so(client):
    make.case(title="Zaak")
    assert "We found nothing" in text(client.get("/en/", {"q": "onvindbaar"}))


@pytest.mark.parametrize(
    "query",
    [
        {"q": "x" * 101},
        {"q": "x" * 10_000},
        {"q": " ".join(["a"] * 1_000)},
        {"q": " ".join(["a"] * 21)},
        {"q": "a\x00b"},
        {"q": "a\x1bb"},
        {"q": "a\u202eb"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "9" * 5_000},
        {"page": "één"},
    ],
    ids=[
        "101",
        "10k",
        "1000-words",
        "21-words",
        "nul",
        "escape",
        "bidi",
        "page-0",
        "page-minus",
        "page-digits",
        "page-word",
    ],
)
def test_an_absurd_search_is_refused_with_a_sentence(client, query):
    response = client.get("/en/", query)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


def test_a_refused_search_keeps_what_was_typed(client):
    page = client.get("/nl/", {"q": "tik\x00tok " * 30}).content.decode()
    assert 'value="tiktok tiktok' in page


@pytest.mark.parametrize(
    "words", ["%", "_", "'", '"', "\\", "<script>alert(1)</script>", "{{ 7 }}", "é", "🐢", "٣", "a/b"]
)
def test_any_plain_words_may_be_searched_for(client, words):
    make.case()
    page = text(client.get("/en/", {"q": words}))
    assert "<script>alert" not in page


def test_a_page_of_the_list_that_is_not_there_is_not_found(client):
    assert client.get("/nl/", {"page": "2"}).status_code == 404


def test_the_list_is_leafed_through_with_the_search_kept(client):
    for _number in range(31):
        make.case(title="Veel zaken")
    first = text(client.get("/nl/", {"q": "veel"}))
    assert "?q=veel&amp;page=2" in first
    assert "?q=veel&amp;page=1" in text(client.get("/nl/", {"q": "veel", "page": "2"}))


@pytest.mark.parametrize(
    "page", ["", "/nieuws", "/documenten", "/vragen", "/agenda.ics", "/nieuws.atom", "/status.json"]
)
def test_an_unpublished_case_does_not_exist(client, page):
    make.case(slug="geheim", is_published=False)
    assert client.get(f"/nl/zaken/geheim{page}").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/nl/zaken/bestaat-niet",
        "/nl/zaken/%00",
        "/nl/zaken/%ff",
        "/nl/zaken/a%00b",
        "/nl/zaken/" + "x" * 10_000,
        "/nl/zaken/a/nieuws/niet-een-id",
        "/nl/zaken/a/nieuws/00000000-0000-0000-0000-000000000000",
        "/nl/stichting/niemand",
        "/nl/stichting/%ff",
        "/nl/zaken/..%2f..%2fetc%2fpasswd",
        "/de/",
        "/nl/zaken/",
    ],
)
def test_an_address_that_is_nothing_is_not_found(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "Deze pagina bestaat niet" in response.content.decode()
    assert 'lang="en"' in response.content.decode()


def test_the_case_page_answers_the_four_questions_first(client, today):
    world.large_case(today)
    page = text(client.get("/en/zaken/videozaak"))
    order = ["Where are we now?", "What happens next?", "Do I have to do something?", "All steps", "Important dates",
             "Did you sign up?", "News about this case", "Who leads the case?", "How many people?",
             "Case numbers and documents", "Contact</h2>"]  # fmt: skip
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "Videoplein privacy case" in page


def test_foundations_and_groups_that_stand_elsewhere_are_told_apart(client, today):
    world.large_case(today)
    page = text(client.get("/nl/zaken/videozaak"))
    assert "De zaak ligt even stil" in page
    assert "Er is hoger beroep" in page
    assert "Minderjarigen · AVG" in page
    assert page.count("AVG</dt>") == 3


def step(track, stage, on, **values):
    event = make.event(track, happened_on=on, **values)
    StageEntry.objects.create(track=track, stage=stage, entered_on=on, event=event)


def told_of(case, client, foundation):
    page = client.get(f"/nl/zaken/{case.slug}").context["page"]
    lines = [line for one in page.standings if one.proceeding.foundation == foundation for line in one.lines]
    card = text(client.get("/nl/"))
    return page.text, {line.part: (line.text.heading, line.since) for line in lines}, card


@pytest.fixture
def appealed():
    """Two grounds of one representative and the appeal of all, in a year; one ground on hold since."""
    case, foundation = make.case(slug="beroepszaak"), make.foundation()
    group = make.group(case=case)
    make.representation(foundation=foundation, group=group, started_on=date(2024, 1, 10))
    proceeding = make.proceeding(case=case, foundation=foundation)
    tracks = [
        make.track(
            proceeding=proceeding, group=group, claim_ground=make.claim_ground(case=case, code=code, name=code.upper())
        )
        for code in ("avg", "rest")
    ]
    for track in tracks:
        step(track, "S40_eb_appointed", date(2024, 1, 10), kind="exclusive_representative_appointed")
    event = make.event(*tracks, kind="appeal_lodged", happened_on=date(2024, 1, 1), precision="year")
    for track in tracks:
        Overlay.objects.create(track=track, code="appeal_pending", started_on=date(2024, 1, 1), event=event)
    stay = make.event(tracks[0], kind="stay_ordered", happened_on=date(2025, 10, 7))
    Overlay.objects.create(track=tracks[0], code="stayed", started_on=date(2025, 10, 7), event=stay)
    return tracks


def test_an_appeal_begun_after_the_stage_leads(client, appealed):
    proceeding = appealed[1].proceeding
    told, lines, card = told_of(proceeding.case, client, proceeding.foundation)
    assert told.heading == "Er is hoger beroep"
    assert [line for part, line in lines.items() if "REST" in part] == [("Er is hoger beroep", "2024")]
    assert "<strong>Er is hoger beroep</strong>" in card


def test_a_judgment_after_the_appeal_is_told_everywhere_with_the_appeal_beside_it(client, appealed):
    proceeding = appealed[1].proceeding
    step(appealed[1], "S65_liability_judgment", date(2026, 3, 4), kind="liability_judgment")
    told, lines, card = told_of(proceeding.case, client, proceeding.foundation)
    (line,) = [line for part, line in lines.items() if "REST" in part]
    assert told.heading == line[0] != "Er is hoger beroep"
    assert line[1] == "4 maart 2026"
    assert told.now.endswith("Er is hoger beroep.")
    assert [line[0] for part, line in lines.items() if "AVG" in part] == ["De zaak ligt even stil"]
    assert f"<strong>{told.heading}</strong>" in card
    assert '<br><span class="meta">Er is hoger beroep</span>' in text(client.get("/nl/zaken/beroepszaak"))


def test_an_appeal_does_not_hide_that_there_is_a_choice(client, appealed, today):
    proceeding, last_day = appealed[1].proceeding, today + timedelta(days=9)
    step(appealed[1], "S46_opt_out_window", today, kind="opt_out_window_set", court_set_on=last_day)
    told, lines, card = told_of(proceeding.case, client, proceeding.foundation)
    assert told.asks_action
    assert str(last_day.year) in told.now
    assert (told.heading, True) in [(line[0], "REST" in part) for part, line in lines.items()]
    assert f"<strong>{told.heading}</strong>" in card


def test_a_case_with_one_track_is_told_once(client):
    make.in_stage("S60_merits", proceeding=make.proceeding(case=make.case(slug="een")))
    assert "Per foundation and group" not in text(client.get("/en/zaken/een"))


def test_steps_say_in_words_where_the_case_is(client):
    make.in_stage("S60_merits", proceeding=make.proceeding(case=make.case(slug="een")))
    page = text(client.get("/nl/zaken/een"))
    assert page.count('aria-current="step"') == 1
    assert "Hier staat de zaak nu" in page
    assert "Deze stap is klaar" in page
    assert "Deze stap komt nog" in page


def test_what_nobody_knows_is_said_to_be_unknown(client):
    make.case(slug="leeg", title="Lege zaak")
    page = text(client.get("/en/zaken/leeg"))
    assert "We do not know yet how far this case is" in page
    for words in ("Against: unknown", "Case number: unknown.", "Last checked: date unknown", "Unknown."):
        assert words in page
    assert "None" not in page


def test_a_window_asks_for_a_choice_until_its_last_day_and_not_after(client, today):
    world.choosing_case(today)
    page = text(client.get("/nl/zaken/keuzezaak"))
    assert 'class="action"' in page
    assert "Er is tijd om te kiezen" in page
    assert "There is something to choose" in text(client.get("/en/"))


def test_a_window_that_has_closed_is_told_in_the_past(client, today):
    world.choosing_case(today - timedelta(days=1))
    page = text(client.get("/nl/zaken/keuzezaak"))
    assert 'class="action"' not in page
    assert "De tijd om te kiezen is voorbij" in page
    assert "There is something to choose" not in text(client.get("/en/"))


def test_dates_are_told_in_the_tense_of_today(client, today):
    case = make.case(slug="data")
    court = make.court()
    hearing = make.hearing(case=case, planned_on=today + timedelta(days=9), court=court)
    make.hearing_move(hearing, from_on=date(2020, 1, 2))
    make.hearing(case=case, planned_on=date(2021, 3, 4))
    make.hearing(case=case, planned_on=date(2021, 3, 5), state=HearingState.HELD)
    make.hearing(case=case, planned_on=date(2021, 3, 6), state=HearingState.CANCELLED)
    make.deadline(case=case, ends_on=today, is_public=True, is_provisional=True)
    make.deadline(case=case, ends_on=date(2021, 3, 7), is_public=True)
    page = text(client.get("/en/zaken/data"))
    for words in (
        "The hearing is on",
        "First it was planned for 2 January 2020.",
        "planned for 4 March 2021. We do not know yet",
        "The hearing was on 5 March 2021.",
        "The hearing of 6 March 2021 is cancelled.",
        "This can be done up to and including",
        "This date can still change.",
        "This could be done up to and including 7 March 2021.",
    ):
        assert words in page, words


def test_what_staff_keep_to_themselves_is_nowhere(client, today):
    case = make.case(slug="stil")
    track = make.in_stage("S35_admissibility", proceeding=make.proceeding(case=case), event={"is_public": False})
    make.event(track, kind="settlement_approved", is_public=False, summary="Geheime gebeurtenis")
    make.event(track, kind="hearing_held", note="Geheime notitie", summary="Openbaar")
    make.hearing(case=case, subject="Geheime zitting", is_public=False)
    make.deadline(case=case, title="Geheime termijn")
    make.document(case=case, title="Geheim stuk", is_published=False)
    make.news_item(about=case, title="Geheim nieuws", is_published=False)
    make.news_item(about=case, title="Geheime ruis", relevance=Relevance.UNDECIDED)
    make.news_item(about=case, title="Open nieuws", body="Geheime volle tekst")
    make.ruling(case=case, outcome="Geheime uitspraak", is_published=False)
    for address in ("", "/nieuws", "/documenten", "/agenda.ics", "/nieuws.atom", "/status.json"):
        page = text(client.get(f"/nl/zaken/stil{address}"))
        assert "eheim" not in page, address
    assert "Wij weten nog niet hoe ver" in text(client.get("/nl/zaken/stil"))


def test_a_foundation_tells_what_is_known_and_what_is_not(client):
    known = make.foundation(slug="smc", seat="Oegstgeest")
    make.proceeding(case=make.case(title="Haar zaak"), foundation=known)
    make.funding(foundation=known, share_percentage=15)
    page = text(client.get("/en/stichting/smc"))
    for words in ("Oegstgeest", "Haar zaak", "15% of the result", "unknown"):
        assert words in page


def test_a_foundation_without_a_public_case_is_not_found(client):
    hidden = make.foundation(slug="stil")
    make.proceeding(case=make.case(is_published=False), foundation=hidden)
    assert client.get("/nl/stichting/stil").status_code == 404


@pytest.mark.parametrize("page", ["contact", "privacy", "toegankelijkheid"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_about_the_site_open(client, language, page):
    assert "mailto:" in text(client.get(f"/{language}/{page}"))


def test_frequent_questions_answer_whether_i_am_bound(client):
    make.case(slug="zaak")
    page = text(client.get("/nl/zaken/zaak/vragen"))
    assert "Ben ik gebonden als ik niets doe?" in page
    assert "Wat is een collectieve actie?" in page


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_are_only_read(client, method):
    make.case(slug="zaak")
    assert getattr(client, method)("/nl/zaken/zaak").status_code == 405


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_error_pages_need_no_context_and_speak_both_languages(status):
    from django.template.loader import get_template

    page = get_template(f"{status}.html").render()
    assert '<html lang="nl">' in page
    assert '<div lang="en">' in page
    assert "{" not in page


def test_an_address_without_a_language_leads_to_one(client):
    make.case(slug="zaak")
    assert client.get("/zaken/zaak", headers={"accept-language": "en"}).headers["Location"] == "/en/zaken/zaak"


def test_a_number_that_may_be_of_two_foundations_is_told_once_with_both(client):
    case = make.case(slug="zaak")
    for short in ("SMC", "STBYP"):
        proceeding = make.proceeding(case=case, foundation=make.foundation(short_name=short))
        make.docket_number(proceeding=proceeding, number=world.NUMBER)
    page = text(client.get("/nl/zaken/zaak"))
    assert page.count(world.NUMBER) == 1
    assert f"{world.NUMBER} · SMC, STBYP" in page
