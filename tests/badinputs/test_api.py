"""Every row of api.yaml gets its answer, changes nothing and breaks nothing."""

from io import BytesIO
from pathlib import Path

import pytest
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make

ROWS = yaml.safe_load((Path(__file__).parent / "api.yaml").read_text())
WRITES = ("INSERT", "UPDATE", "DELETE")


def body_of(row) -> bytes:
    body = row.get("body", "")
    if isinstance(body, str):
        return body.encode()
    if "bytes" in body:
        return bytes.fromhex(body["bytes"])
    text = body.get("before", "") + body["repeat"] * body["times"]
    after = body.get("after", "")
    return (text + after * (body["times"] if after == "]" else 1)).encode()


def ask(client, row):
    make.case(slug="public")
    hidden = make.case(slug="hidden", is_published=False)
    path = row["path"].format(
        calculation="/api/v1/deadline-calculations",
        cases="/api/v1/court-cases",
        case="/api/v1/court-cases/public",
        hidden=hidden.public_id,
    )
    path += path[-1] * row.get("repeat_path", 0)
    method = row.get("method", "POST" if "body" in row else "GET")
    body = body_of(row)
    headers = {"wsgi.input": BytesIO(body)} | row.get("headers", {})
    with CaptureQueriesContext(connection) as queries:
        answer = client.generic(method, path, body, row.get("type", "application/json"), **headers)
    return answer, [query["sql"] for query in queries]


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_bad_request_gets_its_answer(client, row):
    client.raise_request_exception = False

    answer, queries = ask(client, row)

    assert answer.status_code == row["status"], answer.content
    assert answer["API-Version"]
    assert len(answer["X-Request-ID"]) == 36
    assert not [sql for sql in queries if sql.startswith(WRITES)]
    if answer.status_code >= 400:
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == row["status"]
    if "pointer" in row:
        assert row["pointer"] in [fault["pointer"] for fault in answer.json()["errors"]]
    if "rows" in row:
        assert len(answer.json()["results"]) == row["rows"]
    if "absent" in row:
        assert row["absent"].encode() not in answer.content + str(answer.headers).encode()


def test_every_kind_of_bad_request_that_a_public_reader_can_send_is_tried():
    tried = {row["id"].split()[0] for row in ROWS}

    assert tried >= {f"R{number:02}" for number in (*range(1, 18), 23, 24, 27)}
