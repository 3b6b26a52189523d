import pytest
from jsonschema import Draft202012Validator

from cases.dossier.models import Case
from cases.proceedings.models import DocketNumber
from cases.rulings.models import Ruling
from tests.house.test_api import VIEWS, closed, read_description

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
CASES = "/api/v1/court-cases"
PARTS = [route for route in VIEWS if route.startswith("court-cases/<slug:id>")]


def found(client, words) -> set[str]:
    answer = client.get(CASES, {"q": words, "limit": 500})
    assert answer.status_code == 200, answer.content
    return {case["slug"] for case in answer.json()["results"]}


def test_a_program_finds_every_ecli(client):
    rulings = Ruling.objects.exclude(ecli="").select_related("case")

    assert rulings
    assert [ruling.ecli for ruling in rulings if found(client, ruling.ecli) != {ruling.case.slug}] == []


def test_a_program_finds_every_docket_number(client):
    numbers = DocketNumber.objects.select_related("proceeding__case")

    assert numbers
    assert [one.number for one in numbers if one.proceeding.case.slug not in found(client, one.number)] == []


@pytest.mark.parametrize("part", PARTS)
def test_every_case_answers_as_described(client, part):
    description = read_description()
    answers = description["paths"]["/" + part.replace("<slug:id>", "{id}")]["get"]["responses"]
    schema = answers["200"]["content"]["application/json"]["schema"] | {"components": description["components"]}
    expected = Draft202012Validator(closed(schema))

    for slug in Case.objects.values_list("slug", flat=True):
        expected.validate(client.get("/api/v1/" + part.replace("<slug:id>", slug)).json())
