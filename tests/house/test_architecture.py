"""The page about the architecture names the rooms and their floors as they are."""

import configparser
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_ROOMS = {"apps", "management", "admin", "models", "reactions", "tasks", "urls"}


def contract(app: str) -> list[list[str]]:
    """The floors of an app as the import contract has them, highest first."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    layers = parser[f"importlinter:contract:{app}"]["layers"].strip().splitlines()
    floors = [sorted(room.strip() for room in layer.split("|")) for layer in layers]
    return [floor for floor in floors if not set(floor) <= NOT_ROOMS]


def written(app: str) -> list[list[str]]:
    """The floors of an app as ARCHITECTURE.md tells them."""
    page = (ROOT / "ARCHITECTURE.md").read_text()
    table = page.split(f"| floor of `{app}` |")[1].split("\n\n")[0]
    cells = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    return [sorted(re.findall(r"`(\w+)`", cell)) for cell in cells]


@pytest.mark.parametrize("app", ["cases", "claimants"])
def test_the_page_has_the_floors_of_the_contract(app):
    assert written(app) == contract(app)


def test_every_decision_is_numbered_and_has_its_three_parts():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        assert all(word in page.read_text() for word in ("**Context.**", "**Decision.**", "**Consequence.**")), page
