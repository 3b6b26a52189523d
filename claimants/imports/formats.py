"""A file of either kind: what it is, what its first rows look like, and its rows one by one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from claimants.imports import headers, rules, text_tables, workbooks
from claimants.imports.choices import Delimiter, Encoding, FileFormat
from claimants.imports.text_tables import FileRefused

LARGEST = {FileFormat.CSV: 1_000_000_000, FileFormat.XLSX: 100_000_000}
LOOKED_AT = 1_000
SAMPLE = 5
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"<")


@dataclass(frozen=True, slots=True)
class Look:
    """What a first look at a file tells; `doubts` are codes of questions that only a person can answer."""

    headers: list[str]
    sample: list[list[str]]
    encoding: str = ""
    delimiter: str = ""
    doubts: dict[str, int] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list, repr=False)


def format_of(file: BinaryIO) -> FileFormat:
    """What the content is, whatever the name says; raises FileRefused."""
    if workbooks.is_packed(file):
        workbooks.require_harmless(file)
        return FileFormat.XLSX
    file.seek(0)
    if file.read(64).lstrip().startswith(OTHERS):
        raise FileRefused("not_a_table")
    return FileFormat.CSV


def look(file: BinaryIO, file_format: str, *, encoding: str = "", delimiter: str = "") -> Look:
    """Read the first rows; what is not given is found out. Raises FileRefused."""
    doubts: dict[str, int] = {}
    if file_format == FileFormat.CSV:
        if not encoding:
            encoding, bad_line = text_tables.encoding_of(file)
            if bad_line:
                doubts["encoding"] = bad_line
        if bad_line := text_tables.first_bad_line(file, Encoding(encoding)):
            raise FileRefused("encoding", line=bad_line)
        if not delimiter:
            found = text_tables.delimiter_of(file, Encoding(encoding), is_known=_is_known)
            if found is None:
                doubts["delimiter_doubt"] = 0
            delimiter = found or Delimiter.SEMICOLON
    rows = list(islice(_rows(file, file_format, encoding, delimiter), LOOKED_AT))
    if not rows:
        raise FileRefused("no_rows")
    names = [name.strip() for name in rows[0]]
    if twice := headers.repeated(names):
        raise FileRefused("repeated_header", name=twice[:100])
    return Look(names, rows[1 : SAMPLE + 1], str(encoding), str(delimiter), doubts, rows[1:])


def numbered_rows(file: BinaryIO, file_format: str, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """All rows that are not empty, after the first, with the number a spreadsheet gives them; raises FileRefused."""
    is_first = True
    for number, row in enumerate(_all_rows(file, file_format, encoding, delimiter), start=1):
        if not any(row):
            continue
        if not is_first:
            yield number, row
        is_first = False


def date_orders(found: Look, mapping: list[str]) -> set[str]:
    """The orders in which the dates of the first rows can be read."""
    columns = [
        index for index, name in enumerate(mapping) if name in ("born_on", "used_from", "used_until", "joined_on")
    ]
    return rules.date_orders(row[index] for row in found.rows for index in columns if index < len(row))


def _is_known(header: str) -> bool:
    return bool(headers.MEANINGS.get(headers.plain(header)))


def _rows(file, file_format, encoding, delimiter) -> Iterator[list[str]]:
    return (row for row in _all_rows(file, file_format, encoding, delimiter) if any(row))


def _all_rows(file, file_format, encoding, delimiter) -> Iterator[list[str]]:
    while hasattr(file, "file"):  # below Django's own classes, which read slower
        file = file.file
    if file_format == FileFormat.XLSX:
        return workbooks.rows_of(file)
    return text_tables.rows_of(file, Encoding(encoding), delimiter)
