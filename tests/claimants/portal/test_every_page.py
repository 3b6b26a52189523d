"""What holds for each address under /mijn/, also for one that is made tomorrow."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.core.tenancy import acting_for
from cases.journal import services as journal
from claimants.portal.urls import urlpatterns
from tests import make
from tests.portal_door import sign_in, turn_back

pytestmark = pytest.mark.django_db
OF_A_REGISTRATION = [one.name for one in urlpatterns if "public_id" in str(one.pattern)]
OF_SOMEBODY = [one.name for one in urlpatterns if "public_id" not in str(one.pattern)]


def address(name, public_id):
    return reverse(f"portal:{name}", args=[public_id] if name in OF_A_REGISTRATION else [])


@pytest.mark.parametrize("name", OF_A_REGISTRATION)
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_p12_foreign_is_missing_byte_for_byte(inside, mine, sam, name, method):
    missing = getattr(inside, method)(address(name, uuid4()))
    if missing.status_code == 405:
        return
    for stranger in (
        make.registration(group=mine.group),
        make.registration(claimant=make.claimant(foundation=mine.foundation)),
    ):
        foreign = getattr(inside, method)(address(name, stranger.public_id))
        assert (foreign.status_code, foreign.content) == (404, missing.content)
        assert dict(foreign.headers) == dict(missing.headers)


@pytest.mark.parametrize("name", [*OF_A_REGISTRATION, *OF_SOMEBODY])
def test_without_signing_in_there_is_the_sign_in_page(client, mine, name):
    for public_id in (mine.public_id, uuid4()):
        path = address(name, public_id)
        answer = client.get(path)
        assert (answer.status_code, answer.url) == (302, f"/nl/inloggen?next={path.replace('/', '%2F')}")
        assert client.post(path, {"x": "y"}).status_code in (303, 405)


@pytest.mark.parametrize("name", [*OF_A_REGISTRATION, *OF_SOMEBODY])
def test_a_page_costs_eight_queries_and_is_small_and_kept_nowhere(inside, mine, sam, name):
    make.window(group=mine.group)
    for _ in range(5):
        make.claimant_message(claimant=mine.claimant)
    with CaptureQueriesContext(connection) as queries:
        answer = inside.get(address(name, mine.public_id))
    asked = [one["sql"] for one in queries if one["sql"].startswith("SELECT") and "set_config" not in one["sql"]]
    assert answer.status_code in (200, 302, 404)
    assert len(asked) <= 8, asked
    assert answer.headers["Cache-Control"] == "no-store"
    if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
        text = answer.content.decode()
        assert len(answer.content) < 100_000
        assert 'content="noindex, nofollow"' in text
        assert not re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="https?://(?!testserver)', text)
        assert "style=" not in text


def fill(mine):
    """Years of news, looks and changes, a declaration, and a family."""
    noor, staff = mine.claimant, make.user()
    for number in range(30):
        make.claimant_message(claimant=noor, code=f"C{number:05}", text="Dit is een lange brief. " * 150)
        make.registration(claimant=noor, group=make.group())
    for _ in range(8):
        child = make.claimant(foundation=noor.foundation, email="", born_on=date(2015, 5, 12))
        make.guardianship(minor=child, guardian=noor)
        make.registration(claimant=child, group=mine.group)
    make.declaration(claimant=noor, window=make.window(group=mine.group))
    with acting_for(noor.foundation):
        journal.record_all("claimant.viewed", [(noor, {"roles": ["lawyer"]})] * 130, by=staff)
        journal.record_all("claimant.changed", [(noor, {"fields": ["city", "street", "postcode"]})] * 130, by=staff)


def test_a_file_of_years_costs_no_more_and_fits(inside, mine):
    fill(mine)
    found = {}
    for name in [*OF_A_REGISTRATION, *OF_SOMEBODY]:
        with CaptureQueriesContext(connection) as queries:
            answer = inside.get(address(name, mine.public_id))
        asked = [one["sql"] for one in queries if one["sql"].startswith("SELECT") and "set_config" not in one["sql"]]
        found[name] = (len(asked), len(b"".join(answer)) if "text" in answer.headers["Content-Type"] else 0)
    assert {name: seen for name, seen in found.items() if seen[0] > 8 or seen[1] > 100_000} == {}


def test_older_messages_and_what_else_was_done_can_be_reached(inside, mine):
    fill(mine)
    newest, oldest = (inside.get(address("letters", mine.public_id), {"page": page}) for page in ("1", "2"))
    assert (newest.content.count(b"C00029"), newest.content.count(b"?page=2")) == (1, 1)
    assert (oldest.content.count(b"C00000"), oldest.content.count(b"?page=1")) == (1, 1)
    assert inside.get(address("letters", mine.public_id), {"page": "x"}).content.count(b"C00029") == 1
    history = inside.get(address("history", mine.public_id)).content
    assert history.count(b"<time datetime=") == 200
    assert reverse("portal:download").encode() in history


@pytest.mark.parametrize("name", [*OF_A_REGISTRATION, *OF_SOMEBODY])
def test_looking_changes_nothing(inside, mine, sam, name):
    inside.get(address(name, mine.public_id))
    with CaptureQueriesContext(connection) as queries:
        inside.get(address(name, mine.public_id))
        inside.head(address(name, mine.public_id))
    writes = [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "DELETE", "UPDATE"))]
    assert [sql for sql in writes if "django_session" not in sql] == []


@pytest.mark.parametrize("name", [*OF_A_REGISTRATION, *OF_SOMEBODY])
def test_nothing_is_posted_without_the_token_of_the_form(mine, name):
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, mine.foundation)
    assert browser.post(address(name, mine.public_id), {"x": "y"}).status_code in (403, 405)


@pytest.mark.parametrize("name", ["change-home", "change-email", "download", "erase", "letter", "letter-text"])
def test_what_matters_most_asks_for_a_fresh_code(inside, mine, name):
    turn_back(inside, proven=16 * 60)
    assert inside.get(address(name, mine.public_id)).url == "/nl/inloggen/bevestigen"
