"""Take in a file of registrations; see `claimants.imports` for what is understood.

Whoever may run commands here may do everything: no second person is asked. The journal says that nobody in particular
did it, and names the colleague of `--by` where one is given.
"""

import time
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from cases.dossier.models import Case
from cases.parties.models import Foundation
from cases.staff.models import User
from claimants.imports import errors_file, headers, services
from claimants.imports.choices import Column, DateOrder, Delimiter, Encoding, ImportState
from claimants.imports.models import Import, ImportRange
from claimants.imports.remarks import sentence

SOME_REFUSED, NOTHING_DONE = 3, 2
ONE_TURN = timedelta(hours=1)
BUSY = (ImportState.CHECKING, ImportState.RUNNING, ImportState.UNDOING)


class Command(BaseCommand):
    help = "Take in a CSV or XLSX file of registrations; the same file is taken in once."

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="FILE", type=Path)
        parser.add_argument("--case", required=True, metavar="SLUG", help="The case people join.")
        parser.add_argument("--foundation", required=True, metavar="SLUG", help="Whose file they come in.")
        parser.add_argument("--group", metavar="SLUG", help="The group; not needed when a column names it.")
        parser.add_argument("--source", default="command", metavar="NAME", help="Where the file comes from.")
        parser.add_argument("--dry-run", action="store_true", help="Check only; nobody is registered.")
        parser.add_argument("--errors", type=Path, metavar="FILE", help="Where to write the refused rows.")
        parser.add_argument("--strict", action="store_true", help="Take nothing in when one row is refused.")
        parser.add_argument("--encoding", choices=Encoding.values, default="", help="When it is not found out.")
        parser.add_argument("--delimiter", choices=[*Delimiter.values, "tab"], default="", help="Likewise.")
        parser.add_argument("--dates", choices=DateOrder.values, default="", help="The order of day and month.")
        parser.add_argument(
            "--column", action="append", default=[], metavar="NAME=MEANING",
            help=f"What a column means: {', '.join(Column.values)}; nothing after = leaves it out.",
        )  # fmt: skip
        parser.add_argument("--by", metavar="USERNAME", help="The colleague on whose behalf this is done.")

    def handle(self, path, **options):
        try:
            batch = self.checked(path, options)
            if not options["dry_run"]:
                batch = self.taken_in(batch, options)
        except DomainError as error:
            raise CommandError(str(error.message), returncode=NOTHING_DONE) from error
        self.report(batch, options)

    def checked(self, path, options) -> Import:
        by = User.objects.filter(username=options["by"]).first() if options["by"] else None
        if options["by"] and by is None:
            raise CommandError(f"There is nobody called {options['by']}.", returncode=NOTHING_DONE)
        batch = self.accepted(path, options, by)
        if batch.state == ImportState.UPLOADED:
            delimiter = "\t" if options["delimiter"] == "tab" else options["delimiter"]
            look = services.first_look(batch, encoding=options["encoding"], delimiter=delimiter)
            batch = services.describe(
                batch,
                mapping=self.mapping(look.headers, batch, options["column"]),
                encoding=options["encoding"],
                delimiter=delimiter,
                date_order=options["dates"],
                by=by,
            )
        return self.finished(batch)

    def accepted(self, path, options, by) -> Import:
        foundation = self.found(Foundation.objects, "foundation", options["foundation"])
        case = self.found(Case.objects, "case", options["case"])
        group = self.found(case.groups, "group", options["group"]) if options["group"] else None
        try:
            with path.open("rb") as file:
                return services.accept(
                    foundation, File(file, name="upload"), case=case, group=group, source_name=options["source"], by=by
                )
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=NOTHING_DONE) from error

    def found(self, rows, noun, slug):
        row = rows.filter(slug=slug).first()
        if row is None:
            known = ", ".join(rows.order_by("slug").values_list("slug", flat=True)[:20])
            raise CommandError(f"There is no {noun} {slug}; there are: {known}.", returncode=NOTHING_DONE)
        return row

    def mapping(self, names, batch, said) -> list[str]:
        """What each column means; a column nobody knows stops the import before the first row."""
        guessed = services.meaning_of(batch, names)
        told = dict(pair.split("=", 1) for pair in said if "=" in pair)
        if stranger := next((name for name in told if name not in names), None):
            raise CommandError(
                f"There is no column {stranger}; there are: {', '.join(names)}.", returncode=NOTHING_DONE
            )
        for index, name in enumerate(names):
            if name in told:
                guessed[index] = told[name]
            elif not guessed[index]:
                kind = headers.forbidden(name)
                text = sentence(f"{kind}_header" if kind else "unknown_header", "en")
                raise CommandError(f"{name}: {text} (--column '{name}=')", returncode=NOTHING_DONE)
        if batch.group_id is None and Column.GROUP not in guessed:
            known = ", ".join(batch.case.groups.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"Name the group with --group: {known}.", returncode=NOTHING_DONE)
        return guessed

    def taken_in(self, batch, options) -> Import:
        if batch.state == ImportState.CHECKED:
            batch = services.decide(batch, is_partial=not options["strict"], by=None)
        if batch.state == ImportState.PAUSED:
            batch = services.resume(batch, by=None)
        return self.finished(batch)

    def finished(self, batch) -> Import:
        """Work until this step is done; another worker may do part of it."""
        began = time.monotonic()
        while (batch := self.again(batch)).state in BUSY:
            watch = partial(self.show_progress, batch, began)
            services.work(batch=batch, within=ONE_TURN, watch=watch)
            if ImportRange.objects.filter(batch=batch.pk, state=ImportRange.State.DEAD).exists():
                raise CommandError("A range was given up; see its error on the staff site.", returncode=NOTHING_DONE)
            time.sleep(0.05)
        return batch

    def again(self, batch) -> Import:
        with acting_for(batch.foundation_id):
            return Import.objects.select_related("case", "foundation").get(pk=batch.pk)

    def show_progress(self, batch, began):
        if self.stderr.isatty():
            done, of = services.progress(self.again(batch))
            seconds = time.monotonic() - began
            rate = done / seconds if seconds else 0
            left = (of - done) / rate if rate else 0
            bar = "#" * int(30 * done / of) if of else ""
            self.stderr.write(f"\r{bar:30} {done:,} / {of:,}  {rate:,.0f}/s  {left:,.0f} s left ", ending="")

    def report(self, batch, options):
        if batch.state == ImportState.REFUSED:
            line = f"Line {batch.refusal['line']}: " if batch.refusal.get("line") else ""
            raise CommandError(line + sentence(batch.refusal["code"], "en"), returncode=NOTHING_DONE)
        shown = ("new", "updated", "same", "refused")
        self.stdout.write(", ".join(f"{getattr(batch, f'{name}_count')} {name}" for name in shown))
        for code, count in sorted(batch.code_counts.items()):
            self.stdout.write(f"  {count} × {sentence(code, 'en')}")
        if options["errors"]:
            self.write_errors(batch, options["errors"])
        if batch.refused_count:
            raise SystemExit(SOME_REFUSED)

    def write_errors(self, batch, path):
        with acting_for(batch.foundation_id), services.file_of(batch) as file:
            path.write_text("".join(errors_file.lines(batch, file)), encoding="utf-8", newline="")
