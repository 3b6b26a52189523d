"""A sign-up that was never finished is told and forgotten along with the person."""

import pytest

from cases.core.tenancy import acting_for
from claimants.signup import personal_data
from claimants.signup.models import SignUp
from tests import make, make_signup

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed():
    return make_signup.sign_up()


@pytest.fixture
def noor(typed):
    return make.claimant(foundation=typed.foundation, email=make_signup.ADDRESS.upper())


def left(foundation) -> int:
    with acting_for(foundation):
        return SignUp.objects.count()


def test_what_was_typed_with_this_mailbox_is_told(noor, typed):
    (told,) = personal_data.export(noor)
    assert (told["full_name"], told["born_on"]) == (typed.full_name, "1990-05-17")
    assert told["group"] == typed.opening.group.name


def test_it_is_forgotten_and_a_second_time_there_is_nothing(noor):
    assert personal_data.erase(noor) == {"sign_ups": 1}
    assert personal_data.erase(noor) == {"sign_ups": 0}
    assert left(noor.foundation) == 0


def test_that_of_somebody_else_stays(typed):
    other = make.claimant(foundation=typed.foundation, email="ander@voorbeeld.example")
    nameless = make.claimant(foundation=typed.foundation, email="")
    assert [personal_data.export(other), personal_data.export(nameless)] == [[], []]
    assert [personal_data.erase(other), personal_data.erase(nameless)] == [{"sign_ups": 0}] * 2
    assert left(typed.foundation) == 1
