"""S9, T11: two hundred addresses we know against two hundred we do not, through every door that takes an address."""

import re
import time
from itertools import count
from statistics import median

import pytest
from django.test import Client

from claimants.signin.models import SignInRequest
from tests import make
from tests.portal_door import ADDRESS, sign_in

pytestmark = pytest.mark.django_db
COUNT = 200
NOISE = 1.35


networks = count(1)


def browser() -> Client:
    """Each from a network of its own, so that none reaches the limit of a network."""
    number = next(networks)
    return Client(REMOTE_ADDR=f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}")


def without_secrets(answer) -> tuple:
    """An answer without what differs in each: tokens, cookies, the id of the registration and the time of day."""
    headers = {name: value for name, value in answer.headers.items() if name not in ("Content-Length", "Expires")}
    return answer.status_code, re.sub(rb'value="[^"]{32,}"', b"", answer.content), headers, sorted(answer.cookies)


def timed(ask):
    begun = time.perf_counter()
    answer = ask()
    return time.perf_counter() - begun, without_secrets(answer)


def compared(known, unknown):
    """The distinct answers, and by how much the medians differ; asked in turns, so that a busy machine slows both."""
    pairs = [(timed(one), timed(other)) for one, other in zip(known, unknown, strict=True)]
    answers = {str(answer) for pair in pairs for _seconds, answer in pair}
    medians = [median(pair[place][0] for pair in pairs) for place in (0, 1)]
    return answers, max(medians) / min(medians)


@pytest.fixture
def addresses():
    foundation = make.foundation()
    known = [make.claimant(foundation=foundation).email for _ in range(COUNT)]
    return known, [f"niemand{number}@voorbeeld.example" for number in range(COUNT)]


def test_asking_for_a_link_tells_nothing(addresses):
    known, unknown = (
        [lambda address=address: browser().post("/nl/inloggen", {"email": address}) for address in part]
        for part in addresses
    )
    answers, ratio = compared(known, unknown)
    assert len(answers) == 1
    assert ratio < NOISE


def test_a_wrong_link_and_a_wrong_code_tell_nothing(addresses):
    def wrong(address):
        client = browser()
        client.post("/nl/inloggen", {"email": address})
        return lambda: client.post("/nl/inloggen/code", {"code": "AAAA-AAAA"})

    answers, ratio = compared(*([wrong(address) for address in part[:60]] for part in addresses))
    assert len(answers) == 1
    assert ratio < NOISE
    assert SignInRequest.objects.filter(try_count=1).count() == 120


def test_changing_to_an_address_of_somebody_else_tells_nothing(addresses):
    def changing(address):
        mine = make.registration(claimant=make.claimant(foundation=foundation, email=f"x{address}"))
        client = Client()
        sign_in(client, foundation, address=f"x{address}")
        page = f"/nl/mijn/{mine.public_id}/gegevens/e-mail"
        return lambda: client.post(page, {"email": address})

    foundation = make.claimant(email=ADDRESS).foundation
    pairs = [[changing(address) for address in part[:60]] for part in addresses]
    known, unknown = ([answer() for answer in part] for part in pairs)
    assert {(one.status_code, one.url.rpartition("/mijn/")[2][36:]) for one in known + unknown} == {
        (302, "/gegevens/e-mail/code")
    }
