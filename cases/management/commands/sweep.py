"""`manage.py sweep`: do all waiting work, without a broker."""

import time

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections


class Command(BaseCommand):
    help = "Do all waiting work once, here and now. Safe beside running workers."

    def add_arguments(self, parser):
        parser.add_argument("--every", type=int, metavar="SECONDS", help="Go on, with a rest between two sweeps.")

    def handle(self, *args, every, **options):
        current_app.loader.import_default_modules()
        self._sweep(options["verbosity"])
        while every:
            time.sleep(every)
            try:
                self._sweep(options["verbosity"])
            except DatabaseError as error:
                self.stderr.write(f"not swept: {type(error).__name__}")

    def _sweep(self, verbosity: int):
        close_old_connections()
        for name, when in settings.CELERY_BEAT_SCHEDULE.items():
            if isinstance(when["schedule"], float):
                current_app.tasks[when["task"]]()
                if verbosity:
                    self.stdout.write(f"swept {name}")
