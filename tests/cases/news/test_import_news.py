from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cases.journal.models import Entry
from cases.news.models import NewsItem

pytestmark = pytest.mark.django_db


def run(*paths):
    out, err = StringIO(), StringIO()
    code = 0
    try:
        call_command("import_news", *map(str, paths), stdout=out, stderr=err)
    except SystemExit as ended:
        code = ended.code
    return code, out.getvalue().strip(), err.getvalue().strip()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "1.txt").write_text(" date 2024-01 Twee stichtingen kregen groen licht.")
    (tmp_path / "2.txt").write_text("Zonder datum.")
    (tmp_path / ".verborgen").write_text("Niet van ons.")
    return tmp_path


def test_a_folder_is_taken_in_once(folder):
    assert run(folder) == (0, "2 new, 0 known, 0 left, 0 refused", "")
    entries = Entry.objects.count()
    changed = list(NewsItem.objects.values_list("changed_at", flat=True))
    assert run(folder) == (0, "0 new, 2 known, 0 left, 0 refused", "")
    assert Entry.objects.count() == entries
    assert list(NewsItem.objects.values_list("changed_at", flat=True)) == changed


def test_a_bad_file_is_named_and_the_others_are_taken(folder):
    (folder / "0.xml").write_text("<rss>")
    code, out, err = run(folder)
    assert (code, out) == (3, "2 new, 0 known, 0 left, 1 refused")
    assert err.startswith("0.xml: This is not well-formed XML")


def test_nothing_but_bad_files_is_said_by_the_exit_code(tmp_path):
    (tmp_path / "a.xml").write_text("<rss>")
    assert run(tmp_path)[0] == 2


def test_a_file_that_is_not_there_stops_before_anything_is_done(folder):
    with pytest.raises(CommandError, match="geen-bestand") as stopped:
        run(folder, folder / "geen-bestand.txt")
    assert stopped.value.returncode == 2
    assert not NewsItem.objects.exists()
