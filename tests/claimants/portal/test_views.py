import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.core.tenancy import acting_for
from cases.proceedings.models import StageEntry
from claimants.registrations.models import Registration
from tests import make
from tests.portal_door import ADDRESS, sign_in

pytestmark = pytest.mark.django_db


def page(client, registration, language="nl"):
    return client.get(f"/{language}/mijn/{registration.public_id}/")


@pytest.mark.parametrize("path", ["/nl/mijn/", "/nl/mijn/00000000-0000-4000-8000-000000000000/", "/en/mijn/"])
def test_without_signing_in_there_is_the_sign_in_page(client, path):
    response = client.get(path)
    assert response.status_code == 302
    assert response.url.startswith(f"{path[:3]}/inloggen?next=%2F")


def test_one_case_only_opens_at_once(inside, mine):
    assert inside.get("/nl/mijn/").url == f"/nl/mijn/{mine.public_id}/"


def test_nobody_joined_anything_yet(inside):
    assert "/nl/" in inside.get("/nl/mijn/").content.decode()


def test_several_are_cards_with_names(inside, noor, mine):
    child = make.claimant(foundation=noor.foundation, email="", called_name="Sam", born_on=date(2013, 11, 1))
    make.guardianship(minor=child, guardian=noor)
    theirs = make.registration(claimant=child)
    text = inside.get("/nl/mijn/").content.decode()
    for one in (mine, theirs):
        assert f"/nl/mijn/{one.public_id}/" in text
    assert "Sam" in text


def test_my_case_in_the_order_of_the_questions(inside, mine):
    case = mine.group.case
    track = make.track(proceeding=make.proceeding(case=case, foundation=mine.foundation), group=mine.group)
    event = make.event(track, happened_on=date(2026, 1, 7))
    StageEntry.objects.create(track=track, stage="S60_merits", entered_on=date(2026, 1, 7), event=event)
    make.hearing(case=case, planned_on=date(2030, 12, 13))
    make.news_item(about=case, title="Zitting gepland")
    text = page(inside, mine).content.decode()
    reference = mine.claimant.reference
    shown = "\N{NO-BREAK SPACE}".join([reference[:4], reference[4:8], reference[8:]])
    parts = [
        shown,
        f"<h1>{case.title}",
        "De rechter bekijkt de zaak", "Daarna maakt de rechter een vonnis", "13 december 2030",
        'aria-current="step"', "n***@voorbeeld.example", "Zitting gepland", mine.foundation.name,
    ]  # fmt: skip
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places[:-1] == sorted(places[:-1])
    assert ADDRESS not in text


def test_the_page_says_out_loud_that_nothing_needs_doing(inside, mine):
    assert '<section class="action"' not in page(inside, mine).content.decode()


def test_an_open_action_comes_before_everything(inside, noor):
    waiting = make.registration(claimant=noor, state="email_unconfirmed")
    text = page(inside, waiting).content.decode()
    assert text.index('<section class="action"') < text.index('<section class="status"')
    assert "Bevestig uw e-mailadres" in text


def test_confirming_is_one_press_and_happens_once(inside, noor):
    waiting = make.registration(claimant=noor, state="email_unconfirmed")
    for _ in range(2):
        response = inside.post(f"/nl/mijn/{waiting.public_id}/bevestigen")
        assert response.url == f"/nl/mijn/{waiting.public_id}/"
    with acting_for(noor.foundation):
        assert Registration.objects.get().state == "received"


def test_a_parent_agrees_for_a_child_but_a_child_does_not(client, noor):
    child = make.claimant(foundation=noor.foundation, email="kind@voorbeeld.example", born_on=date(2013, 1, 1))
    make.guardianship(minor=child, guardian=noor)
    waiting = make.registration(claimant=child, state="guardian_pending")
    sign_in(client, noor.foundation, address="kind@voorbeeld.example")
    client.post(f"/nl/mijn/{waiting.public_id}/bevestigen")
    with acting_for(noor.foundation):
        assert Registration.objects.get().state == "guardian_pending"
    sign_in(client, noor.foundation)
    client.post(f"/nl/mijn/{waiting.public_id}/bevestigen")
    with acting_for(noor.foundation):
        assert Registration.objects.get().state == "received"


