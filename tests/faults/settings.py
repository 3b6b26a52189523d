"""The product's own settings for a laptop, with the clockwork sped up so that a fault is over in seconds.

Nothing here exists in the product. FAULTS_LEASE, FAULTS_TICK and FAULTS_MAIL_TIMEOUT are seconds; set to 0 they leave
the product's own times alone. FAULTS_CLOCK moves the clock of this process by so many seconds.
"""

import os
from datetime import timedelta
from pathlib import Path

from config.settings.dev import *  # noqa: F403
from config.settings.dev import CELERY_BEAT_SCHEDULE, EMAIL_TIMEOUT, INSTALLED_APPS, TEMPLATES

HERE = Path(__file__).parent
LEASE = float(os.environ.get("FAULTS_LEASE", "6"))
HURRIED = ("outbox.deliver", "deadlines.remind", "journal.react")  # the others would only fill the queue
TICK = float(os.environ.get("FAULTS_TICK", "1"))
MAIL_TIMEOUT = float(os.environ.get("FAULTS_MAIL_TIMEOUT", "2"))

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.apps.FaultsConfig"]
TEMPLATES = [TEMPLATES[0] | {"DIRS": [*TEMPLATES[0]["DIRS"], HERE / "templates"]}]
ALLOWED_HOSTS = ["127.0.0.1"]
EMAIL_BACKEND = "tests.faults.poison.Backend"
EMAIL_TIMEOUT = MAIL_TIMEOUT or EMAIL_TIMEOUT
CELERY_BEAT_SCHEDULE_FILENAME = os.environ["FAULTS_BEAT_FILE"]

if TICK:
    CELERY_BEAT_SCHEDULE = {
        name: entry | {"schedule": TICK} if name in HURRIED else entry for name, entry in CELERY_BEAT_SCHEDULE.items()
    }

if shift := float(os.environ.get("FAULTS_CLOCK", "0")):
    from datetime import UTC, datetime

    import time_machine

    time_machine.travel(datetime.now(UTC) + timedelta(seconds=shift), tick=True).start()
