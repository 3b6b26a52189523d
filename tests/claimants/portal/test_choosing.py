from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cases.core.pdf import is_possible
from cases.core.tenancy import acting_for
from claimants.declarations.models import Declaration, RegistryNote
from claimants.proofs.models import Proof
from tests import make, make_papers
from tests.pdf import laid_open
from tests.portal_door import sign_in, turn_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def window(mine):
    now = timezone.now()
    court = make.court(registry_address="Postbus 84500\n1080 BN Amsterdam")
    return make.window(
        group=mine.group, court=court, opens_at=now - timedelta(days=9), closes_at=now + timedelta(days=9)
    )


def address(registration, page=""):
    return f"/nl/mijn/{registration.public_id}/keuze{page and '/'}{page}"


def declared(registration):
    with acting_for(registration.foundation):
        return list(Declaration.objects.all())


def tell(client, registration):
    page = client.get(address(registration, "doorgeven"))
    opened = page.context["opened"]
    return client.post(address(registration, "doorgeven"), {"is_understood": "on", "opened": opened})


def test_without_a_window_there_is_nothing_to_choose(inside, mine):
    text = inside.get(address(mine)).content.decode()
    assert "keuze/doorgeven" not in text
    assert inside.get(address(mine, "doorgeven")).url == address(mine)


def test_before_it_opens_it_says_when(inside, mine):
    make.window(group=mine.group, opens_at=datetime(2030, 1, 7, tzinfo=UTC), closes_at=datetime(2030, 6, 3, tzinfo=UTC))
    text = inside.get(address(mine)).content.decode()
    assert "7 januari 2030" in text
    assert "keuze/doorgeven" not in text
    assert inside.get(address(mine, "brief-tekst")).status_code == 404


def test_while_it_is_open_there_are_two_equal_blocks_and_a_last_day(inside, mine, window):
    text = inside.get(address(mine)).content.decode()
    assert text.count('<section class="card" aria-labelledby=') == 2
    assert "keuze/doorgeven" in text
    assert "zes maanden" in text


def test_one_tells_it_after_a_check_and_is_not_done_yet(inside, mine, window):
    assert inside.post(address(mine, "doorgeven"), {"opened": "x"}).status_code == 200
    assert declared(mine) == []
    assert tell(inside, mine).url == address(mine)
    text = inside.get(address(mine)).content.decode()
    for part in ("nog niet klaar", "Ik doe niet mee aan de zaak", "Postbus 84500", "op tijd", "keuze/brief"):
        assert part in text
    assert [one.is_in_time for one in declared(mine)] == [True]


def test_p07_p11_twice_and_from_two_devices_is_once(inside, mine, window):
    other = Client()
    sign_in(other, mine.foundation)
    pages = [one.get(address(mine, "doorgeven")) for one in (inside, other)]
    for browser, page in [*zip((inside, other), pages, strict=True), (inside, pages[0])]:
        typed = {"is_understood": "on", "opened": page.context["opened"]}
        assert browser.post(address(mine, "doorgeven"), typed).url == address(mine)
    assert len(declared(mine)) == 1
    assert inside.get(address(mine, "doorgeven")).url == address(mine)


def test_p09_too_late_is_kept_and_marked_and_said(inside, mine, window):
    type(window).objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    tell(inside, mine)
    assert [one.is_in_time for one in declared(mine)] == [False]
    assert "te laat" in inside.get(address(mine)).content.decode()


def test_p08_a_code_that_grew_old_while_reading_costs_nobody_the_day(inside, mine, window):
    opened = inside.get(address(mine, "doorgeven")).context["opened"]
    turn_back(inside, proven=20 * 60)
    assert inside.get(address(mine, "doorgeven")).url == "/nl/inloggen/bevestigen"
    inside.post(address(mine, "doorgeven"), {"is_understood": "on", "opened": opened})
    assert len(declared(mine)) == 1


def test_a_forged_or_foreign_proof_of_having_read_it_is_none(inside, mine, sam, window):
    opened = inside.get(address(sam, "doorgeven")).context["opened"]
    turn_back(inside, proven=20 * 60)
    for text in (opened, "x", ""):
        answer = inside.post(address(mine, "doorgeven"), {"is_understood": "on", "opened": text})
        assert answer.url == "/nl/inloggen/bevestigen"
    assert declared(mine) == []


def test_the_letter_as_text_and_as_a_tagged_pdf(inside, mine, window):
    text = inside.get(address(mine, "brief-tekst"))
    assert "Noor Bakker" in text.content.decode()
    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    if is_possible():
        answer = inside.get(address(mine, "brief"))
        assert answer.content.startswith(b"%PDF")
        assert b"/StructTreeRoot" in laid_open(answer.content)


def test_the_receipt_on_paper_and_as_a_file(inside, mine, window):
    assert inside.get(address(mine, "ontvangstbewijs")).status_code == 404
    tell(inside, mine)
    assert mine.claimant.reference in inside.get(address(mine, "ontvangstbewijs-bestand")).content.decode()
    if is_possible():
        assert inside.get(address(mine, "ontvangstbewijs")).content.startswith(b"%PDF")


def test_a_parent_chooses_for_a_child_and_it_is_the_child_s_choice(inside, mine, sam, window):
    tell(inside, sam)
    assert [one.claimant_id for one in declared(mine)] == [sam.claimant_id]


def shown_posted(client, registration, *, content=None, **typed):
    content = make_papers.picture().read() if content is None else content
    on = {"posted_day": "2", "posted_month": "11", "posted_year": "2026"} | typed
    return client.post(address(registration, "verstuurd"), on | {"file": SimpleUploadedFile("bon.png", content)})


def notes(registration):
    with acting_for(registration.foundation):
        return list(RegistryNote.objects.values_list("kind", "happened_on", "evidence_sha256"))


def test_proof_of_posting_is_kept_and_its_checksum_stands_in_the_ledger(inside, mine, window):
    tell(inside, mine)
    assert "keuze/verstuurd" in inside.get(address(mine)).content.decode()
    assert shown_posted(inside, mine).url == address(mine)
    with acting_for(mine.foundation):
        kept = Proof.objects.get()
    assert notes(mine) == [("posted", date(2026, 11, 2), kept.sha256)]
    text = inside.get(address(mine)).content.decode()
    assert "U heeft uw brief verstuurd." in text
    assert "keuze/verstuurd" not in text


def test_proof_of_posting_sent_twice_is_noted_once(inside, mine, window):
    tell(inside, mine)
    for _ in range(2):
        shown_posted(inside, mine)
    assert len(notes(mine)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"posted_day": "31", "posted_month": "2"},
        {"posted_year": "2099"},
        {"posted_day": ""},
        {"posted_day": "een"},
        {"content": b""},
        {"content": b"MZ not a picture"},
    ],
    ids=["no such day", "a day to come", "no day", "a word", "an empty file", "a program"],
)
def test_proof_of_posting_that_cannot_be_is_asked_again(inside, mine, window, wrong):
    tell(inside, mine)
    answer = shown_posted(inside, mine, **wrong)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert notes(mine) == []


def test_without_a_choice_there_is_nothing_to_have_posted(inside, mine, window):
    assert shown_posted(inside, mine).url == address(mine)
    assert inside.get(address(mine, "verstuurd")).url == address(mine)
    assert notes(mine) == []
