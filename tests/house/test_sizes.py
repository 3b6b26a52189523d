"""Files and functions stay small."""

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]


def sources() -> list[Path]:
    files = [path for app in ("cases", "claimants", "config") for path in (ROOT / app).rglob("*.py")]
    return [path for path in files if "migrations" not in path.parts]


def functions(path: Path):
    tree = ast.parse(path.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def length(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1


def test_no_file_is_longer_than_400_lines():
    tests = (ROOT / "tests").rglob("*.py")
    long = {str(path): lines for path in [*sources(), *tests] if (lines := len(path.read_text().splitlines())) > 400}
    assert long == {}


def test_no_function_is_longer_than_40_lines():
    long = {f"{path}:{node.name}": length(node) for path in sources() for node in functions(path) if length(node) > 40}
    assert long == {}


def test_the_median_function_is_shorter_than_15_lines():
    assert median(length(node) for path in sources() for node in functions(path)) < 15
