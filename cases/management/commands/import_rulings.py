"""Take in rulings from the open data of rechtspraak.nl; see `cases.rulings.open_data`."""

from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cases.core.errors import DomainError
from cases.core.plain_xml import Unreadable
from cases.rulings import open_data, services

SOME_REFUSED, NOTHING_DONE = 3, 2


class Command(BaseCommand):
    help = "Take in XML of rechtspraak.nl; a ruling goes to the case with its docket number, for staff to publish."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="A file, or a folder of .xml files.")

    def handle(self, paths, **options):
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(f"There is no file {', '.join(missing)}.", returncode=NOTHING_DONE)
        counts = Counter()
        for path in paths:
            for file in sorted(path.glob("*.xml")) if path.is_dir() else [path]:
                counts[self.take_in(file)] += 1
        self.stdout.write(", ".join(f"{counts[name]} {name}" for name in ("new", "known", "refused")))
        if counts["refused"]:
            raise SystemExit(SOME_REFUSED if counts["new"] + counts["known"] else NOTHING_DONE)

    def take_in(self, path: Path) -> str:
        with path.open("rb") as file:
            content = file.read(open_data.LARGEST_FILE + 1)
        try:
            _ruling, is_new = services.take_in(open_data.read_ruling(content))
        except (Unreadable, DomainError) as error:
            self.stderr.write(f"{path.name}: {error}")
            return "refused"
        return "new" if is_new else "known"
