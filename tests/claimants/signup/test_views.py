import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.core.tenancy import acting_for
from cases.outbox.models import Message
from claimants.consents.choices import TermsKind
from claimants.people.models import Claimant
from claimants.registrations.models import Registration
from claimants.signin.models import SignInRequest
from claimants.signup import finishing, services
from claimants.signup.models import SignUp
from tests import make, make_signup
from tests.make_signup import ADDRESS
from tests.pdf import laid_open

pytestmark = pytest.mark.django_db
BORN = {"born_day": "17", "born_month": "5", "born_year": "1990"}
SITUATION = {"uses": "yes", "from_month": "3", "from_year": "2020", "country": "NL"}
WHO = {"full_name": "Noor Bakker", "email": ADDRESS} | BORN
CHILD = {"born_day": "1", "born_month": "2", "born_year": "2014", "full_name": "Kind", "guardian_name": "Noor Bakker"}
FOR_CHILDREN = (TermsKind.PARTICIPATION_AGREEMENT, TermsKind.PRIVACY_STATEMENT, TermsKind.GUARDIAN_CONSENT)


@pytest.fixture
def opened():
    return make_signup.opening(group=make.group(used_from=date(2018, 5, 25)))


def join(opened, path="", language="nl"):
    return f"/{language}/zaken/{opened.group.case.slug}/aanmelden{path}"


def fill(client, opened, *, about="adult", situation=SITUATION, who=WHO, terms=None):
    """Every step up to the e-mail; the last answer."""
    steps = [("", {"about": about}), ("/situatie", situation), ("/wie", who)]
    steps += [("/voorwaarden", terms or {"agrees": "on"}), ("/controle", {})]
    for path, typed in steps:
        response = client.post(join(opened, path), typed)
        assert response.status_code == 303, (path, response.content.decode()[:3000])
    return response


def mailed():
    finishing.send()
    context = Message.objects.filter(template="sign-up").first().context
    return context["url"].partition("localhost:8000")[2], context["code"]


def without_csrf(response):
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", response.content)


def registrations(opened):
    with acting_for(opened.foundation):
        return Registration.objects.count()


class TestAdult:
    def test_from_the_first_page_to_my_case(self, client, opened):
        assert fill(client, opened).url == join(opened, "/mail")
        _url, code = mailed()
        response = client.post(join(opened, "/mail"), {"code": code})
        assert response.url == join(opened, "/klaar")
        page = client.get(response.url).content.decode()
        with acting_for(opened.foundation):
            registration = Registration.objects.select_related("claimant").get()
        reference = registration.claimant.reference
        assert f"{reference[:4]} {reference[4:8]} {reference[8:]}" in page
        assert client.get(f"/nl/mijn/{registration.public_id}/").status_code == 200

    def test_by_the_link_in_the_mail(self, client, opened):
        fill(client, opened)
        url, _code = mailed()
        assert client.get(url).status_code == client.head(url).status_code == 200
        assert registrations(opened) == 0
        assert client.post(url).url == join(opened, "/klaar")
        assert client.post(url).status_code == 410
        assert registrations(opened) == 1

    def test_on_another_device_the_code_must_come_with_the_link(self, client, opened):
        fill(client, opened)
        url, code = mailed()
        other = Client()
        assert b'name="code"' in other.get(url).content
        assert other.post(url).status_code == 200
        assert registrations(opened) == 0
        assert other.post(url, {"code": code}).url == join(opened, "/klaar")
        assert other.get(join(opened, "/klaar")).status_code == 200

    def test_the_link_works_in_its_own_case_only(self, client, opened):
        fill(client, opened)
        url, _code = mailed()
        other = make.case()
        assert client.post(url.replace(opened.group.case.slug, other.slug)).status_code == 410
        assert registrations(opened) == 0

    def test_what_cannot_be_finished_is_said_and_nothing_is_lost(self, client, opened):
        fill(client, opened)
        with acting_for(opened.foundation):
            SignUp.objects.update(country="nl")
        response = client.post(join(opened, "/mail"), {"code": mailed()[1]}, follow=True)
        assert response.redirect_chain == [(join(opened, "/controle"), 302)]
        assert b'role="alert"' in response.content
        assert registrations(opened) == 0

    def test_sending_twice_joins_once(self, client, opened):
        fill(client, opened)
        _url, code = mailed()
        answers = [client.post(join(opened, "/mail"), {"code": code}) for _ in range(2)]
        assert [one.url for one in answers] == [join(opened, "/klaar")] * 2
        assert registrations(opened) == 1

    def test_the_confirmation_is_a_file_too(self, client, opened):
        fill(client, opened)
        client.post(join(opened, "/mail"), {"code": mailed()[1]})
        response = client.get(join(opened, "/klaar.pdf"))
        assert response.headers["Content-Type"] == "application/pdf"
        assert b"/StructTreeRoot" in laid_open(response.content)

    def test_the_fee_is_told_in_euros(self, client, opened):
        for path, typed in (("", {"about": "adult"}), ("/situatie", SITUATION), ("/wie", WHO)):
            client.post(join(opened, path), typed)
        page = client.get(join(opened, "/voorwaarden")).content.decode().replace("\N{NO-BREAK SPACE}", " ")
        assert "€ 1.000" in page
        assert "€ 800" in page
        assert "checked" not in page

    def test_a_page_costs_few_queries_and_is_light(self, client, opened):
        fill(client, opened)
        for path in ("", "/situatie", "/wie", "/voorwaarden", "/controle", "/mail"):
            with CaptureQueriesContext(connection) as queries:
                page = client.get(join(opened, path))
            assert page.status_code == 200
            asked = [one for one in queries if "set_config" not in one["sql"] and "SAVEPOINT" not in one["sql"]]
            assert len(asked) <= 8, [one["sql"] for one in asked]
            assert len(page.content) < 100_000
            assert page.headers["Cache-Control"].count("no-store") == 1


