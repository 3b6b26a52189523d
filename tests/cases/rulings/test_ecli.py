from datetime import date

import pytest

from cases.rulings import ecli

GOOD = [
    "ECLI:NL:RBAMS:2024:83",
    "ECLI:NL:HR:2025:388",
    "ECLI:NL:PHR:2003:AF1414",
    "ECLI:NL:RBSGR:2010:BL9558",
    "ECLI:EU:C:2004:714",
    "ECLI:EU:T:2024:73",
    "ECLI:FR:CCASS:2013:C100123",
    "ECLI:DE:BGH:2019:280519UVIZR534.15.0",
]
BAD = [
    pytest.param("ECLI:NL:RB:AMS:2023:6694", id="court in two parts"),
    pytest.param("ECLI:NL:RBAMS:2024:083", id="leading zero"),
    pytest.param("ECLI:NL:RBAMS:24:83", id="year of two digits"),
    pytest.param("ECLI:NL:RBAMS:2024:", id="no number"),
    pytest.param("ECLI:NL:RBAMSTERDAM:2024:83", id="court code of more than seven"),
    pytest.param("ECLI:NL:RBAMS:0024:83", id="year with a leading zero"),
    pytest.param("ECLI:NL:RBAMS:2024:AF141", id="LJN with three digits"),
    pytest.param("ECLI:NL:RBAMS:2024:83\n", id="line break at the end"),
    pytest.param("ECLI:NL:RBAMS:2024:٨٣", id="digits of another script"),
    pytest.param("ecli:nl:rbams:2024:83", id="lower case is not canonical"),
    pytest.param("ECLI:NL:RBAMS:2024:" + "1" * 26, id="number of twenty-six digits"),
    pytest.param("ECLI:EU:C:2004:714-A", id="hyphen"),
    pytest.param("2024:83", id="half"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("text", GOOD)
def test_a_good_ecli_is_taken(text):
    assert ecli.is_ecli(text)


@pytest.mark.parametrize("text", BAD)
def test_a_bad_ecli_is_not_taken(text):
    assert not ecli.is_ecli(text)


@pytest.mark.parametrize(
    "text",
    ["ecli:nl:rbams:2024:83", " ECLI:NL:RBAMS:2024:83 ", "ECLI%3ANL%3ARBAMS%3A2024%3A83", "ECLI: NL:\tRBAMS:2024: 83"],
)
def test_every_spelling_becomes_the_canonical_one(text):
    assert ecli.normalise(text) == "ECLI:NL:RBAMS:2024:83"


def test_the_link_of_a_court_elsewhere_is_unknown():
    assert ecli.link("ECLI:FR:CCASS:2013:C100123") == ""
    assert ecli.link("ECLI:EU:C:2004:714").startswith("https://eur-lex.europa.eu/")


def test_another_year_or_court_is_doubted_but_not_refused():
    number = "ECLI:NL:RBAMS:2024:83"
    assert ecli.doubts(number, decided_on=date(2024, 1, 10), court="RBAMS") == []
    assert ecli.doubts(number, decided_on=date(2023, 12, 29), court="RBROT") == ["year", "court"]
    assert ecli.doubts(number) == ecli.doubts("", decided_on=date(2024, 1, 10)) == []
