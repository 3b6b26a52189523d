import pytest

from cases.journal.models import Entry
from cases.staff import services
from cases.staff.models import Membership, User
from tests import make
from tests.staff_door import filled_in, sign_in

pytestmark = pytest.mark.django_db

NO_MEMBERSHIPS = {f"memberships-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
NEW = {
    "username": "nieuw", "first_name": "Noor", "last_name": "Jansen", "email": "Noor@Stichting.example",
    "language": "nl", "is_active": "on", "new_password": "een lang wachtwoord",
} | NO_MEMBERSHIPS  # fmt: skip


def page_of(row):
    return f"/beheer/cases/{row._meta.model_name}/{row.pk}/change/"


def test_the_operator_lets_a_person_in(client):
    operator = sign_in(client)
    assert client.post("/beheer/cases/user/add/", NEW).status_code == 302
    user = User.objects.get(username="nieuw")
    assert (user.email, user.is_staff, user.is_superuser) == ("noor@stichting.example", True, False)
    assert user.check_password("een lang wachtwoord")
    assert Entry.objects.about(user).get().by == operator


@pytest.mark.parametrize("password", ["", "te kort"])
def test_a_first_password_is_asked(client, password):
    sign_in(client)
    response = client.post("/beheer/cases/user/add/", NEW | {"new_password": password})
    assert "new_password" in response.context["adminform"].form.errors
    assert not User.objects.filter(username="nieuw").exists()


def test_a_password_is_kept_when_the_field_is_empty(client):
    sign_in(client)
    user = make.user(password="een lang wachtwoord")
    page = page_of(user)
    assert client.post(page, filled_in(client.get(page), first_name="Anna")).status_code == 302
    user.refresh_from_db()
    assert user.first_name == "Anna"
    assert user.check_password("een lang wachtwoord")
    assert client.post(page, filled_in(client.get(page), new_password="een nieuw lang wachtwoord")).status_code == 302
    user.refresh_from_db()
    assert user.check_password("een nieuw lang wachtwoord")


def test_no_page_shows_a_password(client):
    sign_in(client)
    user = make.user(password="een lang wachtwoord")
    assert user.password not in client.get(page_of(user)).content.decode()


def test_the_operator_forgets_a_lost_authenticator(client):
    sign_in(client)
    user = make.user()
    services.enrol_totp(user)
    action = f"/beheer/cases/user/{user.pk}/forget_second_factor/"
    assert client.get(action).status_code == 200
    assert user.authenticator_set.exists()
    assert client.post(action).status_code == 302
    assert not user.authenticator_set.exists()


def test_an_administrator_sees_only_colleagues_and_changes_none(client):
    administrator = make.membership(role="administrator")
    colleague = make.membership(foundation=administrator.foundation)
    stranger = make.membership()
    sign_in(client, administrator)
    shown = set(client.get("/beheer/cases/user/").context["cl"].result_list)
    assert shown == {administrator.user, colleague.user}
    assert client.get(page_of(stranger.user)).status_code == 302
    assert client.post(page_of(colleague.user), {"is_superuser": "on"}).status_code == 403
    assert client.post(f"/beheer/cases/user/{colleague.user_id}/forget_second_factor/").status_code == 403


def test_an_administrator_gives_roles_in_the_own_foundation_only(client):
    administrator = make.membership(role="administrator")
    colleague = make.membership(foundation=administrator.foundation)
    sign_in(client, administrator)
    values = {"user": colleague.user_id, "role": "board", "started_on": "01-01-2026"}
    own = values | {"foundation": administrator.foundation_id}
    assert client.post("/beheer/cases/membership/add/", own).status_code == 302
    assert Membership.objects.filter(user=colleague.user, role="board", foundation=administrator.foundation).exists()
    elsewhere = client.post("/beheer/cases/membership/add/", values | {"foundation": make.foundation().pk})
    assert "foundation" in elsewhere.context["adminform"].form.errors


def test_the_same_role_twice_is_refused_on_the_form(client):
    sign_in(client)
    member = make.membership()
    values = {"user": member.user_id, "foundation": member.foundation_id, "role": "lawyer", "started_on": "01-01-2026"}
    response = client.post("/beheer/cases/membership/add/", values)
    assert response.status_code == 200
    assert response.context["adminform"].form.errors


@pytest.mark.parametrize("role", ["helpdesk", "finance", "auditor", "board", "lawyer"])
def test_other_roles_do_not_open_the_pages_of_staff(client, role):
    sign_in(client, make.membership(role=role))
    assert client.get("/beheer/cases/user/").status_code == 403
    assert client.get("/beheer/cases/membership/").status_code == 403
