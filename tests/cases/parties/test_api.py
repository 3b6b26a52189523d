from datetime import date

import pytest

from cases.parties.models import Funder, Funding, Spokesperson, Support
from tests import make

pytestmark = pytest.mark.django_db


def test_a_foundation_tells_who_pays_who_helps_and_who_speaks(client):
    foundation = make.foundation(slug="smc", kvk_number="12345678", website="https://smc.example")
    funder = Funder.objects.create(name="Fonds", website="https://fonds.example")
    Funding.objects.create(foundation=foundation, funder=funder, share_percentage="12.50", started_on=date(2021, 1, 1))
    Support.objects.create(foundation=foundation, name="Bond")
    Spokesperson.objects.create(foundation=foundation, name="A. Voorbeeld", role="voorzitter")

    told = client.get("/api/v1/foundations/smc").json()

    assert (told["kvkNumber"], told["legalForm"], told["website"]) == ("12345678", "foundation", "https://smc.example")
    assert told["fundings"][0]["name"] == "Fonds"
    assert told["fundings"][0]["sharePercentage"] == 12.5
    assert told["fundings"][0]["startedOn"] == "2021-01-01"
    assert told["supports"][0]["name"] == "Bond"
    assert told["spokespersons"][0]["role"] == "voorzitter"


def test_what_nobody_wrote_down_of_a_foundation_is_null(client):
    make.foundation(slug="smc")

    told = client.get("/api/v1/foundations/smc").json()

    assert told["rsin"] is told["seat"] is told["phone"] is told["postalAddress"] is told["email"] is None


def test_a_defendant_tells_its_concern_and_its_parent(client):
    parent = make.defendant(name="Moeder")
    make.defendant(name="Dochter", concern=make.concern(name="Groep", parent_name="Top"), parent=parent)

    told = client.get("/api/v1/defendants").json()["results"][0]

    assert told["name"] == "Dochter"
    assert (told["concern"]["name"], told["concern"]["parentName"], told["parent"]["name"]) == (
        "Groep",
        "Top",
        "Moeder",
    )
