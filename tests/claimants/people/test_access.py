from datetime import date

import pytest

from cases.core.errors import NoFoundation
from claimants.people import access
from claimants.people.access import Visitor
from claimants.people.identity import email_index
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def visitor(address, *foundations):
    return Visitor(email_index(address), tuple(foundation.pk for foundation in foundations))


def seen(who, today=TODAY):
    return [(one.claimant, one.is_ward) for one in access.visible_to(who, today=today)]


def test_somebody_sees_everybody_at_their_own_address():
    me = make.claimant(email="gezin@voorbeeld.example")
    partner = make.claimant(foundation=me.foundation, email="gezin@voorbeeld.example")
    make.claimant(foundation=me.foundation, email="ander@voorbeeld.example")
    assert seen(visitor("gezin@voorbeeld.example", me.foundation)) == [(me, False), (partner, False)]


def test_a_parent_sees_the_minors_in_their_care_until_thirty_days_after_the_eighteenth_birthday():
    parent = make.claimant(email="ouder@voorbeeld.example")
    child = make.claimant(foundation=parent.foundation, born_on=date(2008, 11, 24))
    make.guardianship(minor=child, guardian=parent)
    who = visitor("ouder@voorbeeld.example", parent.foundation)
    assert seen(who) == [(parent, False), (child, True)]
    assert seen(who, date(2026, 11, 24)) == [(parent, False), (child, True)]
    assert seen(who, date(2026, 12, 24)) == [(parent, False)]


def test_an_ended_guardianship_shows_nobody():
    parent = make.claimant(email="ouder@voorbeeld.example")
    child = make.claimant(foundation=parent.foundation, born_on=date(2012, 1, 1))
    make.guardianship(minor=child, guardian=parent, ended_on=date(2026, 11, 22))
    assert seen(visitor("ouder@voorbeeld.example", parent.foundation)) == [(parent, False)]


def test_a_child_does_not_see_the_parent():
    parent = make.claimant(email="ouder@voorbeeld.example")
    child = make.claimant(foundation=parent.foundation, email="kind@voorbeeld.example", born_on=date(2012, 1, 1))
    make.guardianship(minor=child, guardian=parent)
    assert seen(visitor("kind@voorbeeld.example", parent.foundation)) == [(child, False)]


def test_only_the_files_of_the_session_are_opened():
    here = make.claimant(email="noor@voorbeeld.example")
    make.claimant(email="noor@voorbeeld.example")
    assert seen(visitor("noor@voorbeeld.example", here.foundation)) == [(here, False)]


def test_two_files_of_the_session_are_read_one_after_the_other():
    here = make.claimant(email="noor@voorbeeld.example")
    there = make.claimant(email="noor@voorbeeld.example")
    who = visitor("noor@voorbeeld.example", here.foundation, there.foundation)
    assert seen(who) == [(here, False), (there, False)]


def test_people_without_an_address_belong_to_nobody():
    nobody = make.claimant(email="")
    child = make.claimant(foundation=nobody.foundation, email="", born_on=date(2012, 1, 1))
    make.guardianship(minor=child, guardian=nobody)
    assert seen(Visitor("", (nobody.foundation_id,))) == []


def test_a_changed_address_closes_the_door_at_once():
    me = make.claimant(email="oud@voorbeeld.example")
    assert seen(visitor("nieuw@voorbeeld.example", me.foundation)) == []


def test_the_query_refuses_outside_a_file():
    with pytest.raises(NoFoundation):
        access.claimants_for(visitor("noor@voorbeeld.example"), today=TODAY)
