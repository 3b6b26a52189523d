from datetime import date

import pytest

from cases.core.errors import DomainError
from cases.journal.models import Entry
from cases.staff import services
from cases.staff.models import Membership, User
from tests import make

pytestmark = pytest.mark.django_db

PASSWORD = "een lang wachtwoord"


def create(**values):
    values = {"email": "Nieuw@Stichting.example", "password": PASSWORD} | values
    return services.create_user(values.pop("username", "nieuw"), **values)


def test_a_new_person_is_staff_without_any_right():
    user = create()
    assert user.is_staff
    assert not user.is_superuser
    assert user.email == "nieuw@stichting.example"
    assert user.check_password(PASSWORD)
    assert Entry.objects.about(user).get().action == "user.created"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"password": "veertien tekens"[:14]}, "new_password"),
        ({"email": "geen adres"}, "email"),
        ({"username": "met spatie"}, "username"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_is_wrong_with_a_new_person_is_named(values, field):
    with pytest.raises(DomainError) as refusal:
        create(**values)
    assert refusal.value.field == field
    assert not User.objects.filter(username="nieuw").exists()


def test_two_people_cannot_share_an_address():
    create()
    with pytest.raises(DomainError) as refusal:
        create(username="ander", email="NIEUW@stichting.example")
    assert refusal.value.field == "email"


def test_a_person_joins_a_foundation_once_per_role():
    foundation = make.foundation()
    user = make.user()
    services.join_foundation(user, foundation, role="lawyer", started_on=date(2026, 1, 1))
    services.join_foundation(user, foundation, role="board", started_on=date(2026, 1, 1))
    with pytest.raises(DomainError):
        services.join_foundation(user, foundation, role="lawyer", started_on=date(2026, 2, 1))
    assert Membership.objects.filter(user=user).count() == 2


def test_a_new_authenticator_takes_the_place_of_the_old():
    user = make.user()
    services.enrol_totp(user, "JBSWY3DPEHPK3PXP")
    assert services.enrol_totp(user) != "JBSWY3DPEHPK3PXP"
    assert user.authenticator_set.count() == 1


def test_a_lost_authenticator_is_forgotten_once():
    user, operator = make.user(), make.user()
    services.enrol_totp(user)
    services.forget_second_factor(user, by=operator)
    assert not user.authenticator_set.exists()
    with pytest.raises(DomainError):
        services.forget_second_factor(user, by=operator)


def test_a_new_password_ends_the_sessions(client):
    user = make.user(password=PASSWORD)
    client.force_login(user)
    services.change_password(user, password="een heel ander wachtwoord", by=user)
    assert client.get("/beheer/")["Location"].startswith("/beheer/account/inloggen/")
