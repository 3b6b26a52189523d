"""The comparator: one Celery task with an ETA per reminder, default settings, automatic retries. Not the product."""

import os
import smtplib
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from celery import Celery

app = Celery("naive", broker=os.environ.get("NAIVE_BROKER", "memory://"))


@app.task(autoretry_for=(Exception,), retry_backoff=True, max_retries=10)
def remind(key: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "post@achterban.example", f"{key}@voorbeeld.example", key
    mail["Message-ID"] = f"<{os.urandom(8).hex()}@naive>"
    mail.set_content("Herinnering")
    with smtplib.SMTP("127.0.0.1", int(os.environ["NAIVE_SINK"]), timeout=float(os.environ["NAIVE_TIMEOUT"])) as server:
        server.send_message(mail)


def plan(broker: str, prefix: str, moments: list[float]) -> list[str]:
    """Publish one task for each moment, in seconds from now; the keys."""
    app.conf.broker_url = broker
    now = datetime.now(UTC)
    keys = [f"{prefix}-{number:04}" for number in range(len(moments))]
    for key, seconds in zip(keys, moments, strict=True):
        remind.apply_async((key,), eta=now + timedelta(seconds=seconds))
    return keys
