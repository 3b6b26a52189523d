"""A person every word of whom can be found again, and a search for those words everywhere."""

from datetime import date
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection

from cases.core.tenancy import acting_for
from cases.outbox import services as outbox
from cases.parties.models import Foundation
from claimants.people import services as people
from claimants.privacy import services as privacy
from claimants.registrations import services as registrations
from tests import make, make_papers

MARK = "kanarie"
EMAIL = "Kanarie.Noor@voorbeeld.example"
CONTACT = {
    "full_name": "Kanarienaam de Bakker",
    "called_name": "Kanariepiet",
    "email": EMAIL,
    "phone": "+31 6 98765432",
    "street": "Kanariestraat 17",
    "postcode": "9876 KN",
    "city": "Kanariestad",
    "born_on": date(1987, 3, 19),
}
WORDS = ("kanarie", "98765432", "9876 kn", "1987-03-19")
WISH = "Kanariewens: haal alles weg."
REASON = "Kanariereden: buiten de periode."


class FullPerson:
    """Somebody of whom every room holds something."""

    def __init__(self, foundation=None):
        self.foundation = foundation or make.foundation()
        self.claimant = people.add_claimant(self.foundation, **CONTACT, by=None)
        self.child = people.add_claimant(self.foundation, full_name="Kind", born_on=date(2015, 1, 1), by=None)
        people.add_guardian(self.child, self.claimant, by=None)
        self.registration = registrations.register(
            self.claimant, make.group(), used_from=date(2019, 2, 3), source_name="form", source_key="kanarie-1", by=None
        )
        refused = registrations.register(self.claimant, make.group(), by=None)
        registrations.mark_not_eligible(refused, reason=REASON, by=None)
        self.proof = make_papers.proof(registration=self.registration)
        privacy.ask(self.claimant, "access", channel="portal", wish="Kanarievraag: wat hebt u?", by=None)
        for number, address in enumerate((EMAIL, EMAIL.lower())):
            key = f"test:{self.foundation.pk}:{number}"
            context = {"name": CONTACT["full_name"]}
            outbox.put("sign-in", to=address, dedupe_key=key, context=context, foundation=self.foundation)

    @property
    def index(self) -> str:
        return self.claimant.email_index


def rows_with(*words: str) -> list[tuple[str, str]]:
    """Every table and column on this database in which one of the words stands; also behind the walls."""
    found = set()
    for foundation_id in [None, *Foundation.objects.values_list("pk", flat=True)]:
        with acting_for(foundation_id):
            found |= _rows_with(words)
    return sorted(found)


def _rows_with(words) -> set[tuple[str, str]]:
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            for row in cursor.fetchall():
                values = zip(columns, (str(value).lower() for value in row), strict=True)
                found |= {(table, name) for name, value in values if any(word.lower() in value for word in words)}
    return found


def files_of(person: FullPerson) -> list[str]:
    """The files of this person that are still there."""
    return [file.name for file in (person.proof.file, person.proof.thumbnail) if default_storage.exists(file.name)]


def mails_in(folder: Path) -> str:
    return " ".join(path.read_text() for path in folder.glob("*.log"))
