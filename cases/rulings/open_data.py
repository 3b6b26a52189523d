"""Reads a ruling as the judiciary publishes it: the XML of the open data of rechtspraak.nl."""

import re
from datetime import date
from typing import NamedTuple

from cases.core import text as floor
from cases.core.plain_xml import Unreadable, read_xml
from cases.rulings.ecli import is_ecli

LARGEST_FILE = 20_000_000
FACTS = {"identifier", "date", "type", "zaaknummer"}
ABSTRACT = "inhoudsindicatie"
PARAGRAPHS = {"para", "title"}
BETWEEN_NUMBERS = re.compile(r"\s*(?:;|,|\ben\b|&)\s*")


class OpenRuling(NamedTuple):
    """What the file says of a ruling; `abstract` is the summary of the court itself."""

    ecli: str
    decided_on: date
    numbers: tuple[str, ...]
    is_opinion: bool
    abstract: str


def read_ruling(content: bytes) -> OpenRuling:
    """The ruling in a file; raises Unreadable with a sentence."""
    if len(content) > LARGEST_FILE:
        raise Unreadable(f"The file is larger than {LARGEST_FILE // 1_000_000} MB.")
    reader = _Reader()
    read_xml(content, opened=reader.opened, closed=reader.closed, text=reader.text)
    ecli = next((value for value in reader.facts["identifier"] if is_ecli(value)), None)
    if ecli is None:
        raise Unreadable("The file names no ECLI; is it the open data of rechtspraak.nl?")
    return OpenRuling(
        ecli,
        _day(reader.facts["date"]),
        tuple(number for value in reader.facts["zaaknummer"] for number in BETWEEN_NUMBERS.split(value) if number),
        "conclusie" in " ".join(reader.facts["type"]).lower(),
        reader.abstract(),
    )


class _Reader:
    """Collects the facts and the abstract while the XML goes by."""

    def __init__(self):
        self.facts: dict[str, list[str]] = {name: [] for name in FACTS}
        self.parts: list[str] = []
        self.lines: list[str] = []
        self.abstract_depth = 0

    def opened(self, name: str) -> None:
        if name in FACTS or name == ABSTRACT:
            self.parts = []
        if name == ABSTRACT or self.abstract_depth:
            self.abstract_depth += 1

    def closed(self, name: str) -> None:
        if name in FACTS and not self.abstract_depth:
            self.facts[name].append(self._line())
        if self.abstract_depth:
            if name in PARAGRAPHS or self.abstract_depth == 1:
                self.lines.append(self._line())
            self.abstract_depth -= 1

    def text(self, part: str) -> None:
        self.parts.append(part)

    def abstract(self) -> str:
        kept = "\n".join(line for line in self.lines if line)
        return "".join(char for char in kept if floor.forbidden_in(char, may_break=True) is None)

    def _line(self) -> str:
        line, self.parts = " ".join("".join(self.parts).split()), []
        return line


def _day(values: list[str]) -> date:
    try:
        return date.fromisoformat(values[0])
    except (IndexError, ValueError):
        raise Unreadable("The file gives no date of the ruling.") from None
