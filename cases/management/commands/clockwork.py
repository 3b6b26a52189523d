"""`manage.py clockwork`: worker and clock in one process, for an installation without Redis."""

from celery import current_app
from celery.beat import EmbeddedService
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Run worker and clock together in this process; only for the embedded broker."

    def handle(self, *args, **options):
        if not current_app.conf.broker_url.startswith("memory:"):
            raise CommandError("With REDIS_URL, run `celery -A config worker` and `celery -A config beat`.")
        clock = EmbeddedService(current_app, thread=True)
        clock.daemon = True
        clock.start()
        queues = ["-Q", "prompt,bulk"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
        current_app.start(["--quiet", "worker", "--pool", "threads", "--concurrency", "2", *queues, *quiet])
