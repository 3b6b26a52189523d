"""Every file with cells that leaves the building: whatever people call themselves, no cell of it is a formula."""

import ast
import csv as csv_module
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from cases.core.tenancy import acting_for
from claimants.bulk import result
from claimants.bulk import services as bulk
from claimants.consents import papers
from claimants.declarations import submissions
from claimants.imports import errors_file, services
from claimants.people.models import Claimant
from tests import make
from tests.claimants.imports.files import check, upload

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1:A9)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\u200b=1+1",
    "\ufeff=1+1", "\u2003=1+1", "\u2060@SUM(1)", "＝1+1", "＋1", "－1", "＠SUM(1)", "'=1+1", "\"=1+1\"", " '=1+1",
    "=cmd|' /c calc'!A0", "=HYPERLINK(\"https://kwaad.example\";\"klik\")", "=WEBSERVICE(\"https://kwaad.example\")",
    "+31 6 12345678", "-2+3+cmd|' /c calc'!A0",
]  # fmt: skip
SIGNS = ("csv.writer", "csv.DictWriter", ".writerow", ".writerows", "Workbook")
TYPES = ("text/csv", "spreadsheetml", "opendocument.spreadsheet", "ms-excel", "tab-separated-values")


def people_without_this_text(foundation) -> str:
    """Staff: who has not seen a version of a text."""
    for formula in FORMULAS:
        make.claimant(foundation=foundation, full_name=formula)
    return "".join(papers.untold_lines(make.terms(foundation=foundation)))


def list_for_the_registry(foundation) -> str:
    """Staff: who declared in a window."""
    window = make.window()
    for formula in FORMULAS:
        person = make.claimant(foundation=foundation)
        with acting_for(foundation):  # past the form, which would refuse some of them
            Claimant.objects.filter(pk=person.pk).update(full_name=formula)
            person.refresh_from_db()
        make.declaration(claimant=person, window=window)
    return bytes(submissions.make(foundation, window, by=make.user()).content).decode()


def refused_rows_of_a_file(foundation) -> str:
    """Staff and command: the rows of an import with a remark, and its own headers."""
    written = io.StringIO()
    writer = csv_module.writer(written, delimiter=";")
    writer.writerow(["Naam", "E-mail", "Straat", *(f"{formula} {n}" for n, formula in enumerate(FORMULAS))])
    writer.writerows([formula, formula, formula, *FORMULAS] for formula in FORMULAS)
    batch = check(upload(written.getvalue().encode(), foundation=foundation))
    assert batch.refused_count == len(FORMULAS)
    with acting_for(foundation), services.file_of(batch) as file:
        return "".join(errors_file.lines(batch, file))


def what_a_step_did(foundation) -> str:
    """Staff: each registration of a step for many; the names of groups are typed by staff."""
    case = make.case()
    for formula in FORMULAS:
        group = make.group(case=case, name=f"{formula} 1")
        make.registration(claimant=make.claimant(foundation=foundation), group=group)
    step = bulk.propose(foundation, case=case, to_state="verified", by=None)
    return "".join(result.lines(step))


EXPORTS: dict[str, Callable] = {
    "claimants/bulk/result.py": what_a_step_did,
    "claimants/consents/papers.py": people_without_this_text,
    "claimants/declarations/submissions.py": list_for_the_registry,
    "claimants/imports/errors_file.py": refused_rows_of_a_file,
}


def is_formula(cell: str) -> bool:
    """What a spreadsheet could take for one: the first character that can be seen is a sign of calculation."""
    text = unicodedata.normalize("NFKC", cell)
    seen = (one for one in text if not one.isspace() and unicodedata.category(one) not in ("Cf", "Cc"))
    return cell[:1] in ("\t", "\r", "\n") or next(seen, "") in ("=", "+", "-", "@")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.mark.parametrize("path", EXPORTS)
def test_no_cell_of_an_export_is_a_formula(path):
    text = EXPORTS[path](make.foundation())
    rows = list(csv_module.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert sum(any("1" in cell for cell in row) for row in rows) > len(FORMULAS) / 2
    assert [cell for row in rows for cell in row if is_formula(cell)] == []


@pytest.mark.parametrize("formula", FORMULAS[:17])
def test_without_the_quote_each_of_these_would_be_one(formula):
    assert is_formula(formula)


def test_an_export_without_an_entry_here_fails():
    assert {path for path, tree in sources(SIGNS) if writes_cells(tree)} == set(EXPORTS)


def test_a_door_that_hands_out_cells_takes_them_from_an_export():
    rooms = {path.removesuffix(".py").replace("/", ".") for path in EXPORTS}
    for path, tree in sources(TYPES):
        if path not in EXPORTS and names_a_type(tree):
            assert imported_by(tree) & rooms, f"{path} hands out a table of its own"


def sources(words: tuple):
    """The modules of the product in which one of these words stands."""
    for app in ("cases", "claimants", "config"):
        for path in sorted((ROOT / app).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if any(word.rpartition(".")[2] in text for word in words):
                yield str(path.relative_to(ROOT)), ast.parse(text)


def writes_cells(tree) -> bool:
    called = (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(name.endswith(SIGNS) for name in called)


def names_a_type(tree) -> bool:
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return any(kind in text for text in texts for kind in TYPES)


def imported_by(tree) -> set[str]:
    return {
        f"{node.module}.{name.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
