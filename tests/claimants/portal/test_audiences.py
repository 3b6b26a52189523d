"""In whose words a page speaks: to an adult, to a minor themselves, to whoever acts for a minor."""

from datetime import date

import pytest

from tests import make
from tests.portal_door import sign_in

pytestmark = pytest.mark.django_db
ADULT, TEEN = "noor@voorbeeld.example", "sam@voorbeeld.example"


@pytest.fixture
def noor():
    """A mother and her child of thirteen with a mailbox of their own, both in the same group."""
    noor = make.claimant(email=ADULT, full_name="Noor Bakker")
    group = make.group()
    make.in_stage("S60_merits", proceeding=make.proceeding(case=group.case, foundation=noor.foundation), group=group)
    return make.registration(claimant=noor, group=group)


@pytest.fixture
def sam(noor):
    born_on = date(2013, 5, 12)
    child = make.claimant(foundation=noor.foundation, email=TEEN, full_name="Sam Bakker", born_on=born_on)
    make.guardianship(minor=child, guardian=noor.claimant)
    return make.registration(claimant=child, group=noor.group)


def page(client, registration, address) -> str:
    sign_in(client, registration.foundation, address=address)
    return client.get(f"/nl/mijn/{registration.public_id}/").content.decode()


def test_an_adult_reads_u_and_a_minor_reads_je(client, noor, sam):
    assert "U hoeft niets te doen." in page(client, noor, ADULT)
    theirs = page(client, sam, TEEN)
    assert "Je hoeft niets te doen." in theirs
    assert "Je staat op de lijst voor deze zaak." in theirs
    assert "U hoeft niets te doen." not in theirs


def test_a_parent_reads_about_the_child(client, noor, sam):
    read = page(client, sam, ADULT)
    assert "U hoeft niets te doen voor uw kind." in read
    assert "Uw kind staat op de lijst voor deze zaak." in read


def written(noor, **values):
    values = {"case": noor.group.case, "foundation": noor.foundation} | values
    return make.stage_text(**{"language": "nl", "written_by": make.user()} | values)


@pytest.mark.parametrize("state", ["draft", "rejected"])
def test_nobody_reads_a_text_that_nobody_approved(client, noor, state):
    written(noor, audience="adult", state=state)
    assert "Er komt een zitting" not in page(client, noor, ADULT)


def test_each_audience_reads_what_was_written_for_it(client, noor, sam):
    for audience in ("adult", "parent", "teen"):
        written(noor, audience=audience, heading=f"Voor {audience}", state="approved")
        written(noor, audience=audience, code="received", heading=f"Op de lijst: {audience}", state="approved")
    for registration, address, audience in (
        (noor, ADULT, "adult"),
        (sam, ADULT, "parent"),
        (sam, TEEN, "teen"),
    ):
        read = page(client, registration, address)
        assert f"Voor {audience}" in read
        assert f"Op de lijst: {audience}" in read


def test_the_reason_of_a_state_is_told_once(client, noor):
    refused = make.registration(
        claimant=noor.claimant, group=make.group(), state="not_eligible", state_reason="Te laat geboren"
    )
    assert page(client, refused, ADULT).count("Te laat geboren") == 1
    on_hold = make.registration(claimant=noor.claimant, group=make.group(), state="on_hold", state_reason="Twee ouders")
    assert page(client, on_hold, ADULT).count("Twee ouders") == 1


def test_my_case_tells_when_the_next_step_is_expected_and_that_nothing_changed(client, noor):
    case = noor.group.case
    case.checked_on = date(2026, 11, 1)
    case.save()
    make.expectation(case=case)
    make.expectation(case=case, group=noor.group, expected_until=date(2027, 6, 30))
    read = page(client, noor, ADULT)
    assert "Wij verwachten dit tussen januari 2027 en juni 2027." in read
    assert "Er is niets veranderd. Wij hebben dit gecontroleerd op 1 november 2026." in read
