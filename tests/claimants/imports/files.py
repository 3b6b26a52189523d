"""Files to import, made in memory."""

from django.core.files.base import ContentFile

from cases.core.tenancy import acting_for
from claimants.imports import services
from claimants.imports.models import Import, ImportRange
from tests import make

HEADER = "Naam;E-mail;Telefoon;Geboortedatum;Land;Kenmerk"


def line(number: int, **values) -> str:
    cells = {
        "name": f"Proef Persoon {number}",
        "email": f"proef{number}@voorbeeld.example",
        "phone": "+31 6 12345678",
        "born_on": "1990-01-31",
        "country": "NL",
        "key": f"k{number}",
    } | values
    return ";".join(str(cell) for cell in cells.values())


def csv(*lines: str, header: str = HEADER) -> bytes:
    return "\r\n".join([header, *lines, ""]).encode()


def upload(content: bytes, *, foundation=None, case=None, group=None, source_name="bron", by=None, **values) -> Import:
    """Accept a file for a foundation; with a case of one group unless told."""
    group = group or make.group(case=case)
    file = ContentFile(content, name="x.csv")
    asked = {"case": group.case, "group": group, "source_name": source_name, "by": by} | values
    return services.accept(foundation or make.foundation(), file, **asked)


def check(batch: Import, **values) -> Import:
    """Say what the columns mean, as guessed, and check all rows."""
    services.describe(batch, **{"mapping": batch.mapping, "by": None} | values)
    services.work(batch=batch)
    return again(batch)


def take_in(batch: Import, *, is_partial: bool = True) -> Import:
    services.decide(batch, is_partial=is_partial, by=None)
    services.work(batch=batch)
    return again(batch)


def again(batch: Import) -> Import:
    with acting_for(batch.foundation_id):
        return Import.objects.get(pk=batch.pk)


def rows(batch: Import) -> list:
    with acting_for(batch.foundation_id):
        return list(batch.rows.order_by("number"))


def ranges(batch: Import):
    return ImportRange.objects.filter(batch=batch.pk)
