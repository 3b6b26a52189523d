from datetime import date

import pytest

from cases.core.dates import Precision
from cases.parties.models import Product
from cases.regulation.choices import Level, MeasureKind, MeasureState
from cases.regulation.models import Regulator, RegulatoryMeasure
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/measures"


def measure(**values):
    regulator = Regulator.objects.create(name=f"Overheid {Regulator.objects.count()}", level=Level.STATE, country="NL")
    values = {"kind": MeasureKind.BAN, "state": MeasureState.IN_FORCE, "summary": "Niet op werktelefoons."} | values
    return RegulatoryMeasure.objects.create(regulator=regulator, **values)


def test_a_measure_tells_who_did_what_about_which_products(client):
    concern = make.concern(name="TikTok", slug="tiktok")
    ban = measure(
        concern=concern, announced_on=date(2023, 3, 1), precision=Precision.MONTH, addressee="Rijksambtenaren"
    )
    ban.products.add(Product.objects.create(concern=concern, name="TikTok"))

    (told,) = client.get(ADDRESS).json()["results"]

    assert (told["kind"], told["state"], told["announcedOn"]) == ("ban", "in_force", "2023-03")
    assert (told["regulator"]["level"], told["regulator"]["country"]) == ("state", "NL")
    assert (told["concern"]["slug"], told["products"], told["addressee"]) == ("tiktok", ["TikTok"], "Rijksambtenaren")


def test_measures_are_found_by_concern_and_only_when_published(client):
    concern = make.concern(slug="tiktok")
    mine = measure(concern=concern)
    measure(concern=make.concern())
    measure(concern=concern, is_published=False)

    found = client.get(f"{ADDRESS}?concern=tiktok").json()["results"]

    assert [one["id"] for one in found] == [str(mine.public_id)]
