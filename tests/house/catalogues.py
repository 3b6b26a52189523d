"""The message catalogues of the project; run as a script it compiles them, without gettext."""

from pathlib import Path

import polib

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted(path for path in (ROOT / "locale").rglob("*.po"))

if __name__ == "__main__":
    for path in CATALOGUES:
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
