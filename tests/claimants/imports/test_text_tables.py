import io

import pytest

from claimants.imports import text_tables
from claimants.imports.choices import Encoding
from claimants.imports.text_tables import FileRefused

TEXT = 'Naam;Straat\r\nZoë;"Laan\r\n1"\r\rŁukasz;"a ""b"""\nZonder eind;2'
ROWS = [["Naam", "Straat"], ["Zoë", "Laan\n1"], [], ["Łukasz", 'a "b"'], ["Zonder eind", "2"]]


def rows(text: str) -> list[list[str]]:
    return list(text_tables.rows_of(io.BytesIO(text.encode()), Encoding.UTF_8, ";"))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 20])
def test_rows_are_the_same_however_the_file_falls_into_blocks(monkeypatch, size):
    monkeypatch.setattr(text_tables, "BLOCK", size)
    assert rows(TEXT) == ROWS


@pytest.mark.parametrize("size", [10, 49])
@pytest.mark.parametrize(("before", "number"), [("", 1), ("a;b\n", 2), ("a;b\nc;d\ne;f\n", 4)])
def test_a_line_that_never_ends_is_refused_with_its_number(monkeypatch, size, before, number):
    monkeypatch.setattr(text_tables, "BLOCK", size)
    monkeypatch.setattr(text_tables, "LONGEST_LINE", 50)
    with pytest.raises(FileRefused) as refused:
        rows(f"{before}{'x' * 200}")
    assert (refused.value.code, refused.value.line) == ("line_too_long", number)


def test_lines_up_to_the_limit_are_read(monkeypatch):
    monkeypatch.setattr(text_tables, "BLOCK", 10)
    monkeypatch.setattr(text_tables, "LONGEST_LINE", 50)
    assert rows(f"a\n{'x' * 49}\n{'y' * 49}\n") == [["a"], ["x" * 49], ["y" * 49]]
