import pytest

from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def lawyer(client):
    member = make.membership()
    sign_in(client, member)
    return member


def results(client, term):
    response = client.get("/beheer/search/", {"s": term, "extended": "1"})
    assert response.status_code == 200
    return [found.title for found in response.context["results"]] if response.context else []


def test_a_case_is_found_by_its_name(client, lawyer):
    make.case(title="TikTok en jongeren")
    assert results(client, "tiktok") == ["TikTok en jongeren"]


def test_a_case_is_found_by_its_docket_number(client, lawyer):
    make.docket_number(number="C/13/702849 / HA ZA 21-526")
    for term in ("C/13/702849", "HA ZA 21-526"):
        assert results(client, term) == ["C/13/702849 / HA ZA 21-526"]


def test_a_ruling_is_found_by_its_ecli(client, lawyer):
    make.ruling(ecli="ECLI:NL:RBAMS:2024:83")
    assert results(client, "ecli:nl:rbams:2024:83") == ["ECLI:NL:RBAMS:2024:83"]


def test_at_most_five_of_a_kind(client, lawyer):
    for number in range(8):
        make.case(title=f"Dieselzaak {number}")
    assert len(results(client, "dieselzaak")) == 5


@pytest.mark.parametrize("term", ["", "ti", "t" * 101, "a " * 30, "\x00\x00\x00"])
def test_too_short_too_long_or_too_many_words_find_nothing(client, lawyer, term):
    make.case(title="TikTok " + "t" * 101)
    assert results(client, term) == []


def test_people_are_never_found(client, lawyer):
    make.claimant(foundation=lawyer.foundation, full_name="Proef Persoon Zoekgeraakt")
    assert results(client, "zoekgeraakt") == []


def test_who_may_not_see_a_kind_does_not_find_it(client):
    sign_in(client, make.membership(role="auditor"))
    make.case(title="TikTok")
    make.ruling(ecli="ECLI:NL:RBAMS:2024:84")
    assert results(client, "tiktok") == []
    assert results(client, "ECLI:NL:RBAMS:2024:84") == []


def test_the_palette_takes_few_queries(client, lawyer, django_assert_max_num_queries):
    for number in range(8):
        make.docket_number(number=f"C/13/70000{number} / HA ZA 21-1")
    with django_assert_max_num_queries(15):
        results(client, "HA ZA 21-1")


@pytest.mark.parametrize("query", ["page=abc", "page=0", "page=99", "extended=%00", "s=%ff%fe%fd"])
def test_no_query_string_breaks_the_palette(client, lawyer, query):
    assert client.get(f"/beheer/search/?s=tiktok&{query}").status_code == 200
