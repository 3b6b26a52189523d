"""The rows with a remark, as a file that a spreadsheet opens: the columns as they came, and the reason in Dutch."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from cases.core.text import safe_cell
from claimants.imports import formats
from claimants.imports.models import Import, ImportRow
from claimants.imports.remarks import ERRORS, sentence


def lines(batch: Import, file: BinaryIO) -> Iterator[str]:
    """The file of remarks, line by line; run it within acting_for. `file` is the file as it was uploaded."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow([safe_cell(header) for header in ["rij", *batch.headers, "reden"]])
    rows = formats.numbered_rows(file, batch.file_format, batch.encoding, batch.delimiter)
    remarks = batch.rows.remarkable().order_by("number").iterator(chunk_size=5_000)
    for row in remarks:
        cells = next((cells for number, cells in rows if number == row.number), [])
        cells = [*cells, *[""] * (len(batch.headers) - len(cells))][: len(batch.headers)]
        yield writer.writerow([row.number, *(safe_cell(cell.replace("\x00", "")) for cell in cells), reason(row)])


def reason(row: ImportRow, language: str = "nl") -> str:
    """Everything that is said about a row."""
    said = [(remark["column"], remark["code"]) for remark in row.remarks or []]
    if row.code not in {code for _column, code in said}:
        said.append(("", row.code))
    sentences = (
        f"{column}: {sentence(code, language)}" if column else sentence(code, language) for column, code in said
    )
    return safe_cell(" ".join(dict.fromkeys(sentences)))


def is_error(row: ImportRow) -> bool:
    """Whether the row stays out, rather than only being remarked upon."""
    return row.code in ERRORS


class _Echo:
    """Gives back what is written, so that nothing is kept."""

    def write(self, text: str) -> str:
        return text
