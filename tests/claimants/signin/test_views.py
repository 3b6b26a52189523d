import logging
import re

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.outbox.models import Message
from claimants.people.identity import email_index
from claimants.signin import services
from claimants.signin.models import SignInRequest
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "noor@voorbeeld.example"


def ask(client, address=ADDRESS, **more):
    return client.post("/nl/inloggen", {"email": address} | more)


def mailed():
    services.send()
    context = Message.objects.first().context
    return context["url"].partition("localhost:8000")[2], context["code"]


def without_csrf(response):
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", response.content)


@pytest.fixture
def noor():
    return make.claimant(email=ADDRESS)


class TestEnumeration:
    def answers(self, address):
        client = Client()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            asked = ask(client, address)
        return asked, client.get(asked.url), [re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in queries]

    def test_t11_known_and_unknown_get_the_same_answer_from_the_same_queries(self, noor):
        known, unknown = self.answers(ADDRESS), self.answers("onbekend@voorbeeld.example")
        assert known[0].status_code == unknown[0].status_code == 303
        assert known[0].url == unknown[0].url == "/nl/inloggen/verzonden"
        assert {*known[0].headers} == {*unknown[0].headers}
        assert without_csrf(known[1]) == without_csrf(unknown[1])
        assert known[2] == unknown[2]

    def test_no_query_touches_people(self, noor):
        assert not any("claimants_claimant" in one for one in self.answers(ADDRESS)[2])

    def test_p02_too_often_looks_the_same(self, noor):
        first = ask(Client())
        for _ in range(19):
            last = ask(Client())
        assert (first.status_code, first.url) == (last.status_code, last.url) == (303, "/nl/inloggen/verzonden")
        assert SignInRequest.objects.count() == 3

    def test_wrong_codes_for_known_and_unknown_look_the_same(self, noor):
        pages = []
        for address in (ADDRESS, "onbekend@voorbeeld.example"):
            client = Client()
            ask(client, address)
            services.send()
            with CaptureQueriesContext(connection) as queries:
                tries = [client.post("/nl/inloggen/code", {"code": "AAAA-AAAA"}) for _ in range(6)]
            pages.append(([(one.status_code, without_csrf(one)) for one in tries], len(queries)))
        assert pages[0] == pages[1]
        assert [status for status, _page in pages[0][0]] == [200] * 5 + [410]


class TestLink:
    def test_p03_scanners_look_and_the_user_still_comes_in(self, client, noor):
        ask(client)
        url, _code = mailed()
        scanner = Client()
        for _ in range(20):
            assert scanner.get(url).status_code == 200
            assert scanner.head(url).status_code == 200
        assert client.get(url).status_code == 200
        response = client.post(url)
        assert (response.status_code, response.url) == (302, "/nl/mijn/")

    def test_p03_a_scanner_that_presses_the_button_does_not_come_in(self, client, noor):
        ask(client)
        url, _code = mailed()
        scanner = Client()
        assert scanner.post(url).status_code == 200
        assert "visitor" not in scanner.session
        assert client.post(url).status_code == 302

    def test_p04_twice_is_once(self, client, noor):
        ask(client)
        url, _code = mailed()
        client.post(url)
        again = client.post(url)
        assert again.status_code == client.get(url).status_code == 410
        assert "/nl/inloggen" in again.content.decode()

    def test_p04_too_late(self, client, noor):
        ask(client)
        url, _code = mailed()
        SignInRequest.objects.update(expires_at=Now())
        assert client.get(url).status_code == client.post(url).status_code == 410

    def test_p05_every_wrong_token_gives_the_same_page(self, client, noor):
        ask(client)
        url, _code = mailed()
        wrong = ["x", "x" * 10_000, "a%00b", "%ff", url.rpartition("/")[2][:-1] + "!", "a b", "<script>"]
        pages = {(one.status_code, one.content) for one in (client.get(f"/nl/inloggen/{token}") for token in wrong)}
        assert len(pages) == 1
        assert pages.pop()[0] == 410

    def test_another_browser_is_asked_for_the_code(self, client, noor):
        ask(client)
        url, code = mailed()
        phone = Client()
        assert 'name="code"' in phone.get(url).content.decode()
        assert phone.post(url, {"code": ""}).status_code == 200
        assert phone.post(url, {"code": "AAAA-AAAA"}).status_code == 200
        assert phone.post(url, {"code": code}).status_code == 302

    def test_t13_the_page_names_itself_to_nobody_and_is_kept_nowhere(self, client, noor):
        ask(client)
        url, _code = mailed()
        response = client.get(url)
        assert response.headers["Referrer-Policy"] == "strict-origin"
        assert response.headers["Cache-Control"] == "no-store"
        assert url.rpartition("/")[2] not in response.content.decode()

    def test_t13_no_log_holds_the_token(self, client, noor, caplog):
        caplog.set_level(logging.DEBUG)
        ask(client)
        url, _code = mailed()
        Client(enforce_csrf_checks=True).post(url)
        client.post(url)
        client.get(url)
        assert url.rpartition("/")[2] not in caplog.text
        assert ADDRESS not in caplog.text
        assert "/inloggen/…" in caplog.text


