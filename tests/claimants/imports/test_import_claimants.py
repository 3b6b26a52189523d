import csv as csv_module

import pytest
from django.core.management import CommandError, call_command

from cases.core.tenancy import acting_for
from claimants.registrations.models import Registration
from tests import make
from tests.claimants.imports.files import HEADER, csv, line

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def run(tmp_path):
    """The command on a file with this content, in a case of one group."""
    group, foundation = make.group(), make.foundation()
    count = iter(range(100))

    def command(content: bytes, *options) -> int:
        path = tmp_path / f"{next(count)}.csv"
        path.write_bytes(content)
        try:
            call_command("import_claimants", path, "--case", group.case.slug, "--foundation", foundation.slug, *options)
        except CommandError as error:
            command.said = str(error)
            return error.returncode
        except SystemExit as ended:
            return ended.code
        return 0

    command.foundation = foundation
    return command


def joined(run) -> int:
    with acting_for(run.foundation):
        return Registration.objects.count()


def test_all_rows_in(run, capsys):
    assert run(csv(line(1), line(2))) == 0
    assert joined(run) == 2
    assert "2 new, 0 updated, 0 same, 0 refused" in capsys.readouterr().out


def test_twice_is_once(run):
    assert [run(csv(line(1), line(2))), run(csv(line(1), line(2)))] == [0, 0]
    assert joined(run) == 2


def test_some_refused_rows_are_in_the_errors_file_with_their_own_columns(run, tmp_path):
    errors = tmp_path / "errors.csv"
    assert run(csv(line(1), line(2, name="=cmd|' /c calc'!A0", email="geen adres")), "--errors", errors) == 3
    assert joined(run) == 1
    with errors.open(encoding="utf-8-sig", newline="") as file:
        header, row = csv_module.reader(file, delimiter=";")
    assert header == ["rij", *HEADER.split(";"), "reden"]
    assert row[:3] == ["3", "'=cmd|' /c calc'!A0", "geen adres"]
    assert row[-1] == "E-mail: Dit is geen bruikbaar e-mailadres."


def test_a_dry_run_registers_nobody_and_can_be_followed_by_the_real_one(run):
    assert run(csv(line(1)), "--dry-run") == 0
    assert joined(run) == 0
    assert run(csv(line(1))) == 0
    assert joined(run) == 1


def test_strict_takes_all_or_nothing(run):
    assert run(csv(line(1), line(2, email="geen adres")), "--strict") == 2
    assert joined(run) == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no rows"),
        (csv(), "no rows"),
        (csv(line(1), header=HEADER.replace("Telefoon", "Onbekend")), "Onbekend: This column is not known"),
        (csv(line(1), header=HEADER.replace("Telefoon", "BSN")), "BSN: You may not keep"),
        (csv(line(1), header=HEADER.replace("Telefoon", "Naam")), "twee keer"),
    ],
)
def test_what_is_wrong_with_the_file_stops_it_before_the_first_row(run, content, said):
    assert run(content) == 2
    assert said in run.said or "geen rijen" in run.said
    assert joined(run) == 0


def test_a_column_can_be_named_or_left_out(run):
    content = csv(line(1), header=HEADER.replace("Telefoon", "Opmerking").replace("Naam", "Wie"))
    assert run(content, "--column", "Opmerking=", "--column", "Wie=full_name") == 0
    assert joined(run) == 1


def test_no_such_file_case_or_foundation(run, tmp_path):
    for names in (("z", run.foundation.slug), (make.case().slug, "x")):
        with pytest.raises(CommandError) as refused:
            call_command("import_claimants", tmp_path / "no.csv", "--case", names[0], "--foundation", names[1])
        assert refused.value.returncode == 2
