"""Take in news from files; see `cases.news.readers` for what is understood."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.core.errors import DomainError
from cases.news import readers, services

SOME_REFUSED, NOTHING_DONE = 3, 2


class Command(BaseCommand):
    help = "Take in news from text files, RSS, Atom or JSON Feed files; the same text is stored once."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="A file, or a folder of files.")

    def handle(self, paths, **options):
        missing = [str(path) for path in paths if not path.exists()]
        if missing:
            raise CommandError(f"There is no file {', '.join(missing)}.", returncode=NOTHING_DONE)
        self.counts = Counter()
        profiles = services.case_profiles()
        for path in _files(paths):
            self.take_in_file(path, profiles)
        shown = ("new", "known", "left", "refused")
        self.stdout.write(", ".join(f"{self.counts[name]} {name}" for name in shown))
        if self.counts["refused"]:
            raise SystemExit(SOME_REFUSED if self.counts["new"] + self.counts["known"] else NOTHING_DONE)

    def take_in_file(self, path, profiles):
        with path.open("rb") as file:
            content = file.read(readers.LARGEST_FILE + 1)
        for found in readers.read(content, name=path.name, today=timezone.localdate()):
            match found:
                case readers.Refusal(sentence):
                    self.refuse(path, sentence)
                case readers.Rest(count):
                    self.counts["left"] += count
                case _:
                    self.take_in(path, found, profiles)

    def take_in(self, path, found, profiles):
        body, title, url, publisher, on, precision, key = found
        try:
            _item, is_new = services.take_in(
                body,
                title=title,
                url=url,
                publisher=publisher,
                published_on=on,
                precision=precision,
                source_key=key,
                profiles=profiles,
            )
        except DomainError as error:
            self.refuse(path, str(error))
        else:
            self.counts["new" if is_new else "known"] += 1

    def refuse(self, path, sentence):
        self.counts["refused"] += 1
        self.stderr.write(f"{path.name}: {sentence}")


def _files(paths) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(inner for inner in path.iterdir() if inner.is_file() and not inner.name.startswith("."))
        else:
            yield path