class TestAnswers:
    def test_they_are_kept_when_somebody_goes_back_or_away(self, client, opened):
        fill(client, opened)
        assert b'value="Noor Bakker"' in client.get(join(opened, "/wie")).content
        assert b'value="2020"' in client.get(join(opened, "/situatie")).content
        english = client.get(join(opened, "/wie", language="en")).content
        assert b'value="Noor Bakker"' in english

    def test_nobody_else_sees_them(self, client, opened):
        fill(client, opened)
        response = Client().get(join(opened, "/wie"), follow=True)
        assert response.redirect_chain == [(join(opened), 302)]
        assert b"Noor Bakker" not in response.content

    def test_a_later_step_waits_for_the_earlier_ones(self, client, opened):
        client.post(join(opened), {"about": "adult"})
        for path in ("/wie", "/voorwaarden", "/controle"):
            assert client.get(join(opened, path)).url == join(opened, "/situatie")

    def test_another_person_is_another_sign_up(self, client, opened):
        client.post(join(opened), {"about": "adult"})
        client.post(join(opened, "/situatie"), SITUATION)
        client.post(join(opened), {"about": "adult"})
        with acting_for(opened.foundation):
            assert SignUp.objects.get().country == "NL"

    def test_who_stops_leaves_nothing_behind(self, client, opened):
        fill(client, opened)
        client.post(join(opened, "/wissen"))
        with acting_for(opened.foundation):
            assert not SignUp.objects.exists()

    def test_without_a_cookie_somebody_starts_again_and_reads_why(self, opened):
        response = Client().post(join(opened, "/situatie"), SITUATION, follow=True)
        assert response.redirect_chain == [(join(opened), 302)]
        assert b'role="status"' in response.content

    def test_no_address_of_a_page_holds_anything_of_a_person(self, client, opened):
        response = fill(client, opened)
        assert "noor" not in response.url.lower()
        assert "noor" not in str(response.headers).lower()


class TestEnumeration:
    def answers(self, opened, address):
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            asked = fill(client, opened, who=WHO | {"email": address})
        page = without_csrf(client.get(asked.url)).replace(address.encode(), b"")
        return asked.status_code, asked.url, page, [re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in queries]

    def test_a_known_and_an_unknown_address_get_the_same_answer_from_the_same_queries(self, opened):
        make.claimant(foundation=opened.foundation, email=ADDRESS)
        known = self.answers(opened, ADDRESS)
        assert known == self.answers(opened, "niemand@voorbeeld.example")
        assert not [sql for sql in known[3] if "claimants_claimant" in sql]


class TestChildren:
    def test_a_parent_signs_up_a_child(self, client):
        opened = make_signup.opening(kinds=FOR_CHILDREN)
        fill(
            client, opened, about="parent", situation={"country": "NL"}, who=CHILD | {"email": ADDRESS},
            terms={"agrees": "on", "declares": "on"},
        )  # fmt: skip
        client.post(join(opened, "/mail"), {"code": mailed()[1]})
        with acting_for(opened.foundation):
            assert Registration.objects.get().claimant.full_name == "Kind"

    def test_nothing_is_asked_of_somebody_of_fifteen(self, client, opened):
        response = client.post(join(opened), {"about": "alone"})
        assert response.url.startswith(join(opened, "/ouder?via="))
        with acting_for(opened.foundation):
            assert not SignUp.objects.exists()
        page = client.get(response.url).content.decode()
        assert re.findall(r'<input[^>]* name="(\w+)"', page) == ["csrfmiddlewaretoken", "email", "website"]
        assert client.post(response.url, {"email": "ouder@voorbeeld.example"}).status_code == 200
        assert Message.objects.get(template="ask-parent").address == "ouder@voorbeeld.example"

    def test_p14_a_date_of_birth_that_makes_a_child_leads_to_the_parent_and_is_not_kept(self, client, opened):
        client.post(join(opened), {"about": "adult"})
        client.post(join(opened, "/situatie"), SITUATION)
        response = client.post(join(opened, "/wie"), WHO | {"born_year": "2018"})
        assert response.url.startswith(join(opened, "/ouder"))
        with acting_for(opened.foundation):
            assert not SignUp.objects.exists()

    @pytest.mark.parametrize(("age", "path"), [(16, "/situatie"), (18, "/ouder")])
    def test_sixteen_and_seventeen_as_the_foundation_decides(self, client, age, path):
        opened = make_signup.opening(alone_from_age=age)
        assert client.post(join(opened), {"about": "young"}).url.startswith(join(opened, path))

    def test_a_foundation_without_a_text_for_parents_takes_no_children(self, client, opened):
        response = client.post(join(opened), {"about": "parent"})
        assert response.status_code == 200
        assert b'role="alert"' in response.content


