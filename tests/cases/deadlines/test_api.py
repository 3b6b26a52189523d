from datetime import date

import pytest

from cases.deadlines.choices import DateSource
from cases.law.terms import TERMS, due
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/court-cases/tiktok/deadlines"


@pytest.fixture
def case():
    return make.case(slug="tiktok")


def test_a_computed_deadline_tells_every_step_of_its_count(client, case):
    proof = due(TERMS["D13"], date(2026, 1, 3))
    make.deadline(
        case=case, is_public=True, term="D13", ends_on=proof.ends_on, raw_ends_on=proof.raw_ends_on,
        triggered_on=proof.triggered_on, proof=proof.as_dict(), source=DateSource.COMPUTED,
    )  # fmt: skip

    (told,) = client.get(ADDRESS).json()["results"]

    assert (told["term"], told["rawEndsOn"], told["endsOn"]) == ("D13", "2026-04-03", "2026-04-07")
    assert [step["text"] for step in told["steps"]] == [step.text("nl") for step in proof.steps]
    assert (told["source"], told["state"]) == ("computed", "open")


def test_a_deadline_set_by_hand_has_no_steps(client, case):
    make.deadline(case=case, is_public=True)

    (told,) = client.get(ADDRESS).json()["results"]

    assert told["steps"] == []
    assert told["term"] is told["triggeredOn"] is told["legalBasis"] is None


def test_only_public_deadlines_are_told_the_earliest_first(client, case):
    make.deadline(case=case, is_public=True, ends_on=date(2027, 2, 1), title="later")
    make.deadline(case=case, is_public=True, ends_on=date(2026, 12, 1), title="eerder")
    make.deadline(case=case, is_public=True, ends_on=date(2026, 11, 1), title="vervangen", state="superseded")
    make.deadline(case=case, title="intern")

    assert [one["title"] for one in client.get(ADDRESS).json()["results"]] == ["eerder", "later"]


def test_who_is_responsible_is_not_told(client, case):
    person = make.user(username="geheimepersoon", email="geheimepersoon@stichting.example")
    make.deadline(case=case, is_public=True, responsible=person, deputy=person, created_by=person)

    assert "geheimepersoon" not in client.get(ADDRESS).content.decode()
