"""S1: every address × everybody × every method × own, foreign and missing ids.

What belongs to another foundation is answered as what does not exist, byte for byte.
"""

import re
from zlib import crc32

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import transaction
from django.test import RequestFactory, override_settings

from tests.isolation.addresses import Door, addresses, routes, rule_of
from tests.isolation.cast import MARKS, Cast, World, value_in, value_of_nobody

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "head", "options", "put", "patch", "delete")
TOKENS = re.compile(rb'(csrfmiddlewaretoken" value=|csrfToken": ?|nonce=)"[^"]*"')
PICTURE = re.compile(rb'data:image/[^"]+')  # a code to scan: letters that say nothing, and so by chance a word of ours
INSTANCE = re.compile(rb"urn:uuid:[0-9a-f-]{36}")
PERSONAL = ("/beheer/", "/nl/mijn", "/nl/inloggen", "/agenda/")
VARIES = {"Content-Length", "Expires"}
REFERRER = {"no-referrer", "same-origin", "strict-origin"}  # no address of a page ever goes to another site


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """Everybody, in a world that is built once and taken back at the end."""
    secure = override_settings(SECURE_HSTS_SECONDS=31_536_000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True)
    with secure, django_db_blocker.unblock(), transaction.atomic():
        yield Cast(World())
        transaction.set_rollback(True)


def ask(person, method: str, path: str):
    """One request over HTTPS; whatever it did is taken back, in the database and in the browser."""
    cookies = {name: morsel.value for name, morsel in person.client.cookies.items()}
    body = {} if method == "get" else {"data": {"reason": "x"}} if method == "post" else {}
    with transaction.atomic():
        response = getattr(person.client, method)(path, **body, secure=True)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    person.client.cookies.clear()
    person.client.cookies.load(cookies)
    return response, content


def as_nobodys(response, content: bytes, path: str, ids: dict[str, str]) -> tuple:
    """An answer without what differs between any two answers, and with the ids taken out."""

    def plain(text: str) -> str:
        for value, name in ids.items():
            text = text.replace(value, name)
        return text

    said = ""
    if kept := response.cookies.get("messages"):
        request = RequestFactory().get("/", headers={"cookie": f"messages={kept.value}"})
        said = plain(" ".join(str(message) for message in CookieStorage(request)))
    body = INSTANCE.sub(b"", TOKENS.sub(rb"\1", content)).decode(errors="replace")
    headers = {name: plain(value) for name, value in response.headers.items() if name not in VARIES}
    return response.status_code, headers, said, sorted(set(response.cookies) - {"messages"}), plain(body)


def faults_of(person, response, content: bytes, path: str) -> list[str]:
    """What no answer may be, whoever asks for whatever."""
    found = [] if response.status_code < 500 or path == "/_health/full" else [f"status {response.status_code}"]
    low = PICTURE.sub(b"", content).lower() + str(response.headers).lower().encode()
    home = person.home.mark if person.home else ""
    if person.name != "lawyer of both":
        found += [f"shows {mark}" for mark in MARKS[:2] if mark != home and mark.encode() in low]
    return found + [f"header {name}" for name in missing_headers(response, path)]


def missing_headers(response, path: str) -> list[str]:
    """The headers of R53 that this answer lacks."""
    headers, policy = response.headers, response.headers.get("Content-Security-Policy", "")
    wanted = {
        "HSTS": "max-age=31536000; includeSubDomains" in headers.get("Strict-Transport-Security", ""),
        "CSP": "sandbox" in policy
        or all(f"{name} 'none'" in policy for name in ("object-src", "base-uri", "frame-ancestors")),
        "no inline script": "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0],
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "referrer": headers.get("Referrer-Policy") in REFERRER,
        "COOP": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
        "no-store": "no-store" in headers.get("Cache-Control", "") or not path.startswith(PERSONAL),
    }
    return [name for name, is_there in wanted.items() if not is_there]


def methods_for(person, address) -> tuple[str, ...]:
    """Those who may do most ask twice where it belongs to one file, with GET and another method; others once.

    The method differs from person to person and from address to address, so that each address meets each method.
    Facts about cases look alike to everybody with one role: they ask for one in three.
    """
    turn = crc32(f"{person.name} {address.route}".encode())
    if address.is_fenced:
        return ("get", METHODS[1 + turn % 6]) if person.asks_all else (METHODS[turn % 7],)
    return (METHODS[turn % 7],) if person.asks_all or turn // 7 % 3 == 0 else ()


def is_turned_away(person, address, response) -> bool:
    """Whether somebody who does not belong behind this door was sent to the one that is theirs, or nowhere."""
    if response.status_code in (301, 302, 303):
        return "/inloggen" in response["Location"] or "/beheer/account/" in response["Location"]
    return response.status_code in (403, 404, 405)


def belongs(person, address) -> bool:
    return {Door.OPEN: True, Door.STAFF: person.is_staff, Door.VISITOR: person.is_visitor}[address.door]


def test_every_address_has_its_rule():
    assert [route for route in routes() if rule_of(route) is None] == []


@pytest.mark.parametrize("number", range(20))
def test_s1_nobody_comes_further_than_their_own_file(cast, number):
    person = cast.people[number]
    world, found = cast.world, []
    away = world.ours if person.home is world.theirs else world.theirs
    for address in addresses():
        if address.is_of_operator and person.is_staff and person.home is None:
            continue
        for method in methods_for(person, address):
            found += foreign_faults(person, method, address, away) if address.is_fenced else []
            if (method == "get" and person.asks_all) or not address.is_fenced:
                found += own_faults(person, method, address, person.home or world.ours)
    assert not found, "\n".join(found)


def foreign_faults(person, method, address, away) -> list[str]:
    """How the row of another foundation differs from a row that does not exist."""
    answers = []
    for value in (value_in(away), value_of_nobody(away)):
        path = address.filled(value)
        response, content = ask(person, method, path)
        faults = faults_of(person, response, content, path)
        if faults:
            return [f"{method} {path}: {fault}" for fault in faults]
        if not belongs(person, address) and not is_turned_away(person, address, response):
            return [f"{method} {path}: let in with {response.status_code}"]
        ids = {str(value(model, name)): "ID" for _, model, name in address.ids if name != "content_type"}
        answers.append(as_nobodys(response, content, path, ids))
    if answers[0] != answers[1]:
        pairs = [(one, other) for one, other in zip(*answers, strict=True) if one != other]
        return [f"{method} {address.route}: {str(pairs)[:300]}"]
    return []


def own_faults(person, method, address, home) -> list[str]:
    path = address.filled(value_in(home))
    response, content = ask(person, method, path)
    faults = faults_of(person, response, content, path)
    if not belongs(person, address) and not is_turned_away(person, address, response):
        faults.append(f"let in with {response.status_code}")
    return [f"{method} {path}: {fault}" for fault in faults]


def cells_of(person) -> int:
    """How many answers are looked at for somebody: fenced addresses twice, of another file and of nobody."""
    skips = person.is_staff and person.home is None
    asked = [one for one in addresses() if not (one.is_of_operator and skips)]
    return sum(len(methods_for(person, one)) * (2 if one.is_fenced else 1) for one in asked)


def test_s1_there_are_enough_cells(cast):
    cells = sum(cells_of(person) for person in cast.people)
    print(f"{cells} cells, {len(cast.people)} people, {len(routes())} addresses")
    assert cells >= 10_000
