"""`manage.py doctor`: is everything that must be there, there."""

import json
import sys

from django.core.management.base import BaseCommand

from cases.health import checks


class Command(BaseCommand):
    help = "Check everything the system needs; exit 1 when something is missing."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="One JSON object instead of lines.")

    def handle(self, *args, **options):
        found = list(checks.findings(checks.everything()))
        if options["json"]:
            self.stdout.write(json.dumps([finding._asdict() for finding in found]))
        else:
            for finding in found:
                self.stdout.write(f"{'ok  ' if finding.is_ok else 'FAIL'} {finding.name}: {finding.sentence}")
        if not all(finding.is_ok for finding in found):
            sys.exit(1)
