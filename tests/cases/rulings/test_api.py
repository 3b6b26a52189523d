from datetime import date

import pytest

from cases.core.dates import Precision
from cases.rulings.choices import RulingKind
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/court-cases/tiktok/rulings"


@pytest.fixture
def case():
    return make.case(slug="tiktok")


def test_a_ruling_tells_its_ecli_where_to_read_it_and_what_it_decided(client, case):
    proceeding = make.proceeding(case=case)
    ruling = make.ruling(
        case=case, ecli="ECLI:NL:RBAMS:2024:83", kind=RulingKind.INTERLOCUTORY, court=make.court(),
        decided_on=date(2024, 1, 10), outcome="Ontvankelijk.", outcome_en="Admissible.",
    )  # fmt: skip
    ruling.proceedings.set([proceeding, make.proceeding(case=case, foundation=proceeding.foundation)])

    (told,) = client.get(ADDRESS).json()["results"]

    assert told["ecli"] == "ECLI:NL:RBAMS:2024:83"
    assert told["url"].startswith("https://deeplink.rechtspraak.nl/uitspraak?id=ECLI")
    assert (told["kind"], told["decidedOn"], told["court"]["code"]) == ("interlocutory", "2024-01-10", "RBAMS")
    assert told["outcome"] == {"nl": "Ontvankelijk.", "en": "Admissible."}
    assert [one["slug"] for one in told["foundations"]] == [proceeding.foundation.slug]


def test_a_ruling_without_ecli_has_no_address(client, case):
    make.ruling(case=case, ecli="", decided_on=date(2019, 1, 1), precision=Precision.YEAR)

    (told,) = client.get(ADDRESS).json()["results"]

    assert told["ecli"] is told["url"] is told["court"] is None
    assert told["decidedOn"] == "2019"


def test_a_ruling_that_is_not_published_is_left_out(client, case):
    make.ruling(case=case, is_published=False)

    assert client.get(ADDRESS).json()["results"] == []
