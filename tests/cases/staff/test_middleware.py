from datetime import date

import pytest
import time_machine
from django.urls import URLPattern, URLResolver, get_resolver

from cases.core.tenancy import acting_foundation_id
from cases.journal.models import Entry
from cases.staff import middleware
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


def staff_addresses(patterns=None, prefix="/"):
    """Every address below /beheer/, with a number where one is asked."""
    for entry in patterns or get_resolver().url_patterns:
        part = str(entry.pattern)
        for variable in ("<path:object_id>", "<int:content_type_id>", "<int:pk>"):
            part = part.replace(variable, "1")
        if isinstance(entry, URLResolver):
            if prefix != "/" or part == "beheer/":
                yield from staff_addresses(entry.url_patterns, prefix + part)
        elif isinstance(entry, URLPattern) and "<" not in part and "(" not in part:
            yield prefix + part, entry.name


def closed():
    return [address for address, name in staff_addresses() if name not in middleware.SIGN_IN]


def test_nothing_opens_without_signing_in(client):
    addresses = closed()
    assert len(addresses) > 50
    for address in addresses:
        for ask in (client.get, client.post):
            assert ask(address)["Location"].startswith("/beheer/account/inloggen/"), address


def test_nothing_opens_without_a_second_factor(client):
    client.force_login(make.user(is_superuser=True))
    for address, name in staff_addresses():
        if name not in middleware.SIGN_IN | middleware.FIRST_SET_UP:
            assert client.get(address)["Location"].startswith("/beheer/account/tweede-stap/instellen/"), address


def test_having_a_second_factor_is_not_using_it(client):
    from cases.staff import services

    user = make.user(is_superuser=True)
    services.enrol_totp(user)
    client.force_login(user)
    for address, name in staff_addresses():
        if name not in middleware.SIGN_IN | middleware.PROVE:
            assert client.get(address)["Location"].startswith("/beheer/account/tweede-stap/opnieuw/"), address


def test_a_factor_used_by_somebody_else_in_this_session_does_not_count(client):
    sign_in(client)
    session = client.session
    session["account_authentication_methods_user"] = "0"
    session.save()
    assert client.get("/beheer/").status_code == 302


def test_who_is_no_staff_is_refused(client):
    sign_in(client, make.user(is_staff=False))
    assert client.get("/beheer/").status_code == 403


def test_a_session_ends_after_twelve_hours_however_busy(client):
    with time_machine.travel("2026-11-23 08:00Z", tick=False) as clock:
        sign_in(client)
        for _half_hour in range(30):
            clock.shift(25 * 60)
            response = client.get("/beheer/cases/court/")
        assert response["Location"].startswith("/beheer/account/inloggen/")


def test_a_session_ends_after_half_an_hour_of_silence(client):
    with time_machine.travel("2026-11-23 08:00Z", tick=False) as clock:
        sign_in(client)
        clock.shift(29 * 60)
        assert client.get("/beheer/cases/court/").status_code == 200
        clock.shift(31 * 60)
        assert client.get("/beheer/cases/court/").status_code == 302


def seen(client):
    return client.get("/beheer/").wsgi_request


def test_a_session_works_for_one_foundation(client):
    member = make.membership()
    sign_in(client, member)
    request = seen(client)
    assert (request.foundation, request.membership) == (member.foundation, member)
    assert acting_foundation_id() is None


def test_roles_in_two_foundations_are_never_added_up_r44(client):
    first = make.membership(foundation=make.foundation(short_name="A"), role="helpdesk")
    second = make.membership(user=first.user, foundation=make.foundation(short_name="B"), role="lawyer")
    sign_in(client, first)
    assert seen(client).user.acting_roles == {"helpdesk"}
    response = client.post("/beheer/stichting/", {"foundation": second.foundation.public_id})
    assert response["Location"] == "/beheer/"
    assert seen(client).user.acting_roles == {"lawyer"}
    entry = Entry.objects.get(action="membership.switched")
    assert (entry.by, entry.foundation) == (first.user, second.foundation)


def test_nobody_switches_to_a_foundation_of_others(client):
    member, stranger = make.membership(), make.membership()
    sign_in(client, member)
    client.post("/beheer/stichting/", {"foundation": stranger.foundation.public_id})
    assert seen(client).foundation == member.foundation
    assert not Entry.objects.filter(action="membership.switched").exists()


@pytest.mark.parametrize("wanted", ["", "abc", "\x00", "1" * 5000])
def test_switching_to_nonsense_changes_nothing(client, wanted):
    sign_in(client, make.membership())
    assert client.post("/beheer/stichting/", {"foundation": wanted}).status_code == 302


def test_switching_needs_a_post(client):
    sign_in(client, make.membership())
    assert client.get("/beheer/stichting/").status_code == 405


def test_switching_never_leads_to_another_site(client):
    sign_in(client, make.membership())
    response = client.post("/beheer/stichting/", {"foundation": "", "next": "https://kwaad.example/"})
    assert response["Location"] == "/beheer/"


def test_a_membership_that_ended_gives_nothing(client):
    member = make.membership(ended_on=date(2021, 1, 1))
    sign_in(client, member)
    assert seen(client).foundation is None
    assert client.get("/beheer/cases/court/").status_code == 403


def test_the_operator_works_for_no_foundation_r45(client):
    sign_in(client)
    assert seen(client).foundation is None
    for model in ("claimant", "registration"):
        assert client.get(f"/beheer/claimants/{model}/").status_code in {302, 403}


def test_staff_read_their_own_language(client):
    sign_in(client, make.membership(user=make.user(language="en")))
    assert '<html lang="en"' in client.get("/beheer/", headers={"Accept-Language": "nl"}).content.decode()
