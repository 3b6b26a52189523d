"""Everything a person reads exists in Dutch, and what is compiled is what was written."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.house.catalogues import CATALOGUES, ROOT

PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_nothing_is_untranslated_or_doubtful(path):
    catalogue = polib.pofile(str(path))
    assert [entry.msgid for entry in catalogue.untranslated_entries() + catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_a_translation_fills_in_what_the_original_fills_in(path):
    differing = [
        entry.msgid
        for entry in polib.pofile(str(path))
        if not entry.msgid_plural
        and sorted(set(PLACEHOLDER.findall(entry.msgid))) != sorted(set(PLACEHOLDER.findall(entry.msgstr)))
    ]
    assert differing == []


@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_the_compiled_catalogue_is_up_to_date(path):
    compiled = polib.mofile(str(path.with_suffix(".mo")))
    said = {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in polib.pofile(str(path))}
    assert {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in compiled} == said


def test_every_text_in_the_code_is_in_the_catalogue(tmp_path):
    if not shutil.which("xgettext"):
        pytest.skip("xgettext is not installed")
    for name in ("cases", "claimants", "config", "templates", "locale", "manage.py"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    command = [sys.executable, "manage.py", "makemessages", "--locale", "nl", "--no-location", "--no-obsolete"]
    subprocess.run([*command, "--settings", "config.settings.test"], cwd=tmp_path, check=True, capture_output=True)

    found = {entry.msgid for entry in polib.pofile(str(tmp_path / "locale/nl/LC_MESSAGES/django.po"))}

    assert found == {entry.msgid for entry in polib.pofile(str(ROOT / "locale/nl/LC_MESSAGES/django.po"))}
