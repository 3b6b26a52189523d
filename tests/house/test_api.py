"""The API: every address is described, limited, read-only where it says so, and costs what it always cost."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver
from jsonschema import Draft202012Validator

from cases.dossier.choices import EstimateKind
from cases.dossier.models import PeopleEstimate
from cases.parties.models import Funder, Funding, Product, Spokesperson, Support
from cases.proceedings.models import StageEntry
from cases.regulation.choices import Level, MeasureKind, MeasureState
from cases.regulation.models import Regulator, RegulatoryMeasure
from cases.rest.endpoints import Endpoint, Listing
from cases.rest.limits import RateLimit
from cases.urls import API
from tests import make

ROOT = Path(__file__).parents[2]
BASE = "/api/v1/"
VIEWS = {str(route.pattern): route.callback.view_class for route in API}
READS = [route for route, view in VIEWS.items() if hasattr(view, "get")]
LISTS = [route for route, view in VIEWS.items() if issubclass(view, Listing) and route != "terms"]


@cache
def read_description() -> dict:
    return yaml.safe_load((ROOT / "docs" / "openapi.yaml").read_text())


def routes(resolver, prefix=""):
    for one in resolver.url_patterns:
        path = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one, path)
        else:
            yield path, one.callback


def address(route: str) -> str:
    return BASE + route.replace("<slug:id>", "voorbeeld")


@pytest.fixture
def case():
    make.foundation(slug="voorbeeld")
    return make.case(slug="voorbeeld", title="Voorbeeld", concern=make.concern())


def fill(case):
    """One more of everything a program can read."""
    foundation = make.foundation()
    Funding.objects.create(foundation=foundation, funder=Funder.objects.create(name=f"Funder {foundation.pk}"))
    Support.objects.create(foundation=foundation, name="Steun")
    Spokesperson.objects.create(foundation=foundation, name="Iemand", role="voorzitter")
    make.defendant_in(case, concern=case.concern, parent=make.defendant())
    group = make.group(case=case)
    make.representation(group=group, foundation=foundation)
    PeopleEstimate.objects.create(case=case, group=group, kind=EstimateKind.AFFECTED, low_count=1, high_count=2)
    proceeding = make.proceeding(case=case, foundation=foundation, court=make.court())
    make.docket_number(proceeding=proceeding, court=make.court())
    track = make.track(proceeding=proceeding, group=group, claim_ground=make.claim_ground(case=case))
    event = make.event(track, court=make.court())
    StageEntry.objects.create(track=track, stage="S35_admissibility", entered_on=event.happened_on, event=event)
    make.ruling(case=case, court=make.court()).proceedings.add(proceeding)
    make.deadline(case=case, is_public=True)
    make.hearing(case=case, planned_on=date(2090, 1, 2))
    make.news_item(about=case)
    regulator = Regulator.objects.create(name=f"Toezichthouder {foundation.pk}", level=Level.STATE)
    measure = RegulatoryMeasure.objects.create(
        regulator=regulator, concern=case.concern, kind=MeasureKind.BAN, state=MeasureState.PROPOSED, summary="Verbod."
    )
    measure.products.add(Product.objects.create(concern=case.concern, name=f"App {foundation.pk}"))


def queries(client, route) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address(route))
    assert answer.status_code == 200, answer.content
    return [query["sql"] for query in seen]


def test_every_address_below_api_is_an_endpoint_on_the_page_of_addresses():
    found = {path.removeprefix("api/v1/"): view for path, view in routes(get_resolver()) if path.startswith("api/")}

    assert {path: view.view_class for path, view in found.items()} == VIEWS
    assert all(issubclass(view, Endpoint) for view in VIEWS.values())


@pytest.mark.parametrize("route", VIEWS)
def test_every_address_has_rights_a_limit_and_no_trailing_slash(route):
    view = VIEWS[route]

    assert view.permission_classes
    assert RateLimit in view.throttle_classes
    assert not route.endswith("/")
    assert set(route) <= set("abcdefghijklmnopqrstuvwxyz-/<:>.")


@pytest.mark.parametrize("route", VIEWS)
def test_only_what_is_open_data_is_open_to_every_site(route):
    view = VIEWS[route]

    assert view.is_open_data == (hasattr(view, "get") and not hasattr(view, "post"))


@pytest.mark.django_db
@pytest.mark.parametrize("route", READS)
def test_reading_writes_nothing(client, case, route):
    fill(case)

    assert not [sql for sql in queries(client, route) if not sql.startswith("SELECT")]


@pytest.mark.django_db
@pytest.mark.parametrize("route", READS)
def test_many_rows_cost_as_many_queries_as_one(client, case, route):
    fill(case)
    few = len(queries(client, route))
    for _ in range(3):
        fill(case)

    assert len(queries(client, route)) == few <= 20


@pytest.mark.django_db
@pytest.mark.parametrize("route", [route for route in READS if route != "openapi.json"])
@pytest.mark.parametrize("is_filled", [True, False], ids=["filled", "empty"])
def test_an_answer_is_what_the_description_says(client, case, route, is_filled):
    if is_filled:
        fill(case)

    answer = client.get(address(route))

    description = read_description()
    path = "/" + route.replace("<slug:id>", "{id}")
    schema = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator(closed(schema | {"components": description["components"]})).validate(answer.json())


def closed(schema):
    """The schema, refusing every property it does not name."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    schema = {key: closed(one) for key, one in schema.items()}
    return schema | ({"additionalProperties": False} if isinstance(schema.get("properties"), dict) else {})


