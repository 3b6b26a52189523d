"""Excel workbooks: opened only when they are no larger than they say, hold no program and point nowhere else."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import BinaryIO

from openpyxl import load_workbook

from claimants.imports.text_tables import FileRefused

LARGEST_UNPACKED = 500_000_000
MOST_PARTS = 1_000
BLOCK = 1 << 16
NEEDED = {"[Content_Types].xml", "xl/workbook.xml"}


def is_packed(file: BinaryIO) -> bool:
    """Whether the content is a ZIP archive, as a workbook is."""
    file.seek(0)
    return file.read(4) == b"PK\x03\x04"


def require_harmless(file: BinaryIO) -> None:
    """Raise FileRefused unless this is a workbook of bearable size without macros, entities and links.

    The sizes are what the archive declares, and then what really comes out of it.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _require_parts(parts)
            left = LARGEST_UNPACKED
            for part in parts:
                left = _counted(archive, part, left)
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError) as error:
        raise FileRefused("unreadable") from error


def _require_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if not names >= NEEDED:
        raise FileRefused("not_a_table")
    if any(name.lower().endswith((".bin", ".exe", ".dll")) and "vba" in name.lower() for name in names):
        raise FileRefused("macros")
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise FileRefused("external")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise FileRefused("unpacks_too_large")


def _counted(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """Unpack one part to nowhere; how many bytes may still come. A document type opens the door to entities."""
    tail = b""
    with archive.open(part) as content:
        while block := content.read(BLOCK):
            left -= len(block)
            if left < 0:
                raise FileRefused("unpacks_too_large")
            seen = (tail + block).replace(b"\x00", b"")
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise FileRefused("unreadable")
            if part.filename == "[Content_Types].xml" and b"macroEnabled" in seen:
                raise FileRefused("macros")
            tail = block[-16:]
    return left


def rows_of(file: BinaryIO) -> Iterator[list[str]]:
    """The rows of the first sheet as text, one by one; raises FileRefused."""
    file.seek(0)
    require_harmless(file)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            for row in book.worksheets[0].iter_rows(values_only=True):
                yield [_text(value) for value in row]
        finally:
            book.close()
    except FileRefused:
        raise
    except Exception as error:  # whatever a damaged workbook does to the library, it is a damaged workbook
        raise FileRefused("unreadable") from error


def _text(value) -> str:
    """A cell as text: a date in ISO, a whole number without a point."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return str(value)
        case datetime():
            return (value.date() if value.time() == time.min else value).isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)
