import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command

from cases.staff import services
from cases.staff.models import User
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db

PASSWORD = "een lang wachtwoord"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SIGN_IN = "/beheer/account/inloggen/"
CODE = "/beheer/account/tweede-stap/code/"
SET_UP = "/beheer/account/tweede-stap/instellen/"


@pytest.fixture
def lawyer() -> User:
    user = make.user(username="jurist", email="jurist@stichting.example", password=PASSWORD)
    make.membership(user=user)
    return user


def code(secret=SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_password(client, login="jurist", password=PASSWORD):
    return client.post(SIGN_IN, {"login": login, "password": password})


@pytest.mark.parametrize("login", ["jurist", "JURIST@stichting.example"], ids=["user name", "e-mail"])
def test_password_and_code_let_in(client, lawyer, login):
    services.enrol_totp(lawyer, SECRET)
    assert give_password(client, login)["Location"] == CODE
    assert client.get("/beheer/").status_code == 302
    assert client.post(CODE, {"code": code()})["Location"] == "/beheer/"
    assert client.get("/beheer/").status_code == 200


def test_a_code_works_once(client, lawyer, django_user_model):
    services.enrol_totp(lawyer, SECRET)
    with time_machine.travel("2026-11-23 09:00:05Z", tick=False):
        give_password(client)
        client.post(CODE, {"code": code()})
        client.logout()
        give_password(client)
        assert client.post(CODE, {"code": code()}).status_code == 200
        assert client.get("/beheer/").status_code == 302


def test_a_wrong_code_does_not_let_in(client, lawyer):
    services.enrol_totp(lawyer, SECRET)
    give_password(client)
    wrong = f"{(int(code()) + 1) % 1_000_000:06}"
    assert client.post(CODE, {"code": wrong}).status_code == 200
    assert client.get("/beheer/")["Location"].startswith(SIGN_IN)


def test_codes_cannot_be_guessed_without_end(client, lawyer):
    services.enrol_totp(lawyer, SECRET)
    give_password(client)
    for _attempt in range(6):
        client.post(CODE, {"code": "000000"})
    assert client.post(CODE, {"code": code()}).status_code == 200


def test_the_first_sign_in_leads_to_setting_up_the_second_step(client, lawyer):
    assert give_password(client).status_code == 302
    assert client.get("/beheer/")["Location"] == f"{SET_UP}?next=/beheer/"
    page = client.get(SET_UP)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert client.post(SET_UP, {"code": code(secret)})["Location"] == "/beheer/account/herstelcodes/"
    assert client.get("/beheer/account/herstelcodes/").status_code == 200
    assert client.get("/beheer/").status_code == 200


def test_a_recovery_code_works_when_the_telephone_is_lost(client, lawyer):
    give_password(client)
    client.post(SET_UP, {"code": code(client.get(SET_UP).context["form"].secret)})
    spare = client.get("/beheer/account/herstelcodes/").context["unused_codes"][0]
    client.logout()
    give_password(client)
    assert client.post(CODE, {"code": spare})["Location"] == "/beheer/"
    assert client.get("/beheer/").status_code == 200


def test_giving_up_an_authenticator_asks_for_the_next_one_at_once(client, lawyer):
    give_password(client)
    client.post(SET_UP, {"code": code(client.get(SET_UP).context["form"].secret)})
    assert client.get("/beheer/").status_code == 200
    client.post("/beheer/account/tweede-stap/vervangen/")
    assert not Authenticator.objects.exists()
    assert client.get("/beheer/")["Location"].startswith(SET_UP)


def test_secrets_of_authenticators_are_not_stored_as_they_are(lawyer):
    services.enrol_totp(lawyer, SECRET)
    assert SECRET not in str(Authenticator.objects.get(user=lawyer).data)


def test_wrong_password_and_unknown_person_get_the_same_answer(client, lawyer):
    known, unknown = give_password(client, password="iets heel anders"), give_password(client, "niemand")
    assert known.status_code == unknown.status_code == 200
    assert known.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()


def test_a_closed_account_cannot_sign_in(client, lawyer):
    User.objects.update(is_active=False)
    give_password(client)
    assert client.get("/beheer/")["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize(
    "address",
    ["signup/", "aanmelden/", "password/reset/", "email/", "login/code/", "webauthn/", "social/connections/"],
)
def test_nobody_signs_up_or_resets_here(client, address):
    assert client.get(f"/beheer/account/{address}")["Location"].startswith(SIGN_IN)
    sign_in(client)
    assert client.get(f"/beheer/account/{address}").status_code == 404


@pytest.mark.parametrize(
    "address", ["inloggen/", "wachtwoord/", "tweede-stap/", "uitloggen/", "tweede-stap/opnieuw/", "gesloten/"]
)
def test_account_pages_hold_no_script_and_leave_our_look_on(client, lawyer, address):
    if address != "inloggen/":
        services.enrol_totp(lawyer, SECRET)
        sign_in(client, lawyer)
    page = client.get(f"/beheer/account/{address}").content.decode()
    assert "<script" not in page
    assert "account.css" in page


def test_signing_out_needs_a_post(client, lawyer):
    sign_in(client, lawyer)
    client.get("/beheer/account/uitloggen/")
    assert client.get("/beheer/").status_code == 200
    client.post("/beheer/logout/")
    assert client.get("/beheer/").status_code == 302


def test_the_administrators_sign_in_page_is_the_only_one(client):
    assert client.get("/beheer/login/")["Location"].startswith(SIGN_IN)


def test_demo_code_prints_what_an_app_would_show(capsys, lawyer):
    services.enrol_totp(lawyer, SECRET)
    with time_machine.travel("2026-11-23 09:00:05Z", tick=False):
        call_command("demo_code", "jurist")
        assert capsys.readouterr().out.strip() == code()


def test_demo_code_says_who_has_none(lawyer):
    with pytest.raises(CommandError, match="jurist"):
        call_command("demo_code", "jurist")