class TestSession:
    @pytest.fixture
    def inside(self, client, noor):
        ask(client)
        _url, code = mailed()
        client.post("/nl/inloggen/code", {"code": code})
        return client

    def test_t22_the_session_gets_a_new_key(self, client, noor):
        ask(client, next="/nl/mijn/")
        before = client.session.session_key
        _url, code = mailed()
        client.post("/nl/inloggen/code", {"code": code})
        assert client.session.session_key != before

    def test_it_holds_no_address(self, inside, noor):
        kept = dict(inside.session)["visitor"]
        assert ADDRESS not in str(kept)
        assert kept["email_index"] == email_index(ADDRESS)
        assert kept["foundations"] == [noor.foundation_id]

    def test_half_an_hour_without_a_page_ends_it(self, inside):
        session = inside.session
        session["visitor"] = session["visitor"] | {"seen": session["visitor"]["seen"] - 1801}
        session.save()
        assert inside.get("/nl/mijn/").url == "/nl/inloggen?next=%2Fnl%2Fmijn%2F"

    def test_signing_out_is_a_post(self, inside):
        assert inside.get("/nl/uitloggen").status_code == 405
        assert inside.post("/nl/uitloggen").url == "/nl/uitgelogd"
        assert inside.get("/nl/mijn/").status_code == 302
        assert inside.get("/nl/uitgelogd").status_code == 200

    def test_the_cookie_of_the_browser_is_for_no_script_and_goes_after_use(self, client, noor):
        cookie = ask(client).cookies["signin"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        _url, code = mailed()
        assert client.post("/nl/inloggen/code", {"code": code}).cookies["signin"].value == ""

    def test_on_https_the_cookie_belongs_to_this_host_alone(self, client, noor, settings):
        settings.SESSION_COOKIE_SECURE = True
        cookie = ask(client).cookies["__Host-signin"]
        assert cookie["secure"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]


class TestNext:
    def arrived(self, client, wanted):
        ask(client, next=wanted)
        _url, code = mailed()
        return client.post("/nl/inloggen/code", {"code": code}).url

    def test_back_to_the_page_that_was_asked_for(self, client, noor):
        assert self.arrived(client, "/en/mijn/") == "/en/mijn/"

    @pytest.mark.parametrize(
        "wanted",
        [
            "//evil.example",
            "/\\evil.example",
            "https:evil.example",
            "http:///evil.example",
            "javascript:alert(1)",
            "https://evil.example@testserver",
            "/%09/evil.example",
            "/\t/evil.example",
            "https://evil.example/nl/mijn/",
            "/beheer/",
            "",
        ],
    )
    def test_p06_and_nowhere_else(self, client, noor, wanted):
        assert self.arrived(client, wanted) == "/nl/mijn/"

    def test_p06_a_bad_one_is_not_written_into_the_form(self, client):
        assert 'name="next"' not in client.get("/nl/inloggen?next=//evil.example").content.decode()
        assert 'name="next"' in client.get("/nl/inloggen?next=/nl/mijn/").content.decode()


class TestBadInput:
    @pytest.mark.parametrize(
        "address", ["", "noor", "a@b", "x" * 300 + "@b.example", "a\x00@b.example", "a@b.example\nbcc:c@d.example"]
    )
    def test_a_wrong_address_keeps_the_input_and_says_what_to_do(self, client, address):
        response = ask(client, address)
        assert response.status_code == 200
        assert 'role="alert"' in response.content.decode()
        assert not SignInRequest.objects.exists()

    @pytest.mark.parametrize("code", ["", "x" * 41, "a\x00", "\u202e", "🎈" * 8])
    def test_a_wrong_code_is_no_fault(self, client, noor, code):
        ask(client)
        services.send()
        assert client.post("/nl/inloggen/code", {"code": code}).status_code == 200

    def test_a_code_without_having_asked_says_so(self, client):
        assert client.post("/nl/inloggen/code", {"code": "ABCD-2345"}).status_code == 410

    def test_p16_without_cookies_there_is_a_clear_message(self):
        response = Client(enforce_csrf_checks=True).post("/nl/inloggen", {"email": ADDRESS})
        assert response.status_code == 403
        assert "cookie" in response.content.decode()

    @pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
    def test_other_methods_are_refused(self, client, method):
        assert getattr(client, method)("/nl/inloggen").status_code == 405

    def test_t32_a_forged_header_does_not_change_the_network(self, client, settings):
        client.post("/nl/inloggen", {"email": ADDRESS}, headers={"X-Forwarded-For": "203.0.113.9"})
        client.post("/nl/inloggen", {"email": ADDRESS})
        assert len(set(SignInRequest.objects.values_list("network_hash", flat=True))) == 1

    def test_t32_behind_our_own_proxy_the_last_hop_counts(self, client, settings):
        settings.PROXY_COUNT = 1
        for forged in ("203.0.113.9", "203.0.113.8"):
            client.post("/nl/inloggen", {"email": ADDRESS}, headers={"X-Forwarded-For": f"{forged}, 198.51.100.4"})
        assert len(set(SignInRequest.objects.values_list("network_hash", flat=True))) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", ["inloggen", "inloggen/verzonden", "inloggen/code", "inloggen/x", "uitgelogd"])
def test_personal_pages_are_not_indexed_and_load_nothing_from_elsewhere(client, language, page):
    text = client.get(f"/{language}/{page}").content.decode()
    assert 'content="noindex, nofollow"' in text
    assert f'<html lang="{language}">' in text
    assert not re.findall(r'(?:src|href)="https?://(?!testserver)', text)
    assert "<script" not in text
