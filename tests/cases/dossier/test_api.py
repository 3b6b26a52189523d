from datetime import date

import pytest

from cases.core.dates import Precision
from cases.dossier.choices import EstimateKind, RepresentationKind
from cases.dossier.models import PeopleEstimate
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/court-cases/tiktok"


@pytest.fixture
def case():
    return make.case(slug="tiktok")


def number(case, **values):
    values = {"kind": EstimateKind.ESTIMATED, "low_count": 1_000_000, "high_count": 1_500_000} | values
    return PeopleEstimate.objects.create(case=case, **values)


def test_a_group_tells_who_is_in_it_and_who_acts_for_it(client, case):
    group = make.group(case=case, slug="kinderen", name="Kinderen", name_en="Children", age_until=17)
    make.group(slug="elsewhere")
    representation = make.representation(group=group, kind=RepresentationKind.JOINT, started_on=date(2024, 1, 10))

    (told,) = client.get(f"{ADDRESS}/groups").json()["results"]

    assert told["name"] == {"nl": "Kinderen", "en": "Children"}
    assert (told["ageFrom"], told["ageUntil"], told["residence"], told["isConfirmed"]) == (None, 17, "nl", False)
    assert told["representations"][0]["foundation"]["slug"] == representation.foundation.slug
    assert told["representations"][0]["kind"] == "joint"
    assert told["representations"][0]["startedOn"] == "2024-01-10"


def test_a_number_is_a_range_with_who_said_it_and_when(client, case):
    number(case, as_of_on=date(2024, 3, 1), as_of_precision=Precision.MONTH, said_by="De stichting")

    (told,) = client.get(f"{ADDRESS}/numbers").json()["results"]

    assert (told["lowCount"], told["highCount"], told["kind"]) == (1_000_000, 1_500_000, "estimated")
    assert (told["asOfOn"], told["asOfPrecision"], told["saidBy"]) == ("2024-03", "month", "De stichting")
    assert told["group"] is told["source"] is None


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2023-12-31", [1]), ("2024-03-01", [1, 2]), ("2026-01-01", [1, 2, 3]), (None, [1, 2, 3])]
)
def test_numbers_are_told_as_they_were_known_on_a_day(client, case, as_of, expected):
    number(case, low_count=1)
    number(case, low_count=2, as_of_on=date(2024, 3, 1), as_of_precision=Precision.DAY)
    number(case, low_count=3, as_of_on=date(2025, 3, 1), as_of_precision=Precision.DAY)

    told = client.get(f"{ADDRESS}/numbers", {"asOf": as_of} if as_of else {}).json()["results"]

    assert [one["lowCount"] for one in told] == expected
