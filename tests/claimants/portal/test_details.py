from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.people.models import Claimant
from claimants.people.services import change_contact
from tests import make
from tests.portal_door import ADDRESS, mailed_code, sign_in, turn_back

pytestmark = pytest.mark.django_db
PAGES = ["naam", "roepnaam", "telefoon", "adres", "taal", "e-mail", "e-mail/code"]


@pytest.fixture
def noor():
    home = {"street": "Oude Weg 1", "postcode": "1234 AB", "city": "Utrecht"}
    return make.claimant(email=ADDRESS, full_name="Noor Bakker", **home)


@pytest.fixture
def mine(noor):
    return make.registration(claimant=noor)


@pytest.fixture
def inside(client, noor):
    sign_in(client, noor.foundation)
    return client


def address(registration, page=""):
    return f"/nl/mijn/{registration.public_id}/gegevens{page and '/'}{page}"


def read(claimant) -> Claimant:
    with acting_for(claimant.foundation):
        return Claimant.objects.get(pk=claimant.pk)


def test_the_list_shows_what_we_have_and_where_it_is_changed(inside, mine):
    text = inside.get(address(mine)).content.decode()
    for part in ("Noor Bakker", ADDRESS, "Oude Weg 1", "1234 AB Utrecht", "Nederland", "niet ingevuld"):
        assert part in text
    for page in PAGES[:-1]:
        assert address(mine, page) in text


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("naam", {"full_name": "Noor de Wit"}),
        ("roepnaam", {"called_name": "No"}),
        ("telefoon", {"phone": "+31 20 123 45 67"}),
        ("taal", {"language": "en"}),
        ("adres", {"street": "Nieuwe Weg 2", "postcode": "", "city": "Gent", "country": "BE"}),
    ],
)
def test_one_detail_is_changed_and_the_notice_names_it(inside, mine, page, typed):
    response = inside.post(address(mine, page), typed | {"seen_version": mine.claimant.version}, follow=True)
    assert response.redirect_chain == [(address(mine), 302)]
    assert 'class="notice good"' in response.content.decode()
    now = read(mine.claimant)
    assert {name: getattr(now, name) for name in typed} == typed
    entry = Entry.objects.get(action="claimant.changed")
    assert set(entry.data["fields"]) <= set(typed)


def test_the_page_shows_the_old_value(inside, mine):
    assert "<strong>Noor Bakker</strong>" in inside.get(address(mine, "naam")).content.decode()


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("naam", {"full_name": ""}),
        ("naam", {"full_name": "x" * 201}),
        ("naam", {"full_name": "a\x00b"}),
        ("naam", {"full_name": "a\u202eb"}),
        ("telefoon", {"phone": "x" * 31}),
        ("taal", {"language": "xx"}),
        ("adres", {"country": "ZZ"}),
        ("adres", {"country": "NL", "city": "a\x07"}),
    ],
)
def test_a_wrong_value_is_kept_and_said_at_its_field(inside, mine, page, typed):
    response = inside.post(address(mine, page), typed | {"seen_version": mine.claimant.version})
    assert response.status_code == 200
    text = response.content.decode()
    assert 'role="alert"' in text
    assert "<title>Fout: " in text
    assert not Entry.objects.filter(action="claimant.changed").exists()


@pytest.mark.parametrize("version", ["", "x", "0", "99999999999", "7"])
def test_what_changed_meanwhile_is_shown_before_it_is_overwritten(inside, mine, version):
    change_contact(mine.claimant, version=mine.claimant.version, phone="+31 20 000 00 00", by=None)
    response = inside.post(address(mine, "telefoon"), {"phone": "+31 6 1", "seen_version": version})
    assert response.status_code == 200
    assert read(mine.claimant).phone == "+31 20 000 00 00"


def test_a_stale_page_shows_the_newest_value_and_then_saves(inside, mine):
    change_contact(mine.claimant, version=1, phone="+31 20 000 00 00", by=None)
    first = inside.post(address(mine, "telefoon"), {"phone": "+31 6 1", "seen_version": 1}).content.decode()
    assert "+31 20 000 00 00" in first
    assert 'name="seen_version" value="2"' in first
    inside.post(address(mine, "telefoon"), {"phone": "+31 6 1", "seen_version": 2})
    assert read(mine.claimant).phone == "+31 6 1"


