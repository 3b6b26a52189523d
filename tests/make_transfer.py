"""Builders for people who go to another foundation."""

from datetime import date

from claimants.registrations import services as registrations
from claimants.transfers import services as transfers
from claimants.transfers.models import Transfer
from tests import make


def between(giver=None, taker=None, *, group=None, **values):
    """A counted registration with a giver, in a group for which both foundations act, and a text for the transfer."""
    giver, taker, group = giver or make.foundation(), taker or make.foundation(), group or make.group()
    for foundation in (giver, taker):
        make.representation(foundation=foundation, group=group)
    make.terms(foundation=giver, kind="transfer", text_nl="Ik stap over.", text_en="I go.")
    values = {"born_on": date(1990, 1, 1), "full_name": "Noor Bakker"} | values
    person = make.claimant(foundation=giver, **values)
    registration = registrations.register(person, group, used_from=date(2019, 2, 3), by=None)
    return registration, taker


def transfer(**values) -> Transfer:
    """A transfer that somebody asked for on their own page."""
    registration, taker = between(**values)
    return transfers.ask(registration, to_foundation=taker, to_group=registration.group, by=None)
