import pytest

from cases.proceedings import rules

SPELLINGS = [
    # as typed, kind, canonical
    ("C/13/702849 / HA ZA 21-526", "district", "C/13/702849 / HA ZA 21-526"),
    ("C/13/706680 / HA ZA 21-789", "district", "C/13/706680 / HA ZA 21-789"),
    ("C/13/706842 / HA ZA 21-794", "district", "C/13/706842 / HA ZA 21-794"),
    ("C/13/708095 / HA ZA 22-1", "district", "C/13/708095 / HA ZA 22-1"),
    ("C-09-623288-HA ZA 22-26", "district", "C/09/623288 / HA ZA 22-26"),
    ("C/13/688682/ HA ZA 20-863", "district", "C/13/688682 / HA ZA 20-863"),
    ("C13/715885 HA ZA 22- 283", "district", "C/13/715885 / HA ZA 22-283"),
    ("C/13/716027 / HA ZA 22-295", "district", "C/13/716027 / HA ZA 22-295"),
    ("c/10/668332 / ha za 23-965", "district", "C/10/668332 / HA ZA 23-965"),
    ("C/10/670559 / HA ZA 23-1087", "district", "C/10/670559 / HA ZA 23-1087"),
    ("C/10/667023\u00a0/ HA ZA 23-891", "district", "C/10/667023 / HA ZA 23-891"),
    ("C/13/739486 / HA ZA 24-1", "district", "C/13/739486 / HA ZA 24-1"),
    ("C/13/683377 / HA ZA 20\u2013468", "district", "C/13/683377 / HA ZA 20-468"),
    ("C/09/611015 / HA ZA 21-395", "district", "C/09/611015 / HA ZA 21-395"),
    ("C/13/715885", "district", "C/13/715885"),
    ("C/13/123456 / KG RK 24-7", "district", "C/13/123456 / KG RK 24-7"),
    ("200.308.490/01", "appeal", "200.308.490/01"),
    ("200.336.365 / 01", "appeal", "200.336.365/01"),
    ("200.328.753", "appeal", "200.328.753"),
    ("200.120.022/01 KG", "appeal", "200.120.022/01 KG"),
    ("23/04444", "cassation", "23/04444"),
    ("C-34/24", "eu", "C-34/24"),
    ("c\u201134/24", "eu", "C-34/24"),
    ("T-123/24 P", "eu", "T-123/24 P"),
    ("322179 / HA ZA 08-3431", "other", "322179 / HA ZA 08-3431"),
    ("6383016 RL  EXPL 17-25513", "other", "6383016 RL EXPL 17-25513"),
    ("HA ZA 22- 283", "other", "HA ZA 22-283"),
    ("C/13/1234 / HA ZA 22-1", "other", "C/13/1234 / HA ZA 22-1"),
    ("C/13/\u0667\u0660\u0662\u0668\u0664\u0669", "other", "C/13/\u0667\u0660\u0662\u0668\u0664\u0669"),
    ("23/4444", "other", "23/4444"),
    ("C/13/702849 / HA ZA 21-52611", "other", "C/13/702849 / HA ZA 21-52611"),
    ("", "other", ""),
]


@pytest.mark.parametrize(("typed", "kind", "canonical"), SPELLINGS, ids=[row[0] or "empty" for row in SPELLINGS])
def test_a_number_is_recognised_and_written_one_way(typed, kind, canonical):
    assert (rules.number_kind(typed), rules.normalise_number(typed)) == (kind, canonical)


@pytest.mark.parametrize("canonical", [row[2] for row in SPELLINGS], ids=[row[0] or "empty" for row in SPELLINGS])
def test_a_canonical_number_stays_as_it_is(canonical):
    assert rules.normalise_number(canonical) == canonical


@pytest.mark.parametrize(
    ("number", "court_code", "instance", "doubt"),
    [
        ("C/13/702849", "RBAMS", "first", None),
        ("C/17/702849", "RBNNE", "first", None),
        ("C/13/702849", "", "", None),
        ("C/13/702849", "RBROT", "first", "belongs to RBAMS"),
        ("C/42/702849", "RBAMS", "first", "is not known"),
        ("C/13/702849", "GHAMS", "appeal", "district court"),
        ("200.308.490/01", "HR", "cassation", "court of appeal"),
        ("23/04444", "HR", "cassation", None),
        ("C-34/24", "RBAMS", "first", "Court of Justice"),
        ("6383016 RL EXPL 17-25513", "RBDHA", "first", "no known form"),
    ],
    ids=lambda value: str(value),
)
def test_doubts_about_a_number_warn(number, court_code, instance, doubt):
    warnings = [warning.en for warning in rules.number_warnings(number, court_code=court_code, instance=instance)]

    assert (warnings == []) if doubt is None else (doubt in warnings[0])
