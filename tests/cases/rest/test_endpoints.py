import re

import pytest
from django.core.cache import cache
from redis.exceptions import ConnectionError as NoRedis

from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/foundations"
CALCULATION = "/api/v1/deadline-calculations"


def test_every_answer_says_its_version_and_its_request(client):
    for address in (ADDRESS, "/api/v1/nothing", "/api/v1/foundations/nobody", "/api/nothing"):
        answer = client.get(address)

        assert answer["API-Version"] == "1.0.0"
        assert len(answer["X-Request-ID"]) == 36


def test_the_id_of_a_request_is_kept_when_it_is_one(client):
    given = "0197f3a0-0000-7000-8000-000000000001"

    assert client.get(ADDRESS, headers={"X-Request-ID": given})["X-Request-ID"] == given
    assert client.get(ADDRESS, headers={"X-Request-ID": "<script>"})["X-Request-ID"] != "<script>"


def test_a_problem_names_the_request(client):
    answer = client.get(f"{ADDRESS}/nobody")

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["instance"] == f"urn:uuid:{answer['X-Request-ID']}"


def test_public_reads_are_open_to_every_site_and_may_be_kept_a_minute(client):
    answer = client.get(ADDRESS)

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=60"


def test_a_calculation_is_neither_open_to_other_sites_nor_kept(client):
    answer = client.post(CALCULATION, {"triggeredOn": "2026-01-03", "term": "D13"}, "application/json")

    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cache-Control"] == "no-store"


def test_an_error_is_not_kept(client):
    assert client.get("/api/v1/foundations/nobody")["Cache-Control"] == "no-store"


def test_what_has_not_changed_is_not_sent_again(client):
    foundation = make.foundation()
    address = f"{ADDRESS}/{foundation.slug}"
    etag = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": etag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert again["API-Version"] == "1.0.0"
    assert again["Access-Control-Allow-Origin"] == "*"


def test_what_has_changed_is_sent_again(client):
    foundation = make.foundation()
    address = f"{ADDRESS}/{foundation.slug}"
    etag = client.get(address)["ETag"]
    foundation.name = "Een andere naam"
    foundation.save()

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_a_thing_is_found_under_its_public_id_and_its_slug(client):
    foundation = make.foundation()

    by_slug = client.get(f"{ADDRESS}/{foundation.slug}").json()
    by_id = client.get(f"{ADDRESS}/{str(foundation.public_id).upper()}").json()

    assert by_slug == by_id
    assert client.get(f"{ADDRESS}/{foundation.pk}").status_code == 404


def test_a_cookie_changes_nothing_and_gets_no_answer(client):
    client.force_login(make.user())

    answer = client.get(ADDRESS)

    assert "Set-Cookie" not in answer
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize(("asked", "language"), [("en", "en"), ("en-GB,nl;q=0.5", "en"), ("nl", "nl"), ("fr", "nl")])
def test_texts_follow_the_language_that_was_asked(client, asked, language):
    answer = client.get(f"{ADDRESS}?nope=1", headers={"Accept-Language": asked})

    assert answer["Content-Language"] == language
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize(("asked", "is_english"), [("nl", False), ("fr", False), ("", False), ("en-GB", True)])
def test_a_problem_is_told_in_one_language(client, asked, is_english):
    headers = {"Accept-Language": asked}
    wrong = "?limit=0&count=perhaps&nope=1&q=a%07b&updatedAfter=now&cursor=x"
    answers = [
        client.get(f"/api/v1/court-cases{wrong}", headers=headers),
        client.get("/api/v1/court-cases?q=a%00b", headers=headers),
        client.get("/api/v1/nothing", headers=headers),
        client.delete("/api/v1/court-cases", headers=headers),
        client.post("/api/v1/deadline-calculations", "[", "text/plain", headers=headers),
        client.post("/api/v1/deadline-calculations", {"term": "D99", "length": 0}, "application/json", headers=headers),
    ]

    said = " ".join(f"{answer.json()['title']} {answer.json()['detail']}" for answer in answers)

    english = {"the", "not", "this", "must", "give", "valid"} & set(re.findall(r"[a-z]+", said.lower()))
    dutch = {"het", "niet", "dit", "geen", "klopt"} & set(re.findall(r"[a-z]+", said.lower()))
    assert (bool(english), bool(dutch)) == (is_english, not is_english), said


def test_nul_in_a_query_is_named_as_such(client):
    (fault,) = client.get(f"{ADDRESS}?q=a%00b").json()["errors"]

    assert (fault["in"], fault["pointer"], fault["code"]) == ("query", "", "character")
    assert "NUL" in fault["detail"]


def test_options_says_what_is_possible_and_nothing_else(client):
    answer = client.options(ADDRESS, headers={"Origin": "https://elders.example"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD"


def test_head_has_the_headers_of_get_without_the_body(client):
    answer = client.head(ADDRESS)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == client.get(ADDRESS)["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_other_methods_are_refused_with_what_is_allowed(client, method):
    answer = getattr(client, method)(ADDRESS)

    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_the_limit_is_told_and_kept(client, settings):
    settings.API_LIMITS = {"burst": (2, 60), "daily": (100, 86_400)}

    first, second, third = (client.get(ADDRESS) for _ in range(3))

    assert first["RateLimit-Policy"] == '"burst";q=2;w=60,"daily";q=100;w=86400'
    assert first["RateLimit"].startswith('"burst";r=1;t=')
    assert [first.status_code, second.status_code, third.status_code] == [200, 200, 429]
    assert 0 < int(third["Retry-After"]) <= 60
    assert third.json()["type"].endswith("#quota-exceeded")


def test_a_forwarded_address_gets_no_limit_of_its_own(client, settings):
    settings.API_LIMITS = {"burst": (1, 60)}
    client.get(ADDRESS, headers={"X-Forwarded-For": "192.0.2.1"})

    assert client.get(ADDRESS, headers={"X-Forwarded-For": "192.0.2.2"}).status_code == 429


def test_nobody_is_refused_when_the_count_cannot_be_kept(client, monkeypatch):
    def away(*args, **kwargs):
        raise NoRedis

    monkeypatch.setattr(cache, "add", away)

    assert client.get(ADDRESS).status_code == 200


def test_a_mistake_of_ours_is_a_problem_without_details(client, monkeypatch):
    def broken(self):
        raise RuntimeError("secret")

    monkeypatch.setattr("cases.parties.api.FoundationList.get_queryset", broken)
    client.raise_request_exception = False

    answer = client.get(ADDRESS)

    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"
    assert b"secret" not in answer.content


def test_all_faults_are_told_at_once_with_where_they_are(client):
    answer = client.post(
        CALCULATION, {"triggeredOn": "gisteren", "length": "3", "unit": "maan", "extra/~": 1}, "application/json"
    )

    faults = {(fault["in"], fault["pointer"], fault["code"]) for fault in answer.json()["errors"]}
    assert answer.status_code == 400
    assert faults == {
        ("body", "/triggeredOn", "day"),
        ("body", "/length", "invalid"),
        ("body", "/unit", "invalid-choice"),
        ("body", "/extra~1~0", "unknown"),
    }
