"""The tables of contents tell the truth."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_ROOMS = {"migrations", "management", "__pycache__"}


def rooms(app: str) -> set[str]:
    return {folder.name for folder in (ROOT / app).iterdir() if folder.is_dir()} - NOT_ROOMS


def docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text())) or ""


def listed(app: str) -> list[str]:
    lines = docstring(ROOT / app / "__init__.py").splitlines()
    return [line.split()[0] for line in lines[1:] if line.strip()]


@pytest.mark.parametrize("app", ["cases", "claimants"])
def test_the_app_lists_exactly_its_rooms(app):
    assert sorted(listed(app)) == sorted(rooms(app))


@pytest.mark.parametrize("room", sorted(f"{app}/{room}" for app in ("cases", "claimants") for room in rooms(app)))
def test_a_room_says_in_one_sentence_what_it_is(room):
    sentence = docstring(ROOT / room / "__init__.py").split("\n\n")[0]

    assert sentence.endswith(".")
    assert len(sentence) < 160


@pytest.mark.parametrize("app", ["cases", "claimants"])
def test_the_contents_repeat_the_sentence_of_the_room(app):
    lines = docstring(ROOT / app / "__init__.py").splitlines()
    said = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines[1:] if line.strip()}
    sentences = {room: docstring(ROOT / app / room / "__init__.py").split("\n\n")[0] for room in rooms(app)}

    assert said == {room: " ".join(sentence.split()) for room, sentence in sentences.items()}


def test_no_room_is_empty():
    empty = [
        f"{app}/{room}"
        for app in ("cases", "claimants")
        for room in rooms(app)
        if not [path for path in (ROOT / app / room).glob("*.py") if path.name != "__init__.py"]
    ]
    assert empty == []


def test_there_is_no_attic():
    names = {"utils.py", "helpers.py", "managers.py", "selectors.py", "signals.py", "common.py", "misc.py"}
    assert [path for app in ("cases", "claimants") for path in (ROOT / app).rglob("*.py") if path.name in names] == []
