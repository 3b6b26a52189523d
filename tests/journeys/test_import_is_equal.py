"""The same two files leave the same people on SQLite and on PostgreSQL: each is held against the same digest."""

import hashlib
import json
import random

import pytest

from cases.core.tenancy import acting_for
from claimants.imports.models import Import
from claimants.people.models import Claimant
from claimants.registrations.models import Registration, UsePeriod
from tests import make
from tests.claimants.imports.files import check, csv, rows, take_in, upload

pytestmark = pytest.mark.django_db
HEADER = "Naam;E-mail;Telefoon;Straat;Postcode;Woonplaats;Land;Taal;Geboortedatum;Gebruikt vanaf;Gebruikt tot;" \
         "Aangemeld op;Kenmerk"  # fmt: skip
COUNTRIES, LANGUAGES = ("NL", "België", "", "XX"), ("nl", "Engels", "", "fr")
NAMES = ("Zoë", "O'Brien-ʻŌ", "Łukasz", "北京", "Straße", "İpek", "Noor\\N", "=1+1", "Sem 'S' \"x\"", "🦊")
PEOPLE = ("full_name", "called_name", "email", "phone", "street", "postcode", "city", "country", "language", "born_on",
          "version")  # fmt: skip
DIGEST = "72439e711364a42bb73d97e53dd34874bc8c9f38597000fb913a7785ed2d9fa2"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def person(number: int, chance: random.Random) -> str:
    """A row that is good, or wrong in one of many ways; some people stand there twice or share an address."""
    name = f"{NAMES[number % len(NAMES)]} {number % 250}"
    own, shared = f"p{number % 250}@voorbeeld.example", f"Gezin{number % 20}@Bücher.example"
    email = chance.choice([own, own, own, own, shared, shared, "geen", ""])
    born = chance.choice(["1990-01-31", "1990-01-31", "2020-02-29", "1950-12-31", "", "", "", "31-02-1990"])
    used = chance.choice(["2019-01-01;2020-12-31", "2019-01-01;", ";2020-12-31", ";", ";", "2020-12-31;2019-01-01"])
    joined = f"2026-0{1 + number % 9}-0{1 + number % 9}"
    key = chance.choice([f"k{number % 280}", f"k{number % 280}", ""])
    where = f"Laan {number};{1000 + number} ab;Ede;{COUNTRIES[number % 31 % 4]};{LANGUAGES[number % 37 % 4]}"
    return f"{name};{email};{chance.choice(['+31 6 12345678', ''])};{where};{born};{used};{joined};{key}"


def told(batch: Import) -> dict:
    """Everything the imports left, without the keys that chance gives."""
    with acting_for(batch.foundation_id):
        joined = (
            "claimant__full_name",
            "claimant__email",
            "group__name",
            "level",
            "state",
            "registered_at",
            "source_key",
        )
        used = "registration__source_key", "registration__claimant__full_name", "used_from", "used_until"
        found = {
            "people": list(Claimant.objects.values_list(*PEOPLE)),
            "registrations": list(Registration.objects.values_list(*joined)),
            "use": list(UsePeriod.objects.values_list(*used)),
        }
    return {name: sorted(json.dumps(row, default=str, ensure_ascii=False) for row in found[name]) for name in found}


def test_the_same_files_leave_the_same_people_on_both_databases():
    chance = random.Random(1907)
    first = csv(*[person(number, chance) for number in range(300)], header=HEADER)
    second = csv(*[person(number, chance) for number in range(150, 450)], header=HEADER)
    group = make.group(name="Groep")
    batch = take_in(check(upload(first, group=group)))
    later = take_in(check(upload(second, foundation=batch.foundation, group=group)))

    verdicts = [[row.number, row.verdict, row.code, row.remarks] for one in (batch, later) for row in rows(one)]
    counts = [[one.new_count, one.updated_count, one.same_count, one.refused_count] for one in (batch, later)]
    assert min(counts[1]) > 0
    everything = json.dumps([verdicts, counts, told(later)], default=str, ensure_ascii=False, sort_keys=True)
    assert hashlib.sha256(everything.encode()).hexdigest() == DIGEST, counts
