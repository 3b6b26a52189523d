"""Cursor pages, tried on foundations: they need the least."""

from urllib.parse import urlsplit

import pytest

from cases.parties.models import Foundation
from cases.rest.pages import Cursor, page_of_list, page_of_rows
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/foundations"


@pytest.fixture
def seven():
    for name in ["Beta", "Alfa", "Alfa", "Gamma", "Delta", "Alfa", "Zeta"]:
        make.foundation(name=name)


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def walk(client, address, way="next"):
    pages = []
    while address:
        body = read(client, address)
        pages.append([row["id"] for row in body["results"]])
        address = body[way] and "{0.path}?{0.query}".format(urlsplit(body[way]))
        assert len(pages) < 20
    return pages


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 500])
def test_walking_on_gives_every_row_once_in_order(client, seven, limit):
    pages = walk(client, f"{ADDRESS}?limit={limit}")

    expected = [str(one.public_id) for one in Foundation.objects.order_by("name", "id")]
    assert [row for page in pages for row in page] == expected


def test_walking_back_gives_the_same_pages(client, seven):
    forth = walk(client, f"{ADDRESS}?limit=3")
    last = read(client, f"{ADDRESS}?limit=3")
    while last["next"]:
        address = "{0.path}?{0.query}".format(urlsplit(last["next"]))
        last = read(client, address)

    back = walk(client, address, way="previous")

    assert [row for page in reversed(back) for row in page] == [row for page in forth for row in page]


def test_the_first_page_has_no_previous_and_the_last_no_next(client, seven):
    body = read(client, f"{ADDRESS}?limit=500")

    assert body["next"] is body["previous"] is None
    assert "count" not in body


def test_a_row_added_before_the_place_does_not_repeat_or_skip_one(client, seven):
    first = read(client, f"{ADDRESS}?limit=4")
    make.foundation(name="Aaa")

    second = read(client, "{0.path}?{0.query}".format(urlsplit(first["next"])))

    assert not {row["id"] for row in first["results"]} & {row["id"] for row in second["results"]}
    assert len(second["results"]) == 3


def test_the_total_comes_only_when_asked(client, seven):
    assert read(client, f"{ADDRESS}?count=true&limit=2")["count"] == 7


def test_links_are_in_the_header_too(client, seven):
    answer = client.get(f"{ADDRESS}?limit=2")

    assert answer["Link"] == f'<{answer.json()["next"]}>; rel="next"'


def test_a_filter_stays_in_the_address_of_the_next_page(client, seven):
    assert "limit=2" in read(client, f"{ADDRESS}?limit=2")["next"]


@pytest.mark.parametrize("cursor", ["x", "e30", "1:2", "W2ZhbHNlLFswXV0:AAAA", "%F0%9F%98%80"])
def test_a_made_up_cursor_is_refused(client, seven, cursor):
    answer = client.get(f"{ADDRESS}?cursor={cursor}")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/cursor"


def test_a_cursor_of_another_list_is_refused(client, seven):
    cursor = urlsplit(read(client, f"{ADDRESS}?limit=2")["next"]).query

    assert client.get(f"/api/v1/defendants?{cursor}").status_code == 400


def test_depth_costs_no_more_queries(client, seven, django_assert_num_queries):
    page = page_of_rows(Foundation.objects.all(), ("name", "id"), None, 2)
    with django_assert_num_queries(1):
        page_of_rows(Foundation.objects.all(), ("name", "id"), page.next, 2)


def test_a_list_in_memory_walks_the_same_way():
    items = list("abcdefg")
    first = page_of_list(items, None, 3)
    second = page_of_list(items, first.next, 3)
    third = page_of_list(items, second.next, 3)

    assert [first.rows, second.rows, third.rows] == [["a", "b", "c"], ["d", "e", "f"], ["g"]]
    assert third.next is None
    assert page_of_list(items, third.previous, 3) == second
    assert page_of_list(items, Cursor(True, [3]), 3).previous is None
