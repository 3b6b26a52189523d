"""Files as people send them: each goes in, or says in which row and why it does not; never a fault, never half."""

import csv as csv_module
import io
import json
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import Workbook

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from cases.staff.choices import Role
from claimants.imports import formats, headers, services, workbooks
from claimants.imports.models import Import
from claimants.registrations import services as registrations
from claimants.registrations.models import Registration
from tests import make
from tests.claimants.imports.files import check, csv, line, rows, take_in, upload
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db
CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
NAMED = pytest.mark.parametrize("bad", CASES, ids=[case["id"] for case in CASES])


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def group():
    return make.group()


@pytest.fixture
def foundation():
    return make.foundation()


def content_of(bad) -> bytes:
    if "hex" in bad:
        return bytes.fromhex(bad["hex"])
    return bad["text"].encode(bad.get("encoding", "utf-8"))


def registered(foundation) -> int:
    with acting_for(foundation):
        return Registration.objects.count()


@NAMED
def test_the_service_gives_the_expected_answer(bad, foundation, group):
    said = ""
    try:
        batch = upload(content_of(bad), foundation=foundation, group=group)
        unknown = [name for name, meaning in zip(batch.headers, batch.mapping, strict=True) if not meaning]
        found = "" if not unknown else f"{headers.forbidden(unknown[0])}_header"
        batch = check(batch)
        code, line_number = batch.refusal.get("code", ""), batch.refusal.get("line", 0)
    except DomainError as refused:
        code, line_number, batch = refused.code, bad.get("line", 0), None
        said = str(refused.message)
    if bad.get("code") in ("unknown_header", "iban_header", "bsn_header"):
        assert found == {"unknown_header": "_header"}.get(bad["code"], bad["code"])
        return
    assert (code, line_number) == (bad.get("code", ""), bad.get("line", 0))
    assert not said or "line" not in bad or f"{bad['line']}:" in said
    if batch and not code:
        assert {row.number: row.code for row in rows(batch) if row.code} == bad.get("remarks", {})
        assert batch.new_count == bad.get("new", 0)
        if bad.get("new"):
            take_in(batch)
    assert registered(foundation) == bad.get("new", 0)


