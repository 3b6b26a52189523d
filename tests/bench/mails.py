"""Delivering what waits in the outbox, beside a bare smtplib loop that sends the same bytes over one connection."""

import smtplib
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now
from django.test import override_settings

from cases.outbox import services
from cases.outbox.models import Message
from tests import make
from tests.bench.measure import Line, best_of
from tests.faults.processes import Process, free_port, listens, wait_until

SMTP = "cases.outbox.smtp.EmailBackend"


@contextmanager
def mail_server() -> Iterator[int]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        process = Process("post", [sys.executable, "-m", "tests.bench.post", port], log=Path(folder) / "log").start()
        try:
            wait_until(lambda: listens(port), 20, "the mail server")
            yield port
        finally:
            process.kill()


def lines(count: int = 300) -> Iterator[Line]:
    """Every mail is rendered, fenced and marked in commits of its own; the loop knows none of that."""
    for _ in range(count):
        make.message()
    ready = [services._mail(message).message().as_bytes(linesep="\r\n") for message in Message.objects.all()]

    def put_back():
        Message.objects.update(state=Message.State.WAITING, due_at=Now())

    def product():
        assert services.deliver(limit=count) == count

    with mail_server() as port:

        def bare():
            with smtplib.SMTP("127.0.0.1", port) as server:
                for content in ready:
                    server.sendmail(settings.DEFAULT_FROM_EMAIL, ["iemand@voorbeeld.example"], content)

        with override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
            ours, theirs = best_of(2, product, before=put_back), best_of(2, bare)
    Message.objects.all().delete()
    versus = "smtplib sending the same ready bytes over one connection"
    yield Line("delivery", round(count / ours), "mails/s", round(ours / theirs, 2), versus, count, connection.vendor)