@pytest.mark.django_db
@pytest.mark.parametrize("route", LISTS)
def test_every_list_walks_through_all_its_rows(client, case, route):
    for _ in range(3):
        fill(case)
    make.case(slug="ander")
    whole = client.get(address(route) + "?limit=500&count=true").json()
    step, seen = client.get(address(route) + "?limit=1").json(), []
    while True:
        seen += step["results"]
        if step["next"] is None:
            break
        step = client.get(step["next"]).json()

    assert seen == whole["results"]
    assert whole["count"] == len(seen) > 1


def test_the_description_in_the_tree_is_the_one_the_endpoints_give(tmp_path, client):
    call_command("spectacular", validate=True, fail_on_warn=True, lang="nl", file=str(tmp_path / "openapi.yaml"))
    made = yaml.safe_load((tmp_path / "openapi.yaml").read_text())
    kept = read_description()
    made["info"]["contact"] = kept["info"]["contact"]

    assert made == kept, "run: python manage.py spectacular --lang nl --file docs/openapi.yaml"


@pytest.mark.django_db
def test_the_description_is_served_as_it_stands_in_the_tree(client):
    served = client.get(BASE + "openapi.json")
    kept = read_description()

    told = json.loads(served.content)
    assert told["openapi"] == "3.1.0"
    assert {key: told[key] for key in ("paths", "components")} == {key: kept[key] for key in ("paths", "components")}
    assert set(told["info"]["contact"]) == {"name", "email", "url"}


def operations():
    for path, item in read_description()["paths"].items():
        for method, operation in item.items():
            yield pytest.param(operation, id=f"{method} {path}")


@pytest.mark.parametrize("operation", list(operations()))
def test_every_operation_is_described_with_all_its_answers(operation):
    assert operation["summary"]
    assert operation["description"].endswith(".")
    assert {"200", "400", "406", "429", "500"} <= set(operation["responses"])
    for status, response in operation["responses"].items():
        assert "API-Version" in response["headers"]
        assert status < "400" or "application/problem+json" in response["content"]
    for parameter in operation.get("parameters", []):
        assert parameter["description"]
        assert "_" not in parameter["name"]


def test_every_field_is_described_and_named_in_camel_case():
    schemas = read_description()["components"]["schemas"]
    fields = {(name, key): one for name, schema in schemas.items() for key, one in schema.get("properties", {}).items()}

    assert not [where for where in fields if "_" in where[1]]
    assert not [where for where, one in fields.items() if where[1] != "results" and not one.get("description")]


def test_a_name_in_the_description_is_used_once():
    names = [param.values[0]["operationId"] for param in operations()]

    assert len(names) == len(set(names))
