"""The register names every column of people, and none that is not there."""

from pathlib import Path

import pytest
from django.apps import apps

from cases.core.personal import told_fields
from claimants.privacy import register
from claimants.privacy.paths import tables

DOCUMENT = Path(__file__).parents[3] / "docs" / "privacy.md"
HELD = [*(model._meta.label for model in tables()), "cases.Message", "claimants.SignInRequest"]


@pytest.mark.parametrize("label", HELD)
def test_every_column_of_a_table_of_people_is_in_the_register(label):
    assert label in register.REGISTER
    columns = {field.name for field in told_fields(apps.get_model(label))}
    assert columns - set(register.REGISTER[label].columns) == set()


@pytest.mark.parametrize("label", register.REGISTER)
def test_the_register_names_no_column_that_is_gone(label):
    columns = {field.name for field in apps.get_model(label)._meta.concrete_fields}
    assert set(register.REGISTER[label].columns) - columns == set()


def test_every_line_is_complete_in_both_languages():
    for row in register.rows():
        parts = (row.category, row.purpose, row.ground, row.kept, row.seen_by)
        assert all(part.nl and part.en for part in parts), row.name


def test_the_document_holds_the_same_register():
    assert register.as_markdown() in DOCUMENT.read_text()