@NAMED
def test_the_command_ends_with_the_right_status(bad, foundation, group, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(content_of(bad))
    try:
        call_command("import_claimants", path, "--case", group.case.slug, "--foundation", foundation.slug)
        status = 0
    except CommandError as error:
        status = error.returncode
    except SystemExit as ended:
        status = ended.code
    refused = set(bad.get("remarks", {}).values()) - {"bsn"}
    everything = 2 if not bad.get("new") else 3 if refused else 0
    assert (status, registered(foundation)) == (2 if "code" in bad else everything, bad.get("new", 0))


@NAMED
def test_the_wizard_answers_with_a_page(bad, client, foundation, group):
    sign_in(client, make.membership(foundation=foundation, role=Role.CASE_MANAGER))
    file = SimpleUploadedFile("../../x.csv", content_of(bad))
    asked = {"case": group.case_id, "group": group.pk, "level": "participant", "source_name": "bron", "file": file}
    response = client.post(reverse("admin:claimants_import_add"), asked)
    assert response.status_code in (200, 302)
    with acting_for(foundation):
        batch = Import.objects.first()
    if batch is None:
        assert "code" in bad
        return
    page = reverse("admin:claimants_import_change", args=[batch.pk])
    opened = client.get(page)
    assert opened.status_code == 200
    if form := opened.context.get("form"):
        values = {field.html_name: field.value() or "" for field in form}
        assert client.post(page, values).status_code in (200, 302)
        services.work(batch=batch)
        assert client.get(page).status_code == 200
        download = client.get(reverse("admin:claimants_import_errors", args=[batch.pk]))
        assert b"".join(download.streaming_content).decode("utf-8-sig").startswith("rij;")
    assert registered(foundation) == 0


def test_c07_a_cell_of_more_than_131_072_characters_is_a_remark_on_its_row():
    batch = check(upload(csv(line(1, name="a" * 200_000), line(2))))
    assert [row.code for row in rows(batch)] == ["too_long", ""]


def test_c11_the_same_file_while_it_is_being_checked_is_the_same_import(foundation, group):
    batch = upload(csv(line(1)), foundation=foundation, group=group)
    services.describe(batch, mapping=batch.mapping, by=None)
    assert upload(csv(line(1)), foundation=foundation, group=group).pk == batch.pk
    with pytest.raises(DomainError):
        services.describe(batch, mapping=batch.mapping, by=None)


def test_c12_a_file_above_the_limit_is_refused_before_it_is_read(monkeypatch, foundation, group):
    monkeypatch.setattr(formats, "LARGEST", dict.fromkeys(formats.LARGEST, 10))
    with pytest.raises(DomainError) as refused:
        upload(csv(line(1)), foundation=foundation, group=group)
    assert refused.value.code == "too_large"


def workbook(*lines, parts=None) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for cells in lines:
        book.active.append(cells)
    book.save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return file.getvalue()


class TestWorkbooks:
    def test_dates_numbers_and_letters_come_out_as_they_look(self):
        content = workbook(
            ["Naam", "E-mail", "Geboortedatum", "Kenmerk"],
            ["Zoë", "zoe@voorbeeld.example", date(1990, 1, 31), 7],
            ["Sem", "sem@voorbeeld.example", "31-02-1990", 8.0],
        )
        first, second = rows(check(upload(content)))
        assert (first.full_name, first.born_on, first.source_key) == ("Zoë", date(1990, 1, 31), "7")
        assert (second.number, second.code) == (3, "date")

    @pytest.mark.parametrize(
        ("parts", "code"),
        [
            ({"xl/vbaProject.bin": b"x"}, "macros"),
            ({"xl/externalLinks/externalLink1.xml": b"<x/>"}, "external"),
            ({"xl/evil.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "unreadable"),
            ({"xl/evil.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16")}, "unreadable"),
        ],
    )
    def test_c13_what_could_do_harm_is_not_opened(self, parts, code):
        with pytest.raises(DomainError) as refused:
            upload(workbook(["Naam", "E-mail"], parts=parts))
        assert refused.value.code == code

    def test_c13_a_bomb_is_refused_on_what_it_declares(self, monkeypatch):
        monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 50_000)
        with pytest.raises(DomainError) as refused:
            upload(workbook(["Naam"], parts={"xl/bomb.xml": b" " * 100_000}))
        assert refused.value.code == "unpacks_too_large"

    def test_c13_a_bomb_that_lies_about_its_size_is_refused_on_what_comes_out(self, monkeypatch):
        content = bytearray(workbook(["Naam"], parts={"xl/bomb.xml": b" " * 100_000}))
        size = (100_000).to_bytes(4, "little")
        at = content.rindex(size)  # in the directory, which is what is believed first
        content[at : at + 4] = (10).to_bytes(4, "little")
        monkeypatch.setattr(workbooks, "LARGEST_UNPACKED", 50_000)
        with pytest.raises(DomainError) as refused:
            upload(bytes(content))
        assert refused.value.code in ("unpacks_too_large", "unreadable")

    @pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 500, workbook(["Naam"])[:900]])
    def test_a_damaged_workbook_is_refused(self, content):
        with pytest.raises(DomainError) as refused:
            upload(content)
        assert refused.value.code == "unreadable"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 x", b"\x89PNG\r\n", b"MZ\x90", b"<html></html>", b"\xd0\xcf\x11\xe0\xa1"]
)
def test_c22_the_content_says_what_it_is_and_the_name_nothing(content, foundation, group):
    for name in ("x.csv", "a.csv.exe", "n" * 300 + ".csv", "\u202evsc.exe"):
        file = ContentFile(content, name=name)
        with pytest.raises(DomainError) as refused:
            services.accept(foundation, file, case=group.case, group=group, source_name="b", by=None)
        assert refused.value.code == "not_a_table"


