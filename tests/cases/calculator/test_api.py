import pytest

from cases.law.terms import TERMS

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/deadline-calculations"


def calculate(client, **asked):
    return client.post(ADDRESS, asked, "application/json")


@pytest.mark.parametrize(
    ("asked", "raw", "end", "provisional"),
    [
        pytest.param({"triggeredOn": "2026-01-03", "term": "D13"}, "2026-04-03", "2026-04-07", False, id="art. 1 ATW"),
        pytest.param(
            {"triggeredOn": "2026-01-03", "length": 3, "unit": "month"}, "2026-04-03", "2026-04-07", False,
            id="a length is statutory unless said otherwise",
        ),
        pytest.param(
            {"triggeredOn": "2026-03-05", "length": 1, "unit": "month", "source": "court"}, "2026-04-05",
            "2026-04-05", False, id="a term of the court never moves",
        ),
        pytest.param(
            {"triggeredOn": "2026-05-15", "length": 4, "unit": "month"}, "2026-09-15", "2026-09-15", False,
            id="art. 4 ATW",
        ),
        pytest.param(
            {"triggeredOn": "2026-04-30", "length": 2, "unit": "week", "source": "backward"}, "2026-04-16",
            "2026-04-16", False, id="backwards",
        ),
        pytest.param({"triggeredOn": "2024-02-29", "term": "D22"}, "2029-02-28", "2029-02-28", False, id="leap day"),
    ],
)  # fmt: skip
def test_a_deadline_is_counted(client, asked, raw, end, provisional):
    answer = calculate(client, **asked)

    body = answer.json()
    assert answer.status_code == 200
    assert set(body) == {"rawEndsOn", "endsOn", "isProvisional", "steps"}
    assert (body["rawEndsOn"], body["endsOn"], body["isProvisional"]) == (raw, end, provisional)
    assert body["steps"][-1]["on"] == end
    assert all(set(step) == {"on", "rule", "article", "text"} for step in body["steps"])


def test_far_away_years_are_provisional(client):
    assert calculate(client, triggeredOn="2090-01-05", term="D13").json()["isProvisional"] is True


def test_the_steps_are_told_in_the_language_that_was_asked(client):
    asked = {"triggeredOn": "2026-01-03", "term": "D13"}
    english = client.post(ADDRESS, asked, "application/json", headers={"Accept-Language": "en"}).json()

    assert "Good Friday" in " ".join(step["text"] for step in english["steps"])
    assert "Goede Vrijdag" in " ".join(step["text"] for step in calculate(client, **asked).json()["steps"])


@pytest.mark.parametrize(
    ("asked", "pointers"),
    [
        pytest.param({}, {"/triggeredOn"}, id="nothing"),
        pytest.param({"triggeredOn": "2026-02-30", "term": "D13"}, {"/triggeredOn"}, id="a day that does not exist"),
        pytest.param({"triggeredOn": "20260103", "term": "D13"}, {"/triggeredOn"}, id="another form of date"),
        pytest.param({"triggeredOn": 20260103, "term": "D13"}, {"/triggeredOn"}, id="a number for a date"),
        pytest.param({"triggeredOn": "٢٠٢٦-٠١-٠٣", "term": "D13"}, {"/triggeredOn"}, id="other digits"),
        pytest.param({"triggered_on": "2026-01-03"}, {"/triggeredOn", "/triggered_on"}, id="a name of the code"),
        pytest.param({"triggeredOn": "2026-01-03", "term": "D99"}, {"/term"}, id="an unknown term"),
        pytest.param({"triggeredOn": "2026-01-03", "term": "D1\x003"}, {""}, id="NUL"),
        pytest.param({"triggeredOn": "0001-01-01", "term": "D03"}, {"/triggeredOn"}, id="year 1"),
        pytest.param({"triggeredOn": "0001-01-01", "length": 1, "unit": "day", "source": "backward"}, {"/length"},
                     id="before year 1"),
        pytest.param({"triggeredOn": "2026-01-03", "length": 10**9, "unit": "day"}, {"/length"}, id="10^9"),
        pytest.param({"triggeredOn": "2026-01-03", "term": ["D13"]}, {"/term"}, id="a list for a term"),
        pytest.param({"triggeredOn": "2026-01-03"}, {"/length", "/unit"}, id="neither term nor length"),
        pytest.param({"triggeredOn": "2026-01-03", "length": 3}, {"/unit"}, id="a length without unit"),
        pytest.param({"triggeredOn": "2026-01-03", "length": -3, "unit": "day"}, {"/length"}, id="a negative length"),
        pytest.param({"triggeredOn": "2026-01-03", "length": 0, "unit": "day"}, {"/length"}, id="no length"),
        pytest.param({"triggeredOn": "2026-01-03", "length": 1.5, "unit": "day"}, {"/length"}, id="half a day"),
        pytest.param({"triggeredOn": "2026-01-03", "length": True, "unit": "day"}, {"/length"}, id="true"),
        pytest.param({"triggeredOn": "2026-01-03", "length": 10**30, "unit": "day"}, {"/length"}, id="too long"),
        pytest.param({"triggeredOn": "9999-12-01", "length": 2, "unit": "month"}, {"/length"}, id="after year 9999"),
        pytest.param({"triggeredOn": "9999-12-31", "term": "D13"}, {"/triggeredOn"}, id="a term after year 9999"),
        pytest.param({"triggeredOn": "2026-01-03", "length": 1, "unit": "hour"}, {"/unit"}, id="an unknown unit"),
        pytest.param({"triggeredOn": "2026-01-03", "length": 1, "unit": "day", "source": "eu"}, {"/source"}, id="eu"),
        pytest.param({"triggeredOn": "2026-01-03", "term": "D13", "length": 1}, {"/length"}, id="both"),
        pytest.param({"triggeredOn": "2019-01-03", "term": "D03"}, {"/triggeredOn"}, id="before the law was there"),
        pytest.param({"triggeredOn": "2026-01-03", "term": "D06"}, {"/term"}, id="a date the court sets"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused_with_a_pointer(client, asked, pointers):
    answer = calculate(client, **asked)

    assert answer.status_code == 400, answer.content
    assert {fault["pointer"] for fault in answer.json()["errors"]} == pointers


def test_a_calculation_asks_only_for_the_decree_days(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        calculate(client, triggeredOn="2026-01-03", term="D13")


def test_every_term_of_the_law_is_listed(client):
    terms = client.get("/api/v1/terms?limit=500&count=true").json()

    assert [one["code"] for one in terms["results"]] == list(TERMS)
    assert terms["count"] == len(TERMS)


def test_a_term_tells_what_a_lawyer_wants_to_know(client):
    term = next(one for one in client.get("/api/v1/terms").json()["results"] if one["code"] == "D13")

    assert term["name"] == {"nl": "hoger beroep van een eindvonnis", "en": "appeal from a final judgment"}
    assert (term["length"], term["unit"], term["article"]) == (3, "month", "art. 339 lid 1 Rv")
    assert term["isCountable"] is True
    assert "dismissed" in [trigger["code"] for trigger in term["triggers"]]