class TestClosed:
    def test_a_closed_sign_up_is_gone_and_says_what_still_holds(self, client, opened):
        services.change_opening(opened, closed_on=date(2020, 1, 2), by=None)
        for path in ("", "/wie", "/ouder"):
            response = client.get(join(opened, path, language="en"))
            assert response.status_code == 410
            assert "The decision can still apply to you." in response.content.decode()

    def test_where_nobody_can_ever_sign_up_there_is_no_such_page(self, client):
        assert client.get(f"/nl/zaken/{make.case().slug}/aanmelden").status_code == 404
        assert client.get("/nl/zaken/bestaat-niet/aanmelden").status_code == 404

    def test_a_case_that_is_not_public_is_not_there(self, client, opened):
        case = opened.group.case
        type(case).objects.update(is_published=False)
        for path in ("aanmelden", "doe-ik-mee", "voor-ouders", "voor-kinderen", "aanmelden/klaar", "aanmelden/mail"):
            assert client.get(f"/nl/zaken/{case.slug}/{path}").status_code == 404


class TestBots:
    def test_what_fills_in_the_hidden_field_is_sent_away_and_leaves_nothing(self, client, opened):
        assert (
            client.post(join(opened), {"about": "adult", "website": "x"}).url == f"/nl/zaken/{opened.group.case.slug}"
        )
        with acting_for(opened.foundation):
            assert not SignUp.objects.exists()

    def test_a_network_that_starts_too_often_waits(self, opened):
        answers = [Client().post(join(opened), {"about": "adult"}).status_code for _ in range(61)]
        assert set(answers[:60]) == {303}
        assert answers[60] == 429

    def test_p02_one_address_gets_three_mails_an_hour_and_the_same_answer_always(self, client, opened):
        fill(client, opened)
        assert {client.post(join(opened, "/controle")).status_code for _ in range(6)} == {303}
        assert SignInRequest.objects.count() == 3


WRONG = {
    "no name": ("/wie", WHO | {"full_name": " "}),
    "a name of 201 characters": ("/wie", WHO | {"full_name": "a" * 201}),
    "a NUL in a name": ("/wie", WHO | {"full_name": "a\x00b"}),
    "a direction sign in a name": ("/wie", WHO | {"full_name": "a\u202eb"}),
    "no address": ("/wie", WHO | {"email": ""}),
    "p17 a letter that looks like another": ("/wie", WHO | {"email": "adm\u0131n@voorbeeld.example"}),
    "two addresses": ("/wie", WHO | {"email": "a@b.nl,c@d.nl"}),
    "a line break in an address": ("/wie", WHO | {"email": "a@b.nl\nBcc: c@d.nl"}),
    "31 February": ("/wie", WHO | {"born_day": "31", "born_month": "2"}),
    "half a date": ("/wie", WHO | {"born_year": ""}),
    "born tomorrow": ("/wie", WHO | {"born_year": "2099"}),
    "born in 1800": ("/wie", WHO | {"born_year": "1800"}),
    "words for a day": ("/wie", WHO | {"born_day": "een"}),
    "a number of a thousand digits": ("/wie", WHO | {"born_year": "1" * 1000}),
    "no country": ("/situatie", SITUATION | {"country": ""}),
    "an unknown country": ("/situatie", SITUATION | {"country": "XX"}),
    "no answer": ("/situatie", {"country": "NL"}),
    "an answer that is none": ("/situatie", SITUATION | {"uses": "maybe"}),
    "half a month": ("/situatie", SITUATION | {"from_year": ""}),
    "month 13": ("/situatie", SITUATION | {"from_month": "13"}),
    "the last month before the first": ("/situatie", SITUATION | {"until_month": "1", "until_year": "2020"}),
    "a month to come": ("/situatie", SITUATION | {"from_year": "2100"}),
    "nothing agreed": ("/voorwaarden", {}),
    "about nobody": ("", {"about": "dog"}),
    "no choice at all": ("", {}),
}
GOOD = ["O'Brien-ʻŌ", "X", "李小龍", "a" * 200, "Noor 🌷", "Ñandú de la Ó"]


