"""Text files with separators: which encoding, which separator, and their rows one by one."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import BinaryIO

from claimants.imports.choices import Delimiter, Encoding

LONGEST_LINE = 4_000_000
LOOKED_AT = 1_000
BLOCK = 1 << 20
CODECS = {Encoding.UTF_8: "utf-8-sig", Encoding.UTF_16: "utf-16", Encoding.WINDOWS_1252: "cp1252"}
csv.field_size_limit(LONGEST_LINE)


class FileRefused(Exception):
    """The file as a whole cannot be taken in; the code says why, `line` and `name` where."""

    def __init__(self, code: str, *, line: int = 0, name: str = ""):
        super().__init__(code)
        self.code, self.line, self.name = code, line, name


def encoding_of(file: BinaryIO) -> tuple[Encoding, int]:
    """The encoding of a file, and the line where two encodings seem to be mixed (0: nowhere).

    A mark at the start decides; text that is UTF-8 throughout is UTF-8; any other is what Excel writes here.
    """
    file.seek(0)
    head = file.read(4_096)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or head[1::2].count(0) > len(head) // 4:
        return Encoding.UTF_16, 0
    if not (bad_line := first_bad_line(file, Encoding.UTF_8)):
        return Encoding.UTF_8, 0
    return Encoding.WINDOWS_1252, bad_line if _holds_utf_8(file) else 0


def first_bad_line(file: BinaryIO, encoding: Encoding) -> int:
    """The first line with bytes that do not belong to the encoding; 0 when all do."""
    decoder = codecs.getincrementaldecoder(CODECS[encoding])("strict")
    file.seek(0)
    line = 1
    for block in _blocks(file):
        kept = decoder.getstate()[0]
        try:
            line += decoder.decode(block, final=not block).count("\n")
        except UnicodeDecodeError as error:
            return line + (kept + block)[: error.start].count(b"\n")
    return 0


def _holds_utf_8(file: BinaryIO) -> bool:
    """Whether some letters are written as UTF-8, in a file that is not UTF-8 throughout."""
    file.seek(0)
    head = file.read(BLOCK)
    told = len(head.decode("utf-8", "ignore")) - len(head.decode("ascii", "ignore"))
    return told > 0


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block
    yield b""


def delimiter_of(file: BinaryIO, encoding: Encoding, *, is_known) -> Delimiter | None:
    """What separates the columns; None when two answers are as good. `is_known` tells usual column names."""
    lines = list(islice(_lines(file, encoding), LOOKED_AT))
    scores = {delimiter: _score(lines, delimiter, is_known) for delimiter in Delimiter}
    best = max(scores.values())
    found = [delimiter for delimiter, score in scores.items() if score == best]
    if best[1] <= 1:
        return Delimiter.SEMICOLON
    return found[0] if len(found) == 1 else None


def _score(lines: list[str], delimiter: str, is_known) -> tuple[int, int]:
    """How many column names are known, and how many columns all rows have alike."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return 0, 0
    if not rows:
        return 0, 0
    width = len(rows[0])
    alike = sum(len(row) == width for row in rows)
    return sum(is_known(name) for name in rows[0]), width if alike * 2 > len(rows) else 1


def rows_of(file: BinaryIO, encoding: Encoding, delimiter: str) -> Iterator[list[str]]:
    """The rows as they stand there, the first included; raises FileRefused with the line."""
    reader = csv.reader(_lines(file, encoding), delimiter=delimiter, strict=True)
    began = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefused("line_too_long" if "limit" in str(error) else "quote", line=began) from None
        began = reader.line_num + 1
        yield row


def _lines(file: BinaryIO, encoding: Encoding) -> Iterable[str]:
    """The lines with any kind of line end; a first line that only names the separator, as Excel writes, is left out."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=CODECS[encoding], errors="strict", newline=None)
    try:
        first = text.readline(LONGEST_LINE)
        if len(first) == LONGEST_LINE:
            raise FileRefused("line_too_long", line=1)
        if not first.lower().startswith("sep="):
            yield first
        yield from _further_lines(text)
    except UnicodeDecodeError:
        raise FileRefused("encoding", line=first_bad_line(text.buffer, encoding)) from None
    finally:
        with suppress(ValueError):  # the file was closed before its last line was asked for
            text.detach()


def _further_lines(text: io.TextIOWrapper) -> Iterator[str]:
    """From the second line on, read in blocks; raises FileRefused where no line ends for too long."""
    number, rest = 2, ""
    while block := text.read(BLOCK):
        end = block.rfind("\n") + 1
        if len(rest) + (block.index("\n") if end else len(block)) >= LONGEST_LINE:
            raise FileRefused("line_too_long", line=number)
        if end:
            whole = rest + block[:end]
            yield from io.StringIO(whole, newline="\n")
            number, rest = number + whole.count("\n"), ""
        rest += block[end:]
    if rest:
        yield rest
