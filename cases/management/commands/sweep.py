"""`manage.py sweep`: do all waiting work once, without a broker."""

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Do all waiting work once, here and now. Safe beside running workers."

    def handle(self, *args, **options):
        for name, when in settings.CELERY_BEAT_SCHEDULE.items():
            if isinstance(when["schedule"], float):
                current_app.tasks[when["task"]]()
                self.stdout.write(f"swept {name}")