class TestNotMine:
    """T01, P12: what is not mine answers as what does not exist, byte for byte."""

    @pytest.fixture
    def others(self, noor, mine):
        return {
            "another file": make.registration(group=mine.group).public_id,
            "the same file": make.registration(claimant=make.claimant(foundation=noor.foundation)).public_id,
            "my own in a file not opened": make.registration(claimant=make.claimant(email=ADDRESS)).public_id,
        }

    @pytest.mark.parametrize("method", ["get", "head"])
    def test_foreign_is_missing(self, inside, others, method):
        missing = getattr(inside, method)(f"/nl/mijn/{uuid4()}/")
        for public_id in others.values():
            foreign = getattr(inside, method)(f"/nl/mijn/{public_id}/")
            assert (foreign.status_code, foreign.content) == (404, missing.content)
            assert dict(foreign.headers) == dict(missing.headers)

    @pytest.mark.parametrize("text", ["1", "x" * 5000, "%00", "%ff", "..", "{0}", "urn:uuid:0", "0" * 32, "-1", "٣"])
    def test_any_other_text_is_missing_too(self, inside, mine, text):
        assert inside.get(f"/nl/mijn/{text}/").content == inside.get(f"/nl/mijn/{uuid4()}/").content

    def test_another_spelling_of_my_own_id_is_missing(self, inside, mine):
        for text in (str(mine.public_id).upper(), mine.public_id.hex, f"{{{mine.public_id}}}"):
            assert inside.get(f"/nl/mijn/{text}/").status_code == (200 if text == str(mine.public_id) else 404)

    def test_foreign_and_missing_ask_the_same_queries(self, inside, others):
        counts = set()
        for public_id in [uuid4(), *others.values()]:
            with CaptureQueriesContext(connection) as queries:
                inside.get(f"/nl/mijn/{public_id}/")
            counts.add(len(queries))
        assert len(counts) == 1

    def test_nothing_foreign_can_be_confirmed(self, inside, noor):
        stranger = make.registration(state="email_unconfirmed")
        assert inside.post(f"/nl/mijn/{stranger.public_id}/bevestigen").status_code == 404
        with acting_for(stranger.foundation):
            assert Registration.objects.get().state == "email_unconfirmed"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_personal_pages_are_kept_nowhere_and_load_nothing_from_elsewhere(inside, mine, language):
    for response in (page(inside, mine, language), inside.get(f"/{language}/mijn/{uuid4()}/")):
        text = response.content.decode()
        assert response.headers["Cache-Control"] == "no-store"
        assert 'content="noindex, nofollow"' in text
        assert not re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="https?://(?!testserver)', text)
        assert re.findall(r"<script[^>]*>", text) == ['<script src="/static/site/session.js" defer>']
        assert "style=" not in text


def test_t10_names_and_titles_are_text(client):
    nasty = "<script>alert(1)</script>{{7*7}}'\""
    noor = make.claimant(email=ADDRESS, full_name=nasty, called_name=nasty[:100])
    mine = make.registration(claimant=noor, group=make.group(case=make.case(title=nasty), name=nasty[:120]))
    make.registration(claimant=noor, group=make.group(case=make.case(title=nasty)))
    sign_in(client, noor.foundation)
    for text in (page(client, mine).content.decode(), client.get("/nl/mijn/").content.decode()):
        assert "<script>" not in text
        assert "&lt;script&gt;" in text


@pytest.mark.parametrize("name", ["O'Brien-ʻŌ", "王", "A" * 200, "Zoë 🎈"])
def test_p15_names_are_shown_as_written(client, name):
    noor = make.claimant(email=ADDRESS, full_name=name)
    mine = make.registration(claimant=noor)
    sign_in(client, noor.foundation)
    text = page(client, mine).content.decode()
    assert name.replace("'", "&#x27;") in text


def test_a_page_costs_eight_queries_and_keeping_the_session(inside, mine):
    for _ in range(5):
        make.registration(claimant=mine.claimant)
        make.news_item(about=mine.group.case)
    with CaptureQueriesContext(connection) as queries:
        assert page(inside, mine).status_code == 200
    asked = [one["sql"] for one in queries if one["sql"].startswith("SELECT") and "set_config" not in one["sql"]]
    assert len(asked) <= 8, asked
