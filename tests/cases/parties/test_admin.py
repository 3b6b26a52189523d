import pytest

from cases.journal.models import Entry
from cases.parties.models import Foundation, Spokesperson
from tests import make
from tests.staff_door import filled_in, sign_in

pytestmark = pytest.mark.django_db


def page_of(row):
    return f"/beheer/cases/{row._meta.model_name}/{row.pk}/change/"


def save(client, foundation, **changes):
    return client.post(page_of(foundation), filled_in(client.get(page_of(foundation)), **changes))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("01234567", "01234567"), ("0123 4567", "01234567"), (" 0123.4567 ", "01234567"), ("0123-4567", "01234567")],
)
def test_a_kvk_number_may_be_typed_with_blanks(client, typed, stored):
    sign_in(client)
    foundation = make.foundation()
    assert save(client, foundation, kvk_number=typed).status_code == 302
    foundation.refresh_from_db()
    assert foundation.kvk_number == stored


@pytest.mark.parametrize("typed", ["1234567", "123456789", "abcdefgh", "0123456\u0667", "1" * 5000])
def test_what_is_no_kvk_number_is_refused(client, typed):
    sign_in(client)
    response = save(client, make.foundation(), kvk_number=typed)
    assert list(response.context["adminform"].form.errors) == ["kvk_number"]


@pytest.mark.parametrize("typed", ["123456782", "850000014", "000000012", "8500 00014", "85.00.00.014"])
def test_an_rsin_that_passes_the_eleven_test_is_taken(client, typed):
    sign_in(client)
    assert save(client, make.foundation(), rsin=typed).status_code == 302


@pytest.mark.parametrize("typed", ["123456789", "010000004", "000000000", "12345678", "abc"])
def test_an_rsin_that_fails_the_eleven_test_is_refused(client, typed):
    sign_in(client)
    response = save(client, make.foundation(), rsin=typed)
    assert list(response.context["adminform"].form.errors) == ["rsin"]


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "data:text/html,x", "geen adres", "ftp:/x"])
def test_a_site_is_a_web_address_a05(client, typed):
    sign_in(client)
    response = save(client, make.foundation(), website=typed)
    assert list(response.context["adminform"].form.errors) == ["website"]


def test_a_site_without_its_scheme_is_https(client):
    sign_in(client)
    foundation = make.foundation()
    save(client, foundation, website="www.stichting.example")
    foundation.refresh_from_db()
    assert foundation.website == "https://www.stichting.example"


def test_people_who_speak_for_a_foundation_are_added_on_its_page(client):
    sign_in(client)
    foundation = make.foundation()
    row = {"TOTAL_FORMS": 1, "0-name": "Voorzitter", "0-role": "voorzitter", "0-started_on": "01-02-2024"}
    changes = {f"spokespersons-{name}": value for name, value in row.items()}
    assert save(client, foundation, **changes).status_code == 302
    speaker = Spokesperson.objects.get(foundation=foundation)
    assert Entry.objects.about(speaker).get().action == "row.added"


def test_a_role_cannot_end_before_it_starts(client):
    sign_in(client)
    row = {"TOTAL_FORMS": 1, "0-name": "V", "0-role": "v", "0-started_on": "01-02-2024", "0-ended_on": "01-01-2024"}
    response = save(client, make.foundation(), **{f"spokespersons-{name}": value for name, value in row.items()})
    assert response.status_code == 200
    assert not Spokesperson.objects.exists()


def test_an_administrator_changes_only_the_own_foundation(client):
    member = make.membership(role="administrator")
    other = make.foundation()
    sign_in(client, member)
    assert save(client, member.foundation, short_name="Eigen").status_code == 302
    assert client.post(page_of(other), {"name": "Gekaapt"}).status_code == 403
    assert not Foundation.objects.filter(name="Gekaapt").exists()


@pytest.mark.parametrize(
    ("model", "make_one", "term"),
    [
        ("foundation", lambda: make.foundation(name="Zoekterm"), "zoekterm"),
        ("foundation", lambda: make.foundation(kvk_number="01234567"), "01234567"),
        ("defendant", lambda: make.defendant(concern=make.concern(name="Zoekterm")), "zoekterm"),
        ("concern", lambda: make.concern(parent_name="Zoekterm"), "zoekterm"),
        ("court", lambda: make.court("RBZOE", name="Zoekterm"), "rbzoe"),
    ],
)
def test_parties_are_found(client, model, make_one, term):
    sign_in(client)
    wanted = make_one()
    make.foundation(), make.defendant(), make.concern(), make.court()
    assert list(client.get(f"/beheer/cases/{model}/", {"q": term}).context["cl"].result_list) == [wanted]
