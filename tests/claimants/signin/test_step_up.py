import secrets

import pytest
from django.test import Client

from cases.outbox.models import Message
from claimants.signin.models import SignInRequest
from tests import make
from tests.portal_door import ADDRESS, mailed_code, sign_in, turn_back

pytestmark = pytest.mark.django_db
STEP_UP = "/nl/inloggen/bevestigen"
LATE = 16 * 60


@pytest.fixture
def mine():
    return make.registration(claimant=make.claimant(email=ADDRESS))


@pytest.fixture
def page(mine):
    return f"/nl/mijn/{mine.public_id}/gegevens/e-mail"


@pytest.fixture
def inside(client, mine):
    sign_in(client, mine.foundation)
    return client


def test_who_just_signed_in_goes_on(inside, page):
    assert inside.get(page).status_code == 200


def test_after_a_quarter_a_code_is_asked_and_one_comes_back(inside, page):
    turn_back(inside, proven=LATE)
    assert inside.get(page).url == STEP_UP
    assert "<h1>" in inside.get(STEP_UP).content.decode()
    assert inside.post(STEP_UP).url == STEP_UP
    before = inside.session.session_key
    assert inside.post(STEP_UP, {"code": mailed_code("step-up").lower()}).url == page
    assert inside.session.session_key != before
    assert inside.get(page).status_code == 200


def test_the_mail_holds_a_code_and_no_link(inside, page):
    turn_back(inside, proven=LATE)
    inside.post(STEP_UP)
    mailed_code("step-up")
    mail = Message.objects.get(template="step-up")
    assert (mail.address, "url" in mail.context, mail.is_sensitive) == (ADDRESS, False, True)
    assert SignInRequest.objects.get().token_hash == ""


def test_what_was_typed_is_still_there_afterwards(inside, mine):
    turn_back(inside, proven=LATE)
    page = f"/nl/mijn/{mine.public_id}/gegevens/adres"
    typed = {"street": "Nieuwe Weg 1", "city": "Utrecht", "country": "NL", "seen_version": mine.claimant.version}
    assert inside.post(page, typed).url == STEP_UP
    inside.post(STEP_UP)
    assert inside.post(STEP_UP, {"code": mailed_code("step-up")}).url == page
    assert 'value="Nieuwe Weg 1"' in inside.get(page).content.decode()


def test_five_wrong_codes_end_it_and_a_new_one_can_be_asked(inside, page):
    turn_back(inside, proven=LATE)
    inside.post(STEP_UP)
    code = mailed_code("step-up")
    for _ in range(5):
        assert 'role="alert"' in inside.post(STEP_UP, {"code": "AAAA-AAAA"}).content.decode()
    assert inside.post(STEP_UP, {"code": code}).status_code == 200
    inside.post(STEP_UP)
    assert inside.post(STEP_UP, {"code": mailed_code("step-up")}).status_code == 302


@pytest.mark.parametrize("code", ["", "x" * 41, "a\x00", "🎈" * 8])
def test_a_wrong_code_is_no_fault(inside, code):
    inside.post(STEP_UP)
    assert inside.post(STEP_UP, {"code": code}).status_code == 200


def test_three_codes_an_hour_and_the_page_says_the_same(inside):
    answers = {(one.status_code, one.url) for one in (inside.post(STEP_UP) for _ in range(9))}
    assert answers == {(303, STEP_UP)}
    assert SignInRequest.objects.count() == 3


def test_a_stranger_who_asks_for_links_cannot_stop_it(inside, client):
    for _ in range(5):
        client.post("/nl/inloggen", {"email": ADDRESS})
    inside.post(STEP_UP)
    mailed_code("step-up")
    assert Message.objects.filter(template="step-up").count() == 1


def test_a_code_of_signing_in_is_no_step_up_and_the_reverse(inside, client):
    turn_back(inside, proven=LATE)
    inside.post("/nl/inloggen", {"email": ADDRESS})
    code = mailed_code()
    assert inside.post(STEP_UP, {"code": code}).status_code == 200
    inside.post(STEP_UP)
    assert inside.post("/nl/inloggen/code", {"code": mailed_code("step-up")}).status_code == 200


def test_another_session_of_the_same_person_cannot_use_the_code(inside, mine):
    inside.post(STEP_UP)
    code = mailed_code("step-up")
    other = Client()
    sign_in(other, mine.foundation)
    assert other.post(STEP_UP, {"code": code}).status_code == 200


def test_without_signing_in_there_is_no_step_up(client):
    assert client.get(STEP_UP).url.startswith("/nl/inloggen?next=")


class TestKept:
    """Ux 1.10, WCAG 2.2.5: what was typed before half an hour passed is not lost."""

    def typed(self, inside, mine, **values):
        turn_back(inside, seen=31 * 60)
        page = f"/nl/mijn/{mine.public_id}/gegevens/telefoon"
        return page, inside.post(page, {"phone": "+31 20 765 43 21", "seen_version": 1} | values)

    def test_a_late_post_goes_to_the_sign_in_page_which_says_so(self, inside, mine):
        page, answer = self.typed(inside, mine)
        assert (answer.status_code, answer.url) == (303, f"/nl/inloggen?next={page.replace('/', '%2F')}")
        assert "bewaard" in inside.get(answer.url).content.decode()

    def test_after_signing_in_the_page_shows_it_and_has_not_saved_it(self, inside, mine):
        page, _answer = self.typed(inside, mine)
        sign_in(inside, mine.foundation)
        text = inside.get(page).content.decode()
        assert 'value="+31 20 765 43 21"' in text
        assert inside.post(page, {"phone": "+31 20 765 43 21", "seen_version": 1}).status_code == 302
        assert 'role="status"' in inside.get(page).content.decode()
        assert inside.cookies["draft"].value == ""

    def test_no_other_page_shows_it(self, inside, mine):
        self.typed(inside, mine)
        sign_in(inside, mine.foundation)
        other = make.registration(claimant=mine.claimant)
        for path in ("gegevens/telefoon", "gegevens/naam"):
            assert "765 43 21" not in inside.get(f"/nl/mijn/{other.public_id}/{path}").content.decode()

    def test_it_is_kept_by_the_browser_alone_for_no_script_and_for_a_day(self, inside, mine):
        self.typed(inside, mine)
        cookie = inside.cookies["draft"]
        assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 86400)
        assert "765" not in str(dict(inside.session))

    def test_a_forged_or_too_long_one_is_none(self, inside, mine):
        page, answer = self.typed(inside, mine, phone=secrets.token_hex(4500))
        assert "draft" not in answer.cookies
        inside.cookies["draft"] = "eyJwYXRoIjoiLyJ9:x:y"
        sign_in(inside, mine.foundation)
        assert inside.get(page).status_code == 200

    def test_signing_out_forgets_it(self, inside, mine):
        self.typed(inside, mine)
        sign_in(inside, mine.foundation)
        inside.post("/nl/uitloggen")
        assert inside.cookies["draft"].value == ""