def test_c22_the_name_of_a_file_is_forgotten(foundation, group):
    file = ContentFile(csv(line(1)), name="../../x.csv")
    batch = services.accept(foundation, file, case=group.case, group=group, source_name="b", by=None)
    assert batch.file.name.startswith("imports/")
    assert "x.csv" not in batch.file.name


def test_c21_one_bad_row_of_many_never_goes_in_halfway(foundation, group):
    lines = [
        line(number, email="geen adres" if number == 499 else f"p{number}@voorbeeld.example") for number in range(500)
    ]
    batch = check(upload(csv(*lines), foundation=foundation, group=group))
    with pytest.raises(DomainError):
        services.decide(batch, is_partial=False, by=None)
    assert registered(foundation) == 0
    assert (take_in(batch).new_count, registered(foundation)) == (499, 499)


def test_c19_somebody_who_stopped_is_kept_out_and_nothing_changes(foundation, group):
    take_in(check(upload(csv(line(1)), foundation=foundation, group=group)))
    with acting_for(foundation):
        known = Registration.objects.get()
    registrations.leave(known, by=None)
    batch = take_in(check(upload(csv(line(1, phone="+31 20 1234567"), line(2)), foundation=foundation, group=group)))
    assert (batch.new_count, batch.refused_count, batch.code_counts) == (1, 1, {"stopped": 1})
    with acting_for(foundation):
        assert Registration.objects.get(pk=known.pk).state == "withdrawn"


def test_c19_somebody_who_opted_out_is_kept_out(foundation):
    window = make.window()
    first = take_in(check(upload(csv(line(1)), foundation=foundation, group=window.group)))
    with acting_for(foundation):
        person = Registration.objects.select_related("claimant").get().claimant
    make.declaration(claimant=person, window=window)
    batch = check(upload(csv(line(1), line(2)), foundation=foundation, group=window.group))
    assert (first.new_count, batch.new_count, batch.code_counts) == (1, 1, {"opted_out": 1})


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("npm is not installed")

    def fetched(name: str) -> Path:
        folder = tmp_path_factory.mktemp("npm")
        asked = [npm, "pack", "--silent", name]
        packed = subprocess.run(asked, cwd=folder, capture_output=True, text=True, timeout=120)
        if packed.returncode:
            pytest.skip(f"{name} could not be fetched")
        subprocess.run(["tar", "-xzf", packed.stdout.split()[-1]], cwd=folder, check=True)
        return folder / "package"

    return fetched


def test_csv_spectrum_is_read_as_its_own_answers_say(package):
    folder = package("csv-spectrum@2.0.0")
    for path in sorted((folder / "csvs").glob("*.csv")):
        expected = json.loads((folder / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
        with path.open("rb") as file:
            look = formats.look(file, "csv", delimiter=",")
            found = [dict(zip(look.headers, cells, strict=True)) for _number, cells in
                     formats.numbered_rows(file, "csv", look.encoding, ",")]  # fmt: skip
        expected = expected if isinstance(expected, list) else [expected]
        if path.stem == "location_coordinates":  # its answer gives another number than its file
            expected[0]["Contact Phone Number"] = "2095257564"
        as_lines = [{name: value.replace("\r\n", "\n") for name, value in row.items()} for row in expected]
        assert found == as_lines, path.name


def test_naughty_strings_become_a_name_or_a_remark(package, foundation, group):
    strings = json.loads((package("big-list-of-naughty-strings@1.0.0") / "blns.json").read_text(encoding="utf-8"))
    text = io.StringIO()
    writer = csv_module.writer(text, delimiter=";")
    writer.writerows([["Naam", "Straat", "Kenmerk"], *([one, one, number] for number, one in enumerate(strings))])
    batch = check(upload(text.getvalue().encode("utf-8", "replace"), foundation=foundation, group=group))
    assert batch.row_count == len(strings)
    batch = take_in(batch)
    assert batch.new_count == registered(foundation)
    assert batch.new_count > len(strings) * 0.9
    assert set(batch.code_counts) <= {"control", "missing_name", "too_long", "bsn"}
