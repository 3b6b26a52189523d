"""A file of registrations by the command, every check included, beside raw COPY of the same people into equal tables.

The command is a process of its own, timed without the start of Django, and its memory is its own. The bare tables
have every index, key and trigger of the real ones; COPY itself is not allowed through row level security.
"""

import io
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from cases.core.tenancy import acting_for
from claimants.imports.models import Import
from claimants.people import services as people
from claimants.people.models import Claimant
from claimants.registrations import services as registrations
from claimants.registrations.models import Registration, UsePeriod
from tests import make
from tests.bench.measure import Line

ROOT = Path(__file__).parents[2]
HEADER = "Kenmerk;Naam;E-mail;Telefoon;Straat;Postcode;Woonplaats;Land;Geboortedatum;Gebruikt vanaf"
SAVED_ONE_BY_ONE = 500
WRITTEN = {Claimant: "id", Registration: "id", UsePeriod: "registration_id"}


def lines(rows: int) -> Iterator[Line]:
    database = connection.vendor
    group = make.group()
    fewest, few, many = run(rows // 100, group), run(rows // 10, group), run(rows, group)
    bare = bare_copy(many.foundation) if database == "postgresql" else bare_insert(many.foundation)
    versus = "raw COPY of the same people and registrations" if database == "postgresql" else "executemany of the same"
    yield Line(
        "import of a file", round(rows / many.seconds), "rows/s", round(many.seconds / bare, 2), versus, rows, database
    )
    each = many.seconds / rows
    for versus, seconds in (
        ("each person and registration by its service", one_by_one(group)),
        ("each person by django-import-export", by_stock_resource()),
    ):
        if seconds:
            yield Line("import a row", round(each * 1e6), "µs", round(each / seconds, 4), versus, rows, database)
    exponent = math.log(many.seconds / few.seconds) / math.log(10)
    yield Line(
        "growth of an import", round(exponent, 2), "exponent", None, f"a tenth: {few.seconds:.1f} s", rows, database
    )
    versus = f"{fewest.peak_mb} MB for a hundredth of the rows"
    ratio = round(many.peak_mb / fewest.peak_mb, 2)
    yield Line("memory of an import", many.peak_mb, "MB", ratio, versus, rows, database)


class Run:
    """One import by the command, as a process: how long it took and how large it grew."""

    def __init__(self, foundation, seconds: float, peak_mb: int):
        self.foundation, self.seconds, self.peak_mb = foundation, seconds, peak_mb


def run(rows: int, group) -> Run:
    foundation = make.foundation()
    with tempfile.TemporaryDirectory(prefix="achterban-bench-") as folder:
        path = Path(folder) / "file.csv"
        write_file(path, rows)
        command = [sys.executable, "manage.py", "import_claimants", str(path), "--source", "bench"]
        command += ["--case", group.case.slug, "--group", group.slug, "--foundation", foundation.slug]
        connection.close()
        began = time.perf_counter()
        subprocess.run([*command[:3], "--help"], stdout=subprocess.DEVNULL, check=True)
        starting = time.perf_counter() - began
        began = time.perf_counter()
        child = os.posix_spawn(
            command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)]
        )
        _pid, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - began - starting
    with acting_for(foundation):
        found = Registration.objects.count()
        for batch in Import.objects.exclude(file=""):
            batch.file.delete(save=False)
    if status or found != rows:
        raise RuntimeError(f"status {status}, {found} of {rows} rows")
    return Run(foundation, seconds, usage.ru_maxrss // 1024)


def write_file(path: Path, rows: int) -> None:
    """People who do not exist, no two alike."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{HEADER}\r\n")
        for number in range(rows):
            file.write(
                f"k{number};Proef Persoon {number};p{number * 7_919 % rows}.{number}@voorbeeld{number % 97}.example;"
                f"+31 6 {10_000_000 + number};Dorpsstraat {number % 300};{1000 + number % 8999} AB;Utrecht;NL;"
                f"{1950 + number % 55}-{1 + number % 12:02}-{1 + number % 28:02};{2018 + number % 5}-01-01\r\n"
            )


def bare_copy(foundation) -> float:
    """The same rows with keys as they come, by COPY into new tables with the same indexes and foreign keys."""
    kept_rows = {model: io.BytesIO() for model in WRITTEN}
    names = {model: [field.column for field in model._meta.concrete_fields] for model in WRITTEN}
    with acting_for(foundation), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE keys AS SELECT claimant_id AS person, id AS registration, "
            "row_number() OVER (ORDER BY CAST(substr(source_key, 2) AS integer)) AS nth FROM claimants_registration"
        )
        fresh = {"id": "k.nth", "public_id": "gen_random_uuid()", "claimant_id": "k.nth", "registration_id": "k.nth"}
        fresh["reference"] = "upper(substr(md5(k.nth::text), 1, 12))"
        for model, column in WRITTEN.items():
            key, kept = "person" if model is Claimant else "registration", kept_rows[model]
            said = ", ".join(fresh.get(name, f"t.{name}") for name in names[model])
            table = model._meta.db_table
            sql = f"COPY (SELECT {said} FROM {table} t JOIN keys k ON k.{key} = t.{column} ORDER BY k.nth) TO STDOUT"
            with cursor.copy(sql) as copy:
                for block in copy:
                    kept.write(block)
    with connection.cursor() as cursor:
        for model in WRITTEN:
            cursor.execute(f"CREATE TABLE bare_{model._meta.model_name} (LIKE {model._meta.db_table} INCLUDING ALL)")
            for sql in foreign_keys(cursor, model):
                cursor.execute(sql)
        began = time.perf_counter()
        with transaction.atomic():
            for model, kept in kept_rows.items():
                with cursor.copy(f"COPY bare_{model._meta.model_name} ({', '.join(names[model])}) FROM STDIN") as copy:
                    kept.seek(0)
                    while block := kept.read(1 << 20):
                        copy.write(block)
        return time.perf_counter() - began


def foreign_keys(cursor, model) -> list[str]:
    """The keys of the real table, among the bare ones."""
    table, bare = model._meta.db_table, f"bare_{model._meta.model_name}"
    asked = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'"
    cursor.execute(asked, [table])
    rules = [rule for (rule,) in cursor.fetchall()]
    for one in WRITTEN:
        rules = [
            rule.replace(f"REFERENCES {one._meta.db_table}(", f"REFERENCES bare_{one._meta.model_name}(")
            for rule in rules
        ]
    return [f"ALTER TABLE {bare} ADD {rule}" for rule in rules]


def bare_insert(foundation) -> float:
    """The same rows once more into the same tables, emptied, in one transaction."""
    kept = {}
    with connection.cursor() as cursor:
        for model in WRITTEN:
            cursor.execute(
                f"SELECT * FROM {model._meta.db_table} WHERE foundation_id = %s ORDER BY id", [foundation.pk]
            )
            kept[model] = cursor.fetchall()
        for model in reversed(WRITTEN):
            cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE foundation_id = %s", [foundation.pk])
        began = time.perf_counter()
        with transaction.atomic():
            for model, found in kept.items():
                places = ", ".join(["%s"] * len(found[0]))
                cursor.executemany(f"INSERT INTO {model._meta.db_table} VALUES ({places})", found)
        return time.perf_counter() - began


def one_by_one(group) -> float:
    """Seconds a row where each is saved by itself, in one transaction."""
    foundation = make.foundation()
    began = time.perf_counter()
    with transaction.atomic():
        for number in range(SAVED_ONE_BY_ONE):
            person = people.add_claimant(
                foundation, full_name=f"Proef {number}", email=f"p{number}@voorbeeld.example",
                born_on=timezone.localdate().replace(year=1990, day=1), by=None,
            )  # fmt: skip
            registrations.register(person, group, source_name="bench", source_key=str(number), by=None)
    return (time.perf_counter() - began) / SAVED_ONE_BY_ONE


def by_stock_resource() -> float | None:
    """Seconds a person by the stock resource of django-import-export, where that is installed; nobody registers."""
    try:
        from import_export.resources import modelresource_factory
        from tablib import Dataset
    except ImportError:
        print("Left out: django-import-export (not installed).", file=sys.stderr)
        return None
    fields = ("foundation", "reference", "full_name", "email", "phone", "street", "postcode", "city", "born_on")
    foundation, data = make.foundation(), Dataset(headers=fields)
    for number in range(SAVED_ONE_BY_ONE):
        person = (f"Proef {number}", f"s{number}@voorbeeld.example", "+31 6 12345678", "Laan 1", "1234 AB", "Ede")
        data.append((foundation.pk, f"STOCK{number:07}", *person, "1990-01-31"))
    resource = modelresource_factory(Claimant, meta_options={"fields": fields, "import_id_fields": ("reference",)})()
    with acting_for(foundation):
        began = time.perf_counter()
        resource.import_data(data, raise_errors=True)
        return (time.perf_counter() - began) / SAVED_ONE_BY_ONE
