"""S9: two hundred addresses we know against two hundred we do not, through both steps of signing up that handle one."""

import pytest
from django.utils.translation import override

from cases.core.text import masked_email
from claimants.signin.models import SignInRequest
from claimants.signup import door
from tests import make, make_signup
from tests.claimants.signin.test_enumeration import COUNT, NOISE, browser, compared

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened():
    return make_signup.opening()


@pytest.fixture
def addresses(opened):
    """As long as each other, so that no page is longer for one of them."""
    known = [f"bekend{number:03}@voorbeeld.example" for number in range(COUNT)]
    for address in known:
        make.claimant(foundation=opened.foundation, email=address)
    return known, [f"vreemd{number:03}@voorbeeld.example" for number in range(COUNT)]


def arrived(opened, address):
    """A browser that answered every step, this address among them."""
    client = browser()
    kept = client.session
    door.keep(type("Request", (), {"session": kept}), make_signup.sign_up(opened, email=address), opened.group.case)
    kept.save()
    client.cookies["sessionid"] = kept.session_key
    return client


def page(opened, name):
    return f"/nl/zaken/{opened.group.case.slug}/aanmelden/{name}"


def test_leaving_an_address_behind_tells_nothing(opened, addresses):
    def sending(address):
        client = arrived(opened, address)
        return lambda: client.post(page(opened, "controle"))

    answers, ratio = compared(*([sending(address) for address in part] for part in addresses))
    assert len(answers) == 1
    assert ratio < NOISE
    assert SignInRequest.objects.count() == 2 * COUNT


def test_the_page_that_waits_for_the_code_tells_nothing(opened, addresses):
    def waiting(address):
        client = arrived(opened, address)
        client.post(page(opened, "controle"))
        return lambda: without(client.get(page(opened, "mail")), address)

    answers, ratio = compared(*([waiting(address) for address in part[:60]] for part in addresses))
    assert len(answers) == 1
    assert ratio < NOISE


def without(answer, address):
    """The page without the address this browser typed itself."""
    with override("nl"):
        for said in (address, masked_email(address)):
            answer.content = answer.content.replace(said.encode(), b"")
    return answer