def test_t04_a_forged_field_changes_nothing(inside, mine):
    forged = {"email": "dief@voorbeeld.example", "reference": "AAAA", "born_on": "2000-01-01", "foundation": 1}
    inside.post(address(mine, "telefoon"), {"phone": "+31 6 1", "seen_version": 1} | forged)
    assert read(mine.claimant).email == ADDRESS
    assert Entry.objects.get(action="claimant.changed").data["fields"] == ["phone"]


@pytest.mark.parametrize("page", ["adres", "e-mail", "e-mail/code", "e-mail/terug"])
def test_the_address_and_the_mailbox_ask_for_a_fresh_code(inside, mine, page):
    turn_back(inside, proven=16 * 60)
    assert inside.get(address(mine, page)).url == "/nl/inloggen/bevestigen"
    assert inside.post(address(mine, page), {"street": "x"}).url == "/nl/inloggen/bevestigen"
    assert not Entry.objects.exists()


class TestEmail:
    def test_a_new_address_with_the_code_from_there(self, inside, mine):
        assert inside.post(address(mine, "e-mail"), {"email": "noor@nieuw.example"}).url == address(mine, "e-mail/code")
        assert "noor@nieuw.example" in inside.get(address(mine, "e-mail/code")).content.decode()
        assert "alert" in inside.post(address(mine, "e-mail/code"), {"code": "AAAA-AAAA"}).content.decode()
        done = inside.post(address(mine, "e-mail/code"), {"code": mailed_code("email-code")}, follow=True)
        assert "noor@nieuw.example" in done.content.decode()
        assert read(mine.claimant).email == "noor@nieuw.example"

    def test_from_the_old_mailbox_it_is_put_back(self, inside, mine):
        inside.post(address(mine, "e-mail"), {"email": "dief@nieuw.example"})
        inside.post(address(mine, "e-mail/code"), {"code": mailed_code("email-code")})
        assert address(mine, "e-mail/terug") in inside.get(address(mine)).content.decode()
        inside.post(address(mine, "e-mail/terug"))
        assert read(mine.claimant).email == ADDRESS

    def test_from_the_new_mailbox_it_is_not(self, client, inside, mine):
        inside.post(address(mine, "e-mail"), {"email": "dief@nieuw.example"})
        inside.post(address(mine, "e-mail/code"), {"code": mailed_code("email-code")})
        sign_in(client, mine.foundation, address="dief@nieuw.example")
        assert address(mine, "e-mail/terug") not in client.get(address(mine)).content.decode()
        client.post(address(mine, "e-mail/terug"))
        assert read(mine.claimant).email == "dief@nieuw.example"

    @pytest.mark.parametrize("email", ["", "noor", ADDRESS, "a@b", "x" * 300 + "@b.example", "a@b.example\nbcc:c@d.nl"])
    def test_a_wrong_address_is_said_at_the_field(self, inside, mine, email):
        response = inside.post(address(mine, "e-mail"), {"email": email})
        assert (response.status_code, 'role="alert"' in response.content.decode()) == (200, True)

    def test_without_a_code_on_its_way_one_types_the_address_first(self, inside, mine):
        assert inside.get(address(mine, "e-mail/code")).url == address(mine, "e-mail")

    def test_using_an_address_of_somebody_else_tells_nothing_about_them(self, inside, mine):
        other = make.claimant(foundation=mine.foundation)
        known = inside.post(address(mine, "e-mail"), {"email": other.email})
        unknown = inside.post(address(mine, "e-mail"), {"email": "niemand@voorbeeld.example"})
        assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


TYPED_ON = [(page, method) for page in [*PAGES, "e-mail/terug"] for method in ("get", "head", "post")]


@pytest.mark.parametrize(("page", "method"), [("", "get"), ("", "head"), *TYPED_ON])
def test_p12_foreign_is_missing(inside, mine, page, method):
    stranger = make.registration(group=mine.group)
    foreign = getattr(inside, method)(address(stranger, page))
    missing = getattr(inside, method)(f"/nl/mijn/{uuid4()}/gegevens{page and '/'}{page}")
    assert (foreign.status_code, foreign.content) == (404, missing.content)
    assert dict(foreign.headers) == dict(missing.headers)


def test_a_page_costs_eight_queries_and_is_small(inside, mine):
    for page in ("", *PAGES[:-1]):
        with CaptureQueriesContext(connection) as queries:
            response = inside.get(address(mine, page))
        asked = [one["sql"] for one in queries if one["sql"].startswith("SELECT") and "set_config" not in one["sql"]]
        assert len(asked) <= 8, asked
        assert len(response.content) < 100_000
