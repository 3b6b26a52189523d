"""The demo's own files: one a case, and a few of all of them."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from cases.core.dates import parsed

FOLDER = Path(__file__).with_name("data")
NOT_A_CASE = {"parties", "news", "measures"}
FIRST = "tiktok"


class Dated(NamedTuple):
    """A date as precisely as the file gives it."""

    on: date | None
    precision: str


@cache
def read(name: str) -> dict[str, Any]:
    """The contents of one file by its name without ending."""
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def case_names() -> list[str]:
    """The names of the files that hold a case, the best known first."""
    names = {path.stem for path in FOLDER.glob("*.yaml")} - NOT_A_CASE
    return sorted(names, key=lambda name: (name != FIRST, name))


def cases() -> Iterator[dict[str, Any]]:
    """Every case, as its file has it."""
    return (read(name) for name in case_names())


def dated(value) -> Dated:
    """A date of a file with its precision; nothing is unknown.

    >>> dated("2021-06"), dated(None).precision
    (Dated(on=datetime.date(2021, 6, 1), precision='month'), 'unknown')
    """
    return Dated(*parsed("" if value is None else str(value)))