class TestBadInput:
    @pytest.mark.parametrize(("path", "typed"), WRONG.values(), ids=WRONG)
    def test_it_is_refused_at_its_field_and_changes_nothing(self, client, opened, path, typed):
        for step, right in (("", {"about": "adult"}), ("/situatie", SITUATION), ("/wie", WHO)):
            if path in {step, ""}:
                break
            client.post(join(opened, step), right)
        response = client.post(join(opened, path), typed)
        page = response.content.decode()
        assert response.status_code == 200
        assert 'role="alert"' in page
        assert re.search(r"<title>\s*(Fout|Error):", page)
        field = re.search(r'<li><a href="#(\w+)">', page)
        assert f'id="{field[1]}"' in page

    @pytest.mark.parametrize("name", GOOD)
    def test_p15_every_name_is_kept_as_it_is(self, client, opened, name):
        fill(client, opened, who=WHO | {"full_name": name})
        client.post(join(opened, "/mail"), {"code": mailed()[1]})
        with acting_for(opened.foundation):
            assert Claimant.objects.get().full_name == name

    @pytest.mark.parametrize("token", ["x", "x" * 10_000, "%00", "..%2f", "💥"], ids=lambda token: token[:8])
    def test_p05_a_link_that_was_changed_no_longer_works(self, client, opened, token):
        assert client.get(join(opened, f"/bevestigen/{token}")).status_code in (404, 410)

    def test_a_wrong_code_can_be_tried_five_times(self, client, opened):
        fill(client, opened)
        code = mailed()[1]
        for _ in range(5):
            assert b'role="alert"' in client.post(join(opened, "/mail"), {"code": "AAAA-AAAA"}).content
        client.post(join(opened, "/mail"), {"code": code})
        assert registrations(opened) == 0

    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_other_methods_are_refused(self, client, opened, method):
        for path in ("", "/wie", "/mail", "/klaar"):
            assert getattr(client, method)(join(opened, path)).status_code == 405


class TestBelong:
    def ask(self, client, group, **typed):
        return client.post(f"/nl/zaken/{group.case.slug}/doe-ik-mee", SITUATION | BORN | typed)

    def test_it_answers_for_every_group_and_stores_nothing(self, client, opened):
        make.group(case=opened.group.case, name="kinderen", age_until=12)
        before = client.get(f"/nl/zaken/{opened.group.case.slug}/doe-ik-mee")
        with CaptureQueriesContext(connection) as queries:
            response = self.ask(client, opened.group)
        assert (before.status_code, response.status_code) == (200, 200)
        assert sorted(one["fit"] for one in response.context["answers"]) == ["no", "yes"]
        assert not [one for one in queries if one["sql"].startswith(("INSERT", "UPDATE"))]

    @pytest.mark.parametrize(
        ("typed", "fit"),
        [({"uses": "unknown"}, "unknown"), ({"uses": "no"}, "no"), ({"country": "BE"}, "no"), ({}, "yes")],
        ids=["does not know", "never", "abroad", "used it"],
    )
    def test_what_it_says(self, client, opened, typed, fit):
        assert self.ask(client, opened.group, **typed).context["answers"][0]["fit"] == fit

    def test_it_tells_the_last_day_of_a_window(self, client, opened):
        make.window(group=opened.group)
        assert "2036" in self.ask(client, opened.group).content.decode()

    def test_it_names_who_leads_and_who_takes_part_alike(self, client, opened):
        names = [make.representation(group=opened.group, kind=kind).foundation.name for kind in ("exclusive", "party")]
        page = self.ask(client, opened.group).content.decode()
        assert [name in page for name in names] == [True, True]

    @pytest.mark.parametrize("typed", [{"born_day": "40"}, {"country": "?"}, {"uses": ""}, {"from_month": "0"}])
    def test_a_wrong_answer_is_refused_at_its_field(self, client, opened, typed):
        response = self.ask(client, opened.group, **typed)
        assert (response.status_code, response.context.get("answers")) == (200, None)
        assert b'role="alert"' in response.content

    def test_it_works_where_sign_up_is_closed(self, client):
        assert self.ask(client, make.group(used_from=date(2018, 5, 25))).status_code == 200


@pytest.mark.parametrize("name", ["voor-ouders", "voor-kinderen"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_for_families_cost_few_queries(client, opened, name, language):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(f"/{language}/zaken/{opened.group.case.slug}/{name}")
    assert response.status_code == 200
    assert len(queries) <= 20
