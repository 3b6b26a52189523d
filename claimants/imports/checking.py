"""A row of cells becomes the values of a person and a registration, or remarks that say what is wrong. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from claimants.imports import rules
from claimants.imports.choices import Column
from claimants.imports.remarks import ERRORS

SHOWN = 100
FREE_TEXT = frozenset({Column.FULL_NAME, Column.FIRST_NAME, Column.LAST_NAME, Column.CALLED_NAME, Column.STREET,
                       Column.CITY, Column.SOURCE_KEY})  # fmt: skip
NAME_PARTS = (Column.FIRST_NAME, Column.INFIX, Column.LAST_NAME)


@dataclass(slots=True)
class Row:
    """What a row says: `values` by field, and remarks as {"column", "value", "code"}; the first is the weightiest."""

    number: int
    values: dict = field(default_factory=dict)
    remarks: list[dict] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.remarks[0]["code"] if self.remarks else ""

    @property
    def is_refused(self) -> bool:
        return self.code in ERRORS


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for all rows of a file."""

    headers: Sequence[str]
    mapping: Sequence[str]
    date_order: str
    today: date
    foundation_names: frozenset[str]
    groups: Mapping[str, int]
    group_key: int | None = None


class Checker:
    """Checks row after row of one file."""

    def __init__(self, frame: Frame):
        self.frame = frame
        self.width = len(frame.headers)
        cleaners = _cleaners(frame)
        named = [(index, name) for index, name in enumerate(frame.mapping) if name]
        self.plan = [(index, name, cleaners[name]) for index, name in named]
        self.free = [index for index, name in named if name in FREE_TEXT]
        self.has_parts = any(name in NAME_PARTS for _index, name in named)

    def checked(self, number: int, cells: Sequence[str]) -> Row:
        """The values of a row, with everything that is wrong with it."""
        row = Row(number)
        if len(cells) != self.width and not self._fits(cells, row):
            return row
        values = row.values
        for index, name, clean in self.plan:
            if text := cells[index]:
                try:
                    values[name] = clean(text)
                except rules.Refused as refused:
                    if text.strip():
                        self._note(row, index, text, refused.code)
        if self.has_parts:
            self._join_name(row)
        if number_of_house := values.pop(Column.HOUSE_NUMBER, ""):
            values["street"] = f"{values.get('street', '')} {number_of_house}".strip()
        self._require(row)
        self._warn(row, cells)
        return row

    def _fits(self, cells, row) -> bool:
        """Whether the row is as wide as the first, but for empty cells at its end."""
        if len(cells) < self.width:
            row.remarks.append({"column": "", "value": "", "code": "short_row"})
        elif any(cells[self.width :]):
            row.remarks.append({"column": "", "value": shown(cells[self.width]), "code": "long_row"})
        return not row.remarks

    def _join_name(self, row):
        parts = [row.values.pop(part, "") for part in NAME_PARTS]
        if "full_name" not in row.values:
            row.values["full_name"] = " ".join(part for part in parts if part)

    def _require(self, row):
        values = row.values
        values.setdefault("group", self.frame.group_key)
        if not row.remarks:
            if not values.get("full_name"):
                row.remarks.append({"column": "", "value": "", "code": "missing_name"})
            if not values.get("email") and not values.get("source_key"):
                row.remarks.append({"column": "", "value": "", "code": "missing_key"})
            if values["group"] is None:
                row.remarks.append({"column": "", "value": "", "code": "group"})
        first, last = values.get("used_from"), values.get("used_until")
        if first and last and last < first:
            row.remarks.append({"column": "", "value": last.isoformat(), "code": "dates_reversed"})
        if len(values.get("full_name", "")) > rules.NAME or len(values.get("street", "")) > rules.STREET:
            row.remarks.append({"column": "", "value": "", "code": "too_long"})

    def _warn(self, row, cells):
        text = " ".join([cells[index] for index in self.free])
        if rules.NINE_DIGITS.search(text):
            for index in self.free:
                if rules.holds_citizen_number(cells[index]):
                    self._note(row, index, "", "bsn")

    def _note(self, row, index, text, code):
        row.remarks.append({"column": self.frame.headers[index][:SHOWN], "value": shown(text), "code": code})


def shown(text: str) -> str:
    """The beginning of a cell, as it can be stored and shown: characters that cannot be seen become a square."""
    return "".join(char if char.isprintable() else "\N{WHITE SQUARE}" for char in text[:SHOWN])


def _cleaners(frame: Frame) -> dict[str, Callable]:
    """How each column is read."""
    past_day = partial(_by_order, rules.past_day, frame)
    lengths = {
        Column.FULL_NAME: rules.NAME, Column.FIRST_NAME: rules.NAME, Column.INFIX: 50, Column.LAST_NAME: rules.NAME,
        Column.CALLED_NAME: rules.CALLED, Column.STREET: rules.STREET, Column.HOUSE_NUMBER: 20,
        Column.CITY: rules.CITY, Column.SOURCE_KEY: rules.KEY,
    }  # fmt: skip
    return {str(column): partial(rules.line, most=most) for column, most in lengths.items()} | {
        "email": rules.email,
        "phone": rules.phone,
        "postcode": rules.postcode,
        "country": rules.country,
        "language": rules.language,
        "born_on": partial(_by_order, rules.birth, frame),
        "used_from": past_day,
        "used_until": past_day,
        "joined_on": past_day,
        "group": partial(_group, frame.groups),
        "foundation": partial(_foundation, frame.foundation_names),
    }


def _by_order(clean, frame: Frame, text: str) -> date:
    return clean(text, frame.date_order, frame.today)


def _group(groups: Mapping[str, int], text: str) -> int:
    key = groups.get(text.strip().casefold())
    if key is None:
        raise rules.Refused("group")
    return key


def _foundation(names: frozenset[str], text: str) -> str:
    if text.strip().casefold() not in names:
        raise rules.Refused("foreign_foundation")
    return ""
