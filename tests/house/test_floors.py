"""The floors and the grammar hold, and the contracts would notice if they did not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VIOLATIONS = {
    "cases imports claimants": ("cases/parties/choices.py", "import claimants.people.models"),
    "a room imports a higher floor": ("cases/parties/choices.py", "import cases.dossier.models"),
    "a rule imports Django": ("cases/parties/rules.py", "import django.db.models"),
    "a model imports a service": ("cases/dossier/models.py", "import cases.dossier.services"),
    "a service reaches for the queue": ("cases/outbox/services.py", "import celery"),
    "the portal reads people directly": ("claimants/portal/status.py", "import claimants.people.models"),
    "a room imports the front desk": ("cases/dossier/services.py", "import cases.reactions"),
    "a room reads the wiring": ("cases/dossier/services.py", "import config.env"),
}


def contracts_broken_in(folder: Path) -> str | None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return None if result.returncode == 0 else result.stdout


def test_every_import_contract_is_kept():
    assert contracts_broken_in(ROOT) is None


@pytest.mark.parametrize("violation", VIOLATIONS)
def test_a_planted_violation_fails(violation, tmp_path):
    for package in ("cases", "claimants", "config"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "data"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    file, line = VIOLATIONS[violation]
    path = tmp_path / file
    path.write_text(f"{path.read_text()}\n{line}\n")

    broken = contracts_broken_in(tmp_path)

    assert broken is not None
    assert "BROKEN" in broken
